using System.Globalization;
using System.Text;

namespace IllsEdge.Device.Service;

/// <summary>
/// What a loop tells the service manager that started it: that it opens, that it runs, how it is, that it is alive and that
/// it ends. Where no manager asks, every call does nothing.
/// </summary>
/// <remarks>
/// The sign of life comes from <see cref="Beat"/>, which the loop's own thread calls between its steps and while it waits for
/// the next one. No timer and no other thread sends it, so a loop that hangs in a step falls silent and is started anew.
/// All calls come from one thread at a time.
/// </remarks>
public sealed class ServiceReport : IDisposable
{
    /// <summary>A quarter: two may be late and one lost before the manager acts.</summary>
    private const int BeatsPerWatchdog = 4;

    /// <summary>What the slowest card checks or salvages of a store in a second, and what the rest of a start takes.</summary>
    private const long SlowestBytesPerSecond = 1_000_000;
    private static readonly TimeSpan RestOfStart = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BetweenStatuses = TimeSpan.FromSeconds(10);

    private readonly ServiceNotifier? _notifier;
    private readonly TimeProvider _clock;
    private readonly TimeSpan? _betweenBeats;
    private long _lastBeat;
    private long _lastStatus;
    private bool _isReady;

    /// <summary>Makes a report.</summary>
    /// <param name="notifier">The way to the manager, which the report disposes of; null where there is none.</param>
    /// <param name="watchdog">The time after which a silent service is taken for hung; null where nobody watches.</param>
    /// <param name="clock">Real time, also where the loop's time is accelerated: the manager's clock is real.</param>
    public ServiceReport(ServiceNotifier? notifier, TimeSpan? watchdog, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (_notifier, _clock) = (notifier, clock);
        _betweenBeats = watchdog / BeatsPerWatchdog;
    }

    /// <summary>A report to the manager that the environment names.</summary>
    /// <param name="variable">Gives a variable of the environment, or null.</param>
    /// <param name="process">Number of this process.</param>
    /// <param name="clock">Real time.</param>
    public static ServiceReport Of(Func<string, string?> variable, int process, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ServiceNotifier? notifier = variable(ServiceNotifier.Variable) is { } place ? ServiceNotifier.Open(place) : null;
        return new ServiceReport(notifier, ServiceWatchdog.TimeFor(variable, process), clock);
    }

    /// <summary>Tells that a store is being opened, and asks for the time that checking and salvaging it may take.</summary>
    /// <param name="storeBytes">Size of its file; 0 where there is none.</param>
    /// <remarks>
    /// Once, and longer for a larger store, instead of again and again while it lasts: whatever would repeat it would do so
    /// for a start that hangs, too.
    /// </remarks>
    public void Opening(long storeBytes)
    {
        TimeSpan time = RestOfStart + TimeSpan.FromSeconds((double)storeBytes / SlowestBytesPerSecond);
        Send(string.Create(
            CultureInfo.InvariantCulture,
            $"EXTEND_TIMEOUT_USEC={(long)time.TotalMicroseconds}\nSTATUS=opening the store ({storeBytes / 1_000_000} MB)"));
    }

    /// <summary>A sign of life, if one is due. Allocates nothing.</summary>
    public void Beat()
    {
        if (_betweenBeats is not { } interval || _notifier is null || !_isReady || _clock.GetElapsedTime(_lastBeat) < interval)
            return;
        _lastBeat = _clock.GetTimestamp();
        _notifier.Send("WATCHDOG=1"u8);
    }

    /// <summary>A step is done: tells after the first one that the service runs, then that it is alive and how it is.</summary>
    /// <param name="status">Composes one line for people; asked every ten seconds at most.</param>
    public void Stepped(Func<string> status)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (_notifier is null)
            return;
        Beat();
        if (_isReady && _clock.GetElapsedTime(_lastStatus) < BetweenStatuses)
            return;
        Send($"{(_isReady ? "" : "READY=1\n")}STATUS={OneLine(status())}");
        _lastStatus = _clock.GetTimestamp();
        if (!_isReady)
            _lastBeat = _lastStatus;
        _isReady = true;
    }

    /// <summary>Tells that the service ends, before what waits is written.</summary>
    public void Stopping() => Send("STOPPING=1\nSTATUS=closing");

    /// <inheritdoc/>
    public void Dispose() => _notifier?.Dispose();

    private void Send(string states) => _notifier?.Send(Encoding.UTF8.GetBytes(states));

    // A line break would begin another state.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
