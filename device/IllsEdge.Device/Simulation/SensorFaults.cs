namespace IllsEdge.Device.Simulation;

/// <summary>The faults of one sensor and its last reading, for being stuck at.</summary>
internal sealed class SensorFaults(PressScenario scenario, string channel)
{
    private readonly SensorFault[] _faults =
        [.. scenario.Events.OfType<SensorFault>().Where(fault => fault.Channel == channel)];
    private double? _last;

    /// <summary>Passes a reading through the faults of its time.</summary>
    /// <param name="time">Plant time.</param>
    /// <param name="digits">After the point, what the sensor resolves.</param>
    /// <param name="value">What a sound sensor would say; overwritten with what this one says.</param>
    /// <returns>False where it says nothing. One that is stuck before its first reading says nothing either.</returns>
    public bool TryPass(TimeSpan time, int digits, ref double value)
    {
        bool isStuck = false;
        foreach (SensorFault fault in _faults)
        {
            if (time < fault.At || time >= fault.At + fault.Lasting)
                continue;
            if (fault.Kind == SensorFaultKind.Silent)
                return false;
            isStuck |= fault.Kind == SensorFaultKind.Stuck;
            value += fault.Kind == SensorFaultKind.Shifted ? fault.Shift : 0;
        }

        if (!isStuck)
            _last = Math.Round(value, digits);
        value = _last ?? 0;
        return _last is not null;
    }
}
