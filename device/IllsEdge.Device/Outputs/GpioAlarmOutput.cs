using System.Device.Gpio;
using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Outputs;

/// <summary>
/// A pin that shows an alarm, with hysteresis. It is in its safe state until the first value, on a failure, and at the end.
/// </summary>
/// <remarks>
/// What a pin does after the program has closed it, or while its chip is gone, is the chip's affair: let a resistor hold the
/// safe state. A pin that cannot be written is counted, logged and written again with the next value; one that keeps failing
/// for 0.1 s is lost, and opened again in its safe state as soon as its chip is there. With a value every second at least it
/// is looked whether the chip is there, as an alarm that does not change is not written. Safe for use by several threads.
/// </remarks>
public sealed class GpioAlarmOutput : IOutput
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly GpioAlarm _alarm;
    private readonly TimeProvider _clock;
    private readonly SeldomLog _log;
    private readonly IDeviceLog _plainLog;
    private readonly GpioHold<GpioOutputPin> _hold;
    private GpioOutputPin? _pin;
    private long _lastLook;
    private bool _isOn;
    private bool _shown;
    private bool _isWritten = true;
    private bool _isDisposed;
    private long _faults;

    /// <summary>Opens the pin of a chip that is lent: if it goes for good, somebody else has to open it again.</summary>
    /// <param name="controller">The chip; not disposed here.</param>
    /// <param name="alarm">What is shown and when.</param>
    /// <param name="clock">Times the log.</param>
    /// <param name="log">Is told where the pin cannot be written.</param>
    /// <exception cref="ArgumentException">The limit or the hysteresis makes no sense.</exception>
    /// <exception cref="HardwareException">The pin cannot be opened.</exception>
    public GpioAlarmOutput(GpioController controller, GpioAlarm alarm, TimeProvider clock, IDeviceLog log)
        : this(GpioAccess.Lent(controller), alarm, clock, log)
    {
    }

    /// <summary>Opens a chip, and the pin in its safe state.</summary>
    /// <param name="open">Opens the chip, also after it was lost; for this output alone, which disposes of it.</param>
    /// <param name="alarm">What is shown and when.</param>
    /// <param name="clock">Times the log and the attempts to open the chip again.</param>
    /// <param name="log">Is told where the pin cannot be written.</param>
    /// <exception cref="ArgumentException">The limit or the hysteresis makes no sense.</exception>
    /// <exception cref="HardwareException">The chip or the pin cannot be opened.</exception>
    public GpioAlarmOutput(Func<GpioController> open, GpioAlarm alarm, TimeProvider clock, IDeviceLog log)
        : this(GpioAccess.Own(open), alarm, clock, log)
    {
    }

    private GpioAlarmOutput(GpioAccess access, GpioAlarm alarm, TimeProvider clock, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        if (!double.IsFinite(alarm.Limit) || !(alarm.Hysteresis >= 0 && double.IsFinite(alarm.Hysteresis)))
            throw new ArgumentException(FormattableString.Invariant(
                $"The limit {alarm.Limit} has to be a number, and the hysteresis {alarm.Hysteresis} one of 0 or more."));
        (_alarm, _clock, _plainLog) = (alarm, clock, log);
        Name = $"gpio {alarm.Pin}";
        _log = new SeldomLog(log, Name, clock);
        _hold = new GpioHold<GpioOutputPin>(
            () => new GpioOutputPin(access, alarm.Pin, LevelOf(alarm.SafeIsAlarm)), Name, clock, log);
        _isOn = _shown = alarm.SafeIsAlarm;
        (_pin, _lastLook) = (_hold.Current, clock.GetTimestamp());
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Whether the pin shows the alarm.</summary>
    public bool IsOn
    {
        get
        {
            lock (_lock)
                return _shown;
        }
    }

    /// <summary>Takes in a value of the target; those of other targets are none of its business.</summary>
    public void Publish(in Published value)
    {
        if (!string.Equals(value.Name, _alarm.Target, StringComparison.Ordinal))
            return;
        lock (_lock)
        {
            bool isThere = value.Status != ValueStatus.Failure && double.IsFinite(value.Value);
            Show(isThere ? Decide(value.Value) : _alarm.SafeIsAlarm);
        }
    }

    /// <inheritdoc/>
    public void GoSafe()
    {
        lock (_lock)
            Show(_alarm.SafeIsAlarm);
    }

    /// <summary>Goes to the safe state and closes the pin.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            Show(_alarm.SafeIsAlarm);
            _isDisposed = true;
            _hold.Dispose();
            _log.TellRest();
        }
    }

    private bool Decide(double value)
    {
        double beyond = _alarm.Side == AlarmSide.Above ? value - _alarm.Limit : _alarm.Limit - value;
        // Between the limit and the way back it stays as it is.
        return beyond > 0 || (_isOn && beyond > -_alarm.Hysteresis);
    }

    private void Show(bool isOn)
    {
        _isOn = isOn;
        if (_isDisposed)
            return;
        TakeUp();
        if (_pin is not { } pin)
        {
            Interlocked.Increment(ref _faults);
            return;
        }

        bool isShown = _isWritten && _shown == isOn;
        if (isShown && _clock.GetElapsedTime(_lastLook) < BetweenLooks)
            return;
        try
        {
            if (isShown)
                pin.Look();
            else
                pin.Write(LevelOf(isOn));
            _lastLook = _clock.GetTimestamp();
            Succeed(isOn);
        }
        catch (Exception exception)
        {
            Fail(exception.Message);
        }
    }

    // A pin that has been opened again is in its safe state.
    private void TakeUp()
    {
        GpioOutputPin? pin = _hold.Current;
        if (pin is not null && !ReferenceEquals(pin, _pin))
            _shown = _alarm.SafeIsAlarm;
        _pin = pin;
    }

    private void Succeed(bool isOn)
    {
        _hold.Succeeds();
        if (!_isWritten)
            _plainLog.Tell(LogLevel.Information, Name, "the alarm can be shown again");
        (_shown, _isWritten) = (isOn, true);
    }

    private void Fail(string reason)
    {
        _isWritten = false;
        Interlocked.Increment(ref _faults);
        if (_log.MaySpeak(out long heldBack))
            _log.Tell(LogLevel.Error, $"the alarm cannot be shown: {reason}", heldBack);
        _hold.Fails(reason);
        _pin = _hold.Current;
    }

    private PinValue LevelOf(bool isOn) => isOn != _alarm.Inverted;
}
