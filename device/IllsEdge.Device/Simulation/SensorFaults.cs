using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>The faults of one sensor and its last reading, for being stuck at.</summary>
/// <param name="events">Of the scenario; those of other sensors are left out.</param>
/// <param name="sensor">Which.</param>
/// <param name="seed">Of its spikes alone, so that a fault moves nobody else's draws.</param>
internal sealed class SensorFaults(IEnumerable<MachineEvent> events, Sensor sensor, ulong seed)
{
    private readonly SensorFault[] _faults =
        [.. events.OfType<SensorFault>().Where(fault => fault.Channel == sensor.Name)];
    private readonly RandomSource _random = new(seed);
    private double? _last;

    /// <summary>Passes a reading through the faults of its time.</summary>
    /// <param name="time">Plant time.</param>
    /// <param name="value">What a sound sensor would say; overwritten with what this one says.</param>
    /// <returns>False where it says nothing. One that is stuck before its first reading says nothing either.</returns>
    public bool TryPass(TimeSpan time, ref double value)
    {
        bool isStuck = false;
        double? failure = null;
        foreach (SensorFault fault in _faults)
        {
            if (time < fault.At || time >= fault.At + fault.Lasting)
                continue;
            switch (fault.Kind)
            {
                case SensorFaultKind.Silent:
                    return false;
                case SensorFaultKind.Stuck:
                    isStuck = true;
                    break;
                case SensorFaultKind.Shifted:
                    value += fault.Shift;
                    break;
                case SensorFaultKind.Drifting:
                    value += fault.Shift * ((time - fault.At) / fault.Lasting);
                    break;
                case SensorFaultKind.Spiking:
                    value += Spike(fault);
                    break;
                default:
                    failure = sensor.Current!.Value.Of(
                        fault.Kind == SensorFaultKind.FailedLow ? CurrentLoop.FailureLow : CurrentLoop.FailureHigh);
                    break;
            }
        }

        // A transmitter that tells its failure tells nothing else, and what it was stuck at before it forgets.
        if (failure is not null)
            (value, isStuck) = (failure.Value, false);
        if (!isStuck)
            _last = Math.Round(value, sensor.Digits);
        value = _last ?? 0;
        return _last is not null;
    }

    private double Spike(SensorFault fault)
    {
        bool isSpike = _random.NextUniform() < fault.SpikeShare;
        double spike = _random.NextUniform() < 0.5 ? -fault.Shift : fault.Shift;
        return isSpike ? spike : 0;
    }
}
