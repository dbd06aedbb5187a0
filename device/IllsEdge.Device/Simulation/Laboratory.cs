using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>Somebody with a gauge: measures one piece in so many by hand and tells the value some time later.</summary>
internal sealed class Laboratory(MachineScenario scenario, ulong seed, RandomSource random)
{
    private readonly SensorFaults _faults = new(scenario.Events, scenario.Machine.Label, seed);
    private readonly Queue<(TimeSpan Due, TimeSpan Time, double Value)> _waiting = new(64);

    /// <summary>Takes the piece that has just been finished.</summary>
    public void Take(IMachineProcess process)
    {
        double noise = scenario.LabelNoise * random.NextNormal();
        if (process.PieceTime > scenario.Commissioning && process.Pieces % scenario.PiecesPerLabel != 0)
            return;
        double value = process.Truth + noise;
        TimeSpan time = process.PieceTime + scenario.Machine.Stamping;
        if (_faults.TryPass(time, ref value))
            _waiting.Enqueue((time + scenario.LabelDelay, time, value));
    }

    /// <summary>Whether a result is known by now.</summary>
    public bool HasResult(TimeSpan now) =>
        _waiting.TryPeek(out (TimeSpan Due, TimeSpan Time, double Value) next) && next.Due <= now;

    /// <summary>Tells the next result and the plant time that it belongs to.</summary>
    public (TimeSpan Time, double Value) Tell()
    {
        (_, TimeSpan time, double value) = _waiting.Dequeue();
        return (time, value);
    }
}
