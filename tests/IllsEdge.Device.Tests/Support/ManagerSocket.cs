using System.Net.Sockets;
using System.Text;

namespace IllsEdge.Device.Tests.Support;

/// <summary>Plays a service manager: binds a datagram socket as systemd does, and keeps what is sent to it.</summary>
internal sealed class ManagerSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Lock _lock = new();
    private readonly List<string> _messages = [];

    /// <param name="place">As <c>$NOTIFY_SOCKET</c> has it: a path, or a name after <c>@</c>.</param>
    public ManagerSocket(string place)
    {
        Place = place;
        _socket.Bind(new UnixDomainSocketEndPoint(place[0] == '@' ? '\0' + place[1..] : place));
        new Thread(Receive) { IsBackground = true }.Start();
    }

    public string Place { get; }

    public string[] Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>Messages with a line that begins so.</summary>
    public int Count(string line) => Messages.Count(
        message => message.Split('\n').Any(one => one.StartsWith(line, StringComparison.Ordinal)));

    /// <summary>Waits until a line has come so many times.</summary>
    public Task Hears(string line, int times = 1) => Patience.Until(() => Count(line) >= times, line);

    public void Dispose() => _socket.Dispose();

    private void Receive()
    {
        byte[] message = new byte[4096];
        try
        {
            while (true)
            {
                int length = _socket.Receive(message);
                lock (_lock)
                    _messages.Add(Encoding.UTF8.GetString(message, 0, length));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The manager ends.
        }
    }
}
