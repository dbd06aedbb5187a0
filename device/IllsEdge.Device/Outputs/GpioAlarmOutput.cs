using System.Device.Gpio;
using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Outputs;

/// <summary>
/// A pin that shows an alarm, with hysteresis. It is in its safe state until the first value, on a failure, and at the end.
/// </summary>
/// <remarks>
/// What a pin does after the program has closed it is the chip's affair: let a resistor hold the safe state. A pin that cannot
/// be written is counted, logged and written again with the next value. Safe for use by several threads.
/// </remarks>
public sealed class GpioAlarmOutput : IOutput
{
    private readonly Lock _lock = new();
    private readonly GpioAlarm _alarm;
    private readonly GpioController _controller;
    private readonly GpioPin _pin;
    private readonly SeldomLog _log;
    private bool _isOn;
    private bool _shown;
    private bool _isWritten = true;
    private bool _isDisposed;
    private long _faults;

    /// <summary>Opens the pin in its safe state.</summary>
    /// <param name="controller">The chip; not disposed here.</param>
    /// <param name="alarm">What is shown and when.</param>
    /// <param name="clock">Times the log.</param>
    /// <param name="log">Is told where the pin cannot be written.</param>
    /// <exception cref="ArgumentException">The limit or the hysteresis makes no sense.</exception>
    /// <exception cref="HardwareException">The pin cannot be opened.</exception>
    public GpioAlarmOutput(GpioController controller, GpioAlarm alarm, TimeProvider clock, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(alarm);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        if (!double.IsFinite(alarm.Limit) || !(alarm.Hysteresis >= 0 && double.IsFinite(alarm.Hysteresis)))
            throw new ArgumentException(FormattableString.Invariant(
                $"The limit {alarm.Limit} has to be a number, and the hysteresis {alarm.Hysteresis} one of 0 or more."));
        (_controller, _alarm) = (controller, alarm);
        Name = $"gpio {alarm.Pin}";
        _log = new SeldomLog(log, Name, clock);
        _isOn = _shown = alarm.SafeIsAlarm;
        _pin = GpioDrivers.OpenPin(controller, alarm.Pin, PinMode.Output, LevelOf(_isOn));
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
            try
            {
                _pin.Dispose();
            }
            catch (Exception)
            {
                // The chip has gone; there is nothing left to close.
            }

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
        if (_isDisposed || (_isWritten && _shown == isOn))
            return;
        try
        {
            // Writing a single pin allocates 40 bytes in System.Device.Gpio 4.2; writing a span of one does not.
            _controller.Write([new PinValuePair(_alarm.Pin, LevelOf(isOn))]);
            (_shown, _isWritten) = (isOn, true);
        }
        catch (Exception exception)
        {
            _isWritten = false;
            Interlocked.Increment(ref _faults);
            if (_log.MaySpeak(out long heldBack))
                _log.Tell(LogLevel.Error, $"the alarm cannot be shown: {exception.Message}", heldBack);
        }
    }

    private PinValue LevelOf(bool isOn) => isOn != _alarm.Inverted;
}
