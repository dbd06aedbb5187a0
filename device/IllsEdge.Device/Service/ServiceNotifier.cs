using System.Net;
using System.Net.Sockets;

namespace IllsEdge.Device.Service;

/// <summary>
/// Sends states to the service manager: datagrams of <c>NAME=value</c> lines to the socket that <c>$NOTIFY_SOCKET</c> names,
/// as sd_notify(3) of systemd describes them.
/// </summary>
/// <remarks>
/// Sending waits for nothing and throws nothing: a manager that does not read loses what it was sent, and the loop goes on.
/// Sending bytes allocates nothing. For one thread at a time.
/// </remarks>
public sealed class ServiceNotifier : IDisposable
{
    /// <summary>The variable that names the socket.</summary>
    public const string Variable = "NOTIFY_SOCKET";

    private readonly Socket _socket;
    private readonly SocketAddress _address;

    private ServiceNotifier(EndPoint place)
    {
        _address = place.Serialize();
        // Not connected, so that a manager that begins anew under the same name is reached again.
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>Opens the way to a manager.</summary>
    /// <param name="place">A path, or a name that begins with <c>@</c>, which is one without a file.</param>
    /// <returns>Null where it is neither, or too long for a socket: such a manager cannot be told anything.</returns>
    public static ServiceNotifier? Open(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.Length < 2 || place[0] is not ('/' or '@'))
            return null;
        try
        {
            // The system writes a name without a file as one that begins with a zero.
            return new ServiceNotifier(new UnixDomainSocketEndPoint(place[0] == '@' ? '\0' + place[1..] : place));
        }
        catch (Exception exception) when (exception is ArgumentException or SocketException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Sends states.</summary>
    /// <param name="states">Lines of <c>NAME=value</c> in UTF-8.</param>
    /// <returns>False where nobody took them.</returns>
    public bool Send(ReadOnlySpan<byte> states)
    {
        try
        {
            return _socket.SendTo(states, SocketFlags.None, _address) == states.Length;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
