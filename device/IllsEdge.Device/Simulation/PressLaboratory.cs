using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>Somebody with a calliper: measures one plate in so many and tells the thickness some time later.</summary>
internal sealed class PressLaboratory(PressScenario scenario, RandomSource random)
{
    private const int Digits = 2;

    // The plate is measured as the press left it, and its time is half a second after the opening, when it is stamped:
    // the controller's values are those of this plate then, whichever side of a sample the opening fell on.
    private static readonly TimeSpan Stamping = TimeSpan.FromMilliseconds(500);

    private readonly SensorFaults _faults = new(scenario, PressSource.Names[PressSource.Thickness]);
    private readonly Queue<(TimeSpan Due, TimeSpan Time, double Thickness)> _waiting = new(64);

    /// <summary>Takes a plate that has just been finished.</summary>
    public void Take(in PressPlate plate)
    {
        double noise = scenario.LabelNoise * random.NextNormal();
        if (plate.Time > scenario.Commissioning && plate.Number % scenario.PlatesPerLabel != 0)
            return;
        double thickness = plate.Thickness + noise;
        TimeSpan time = plate.Time + Stamping;
        if (_faults.TryPass(time, Digits, ref thickness))
            _waiting.Enqueue((time + scenario.LabelDelay, time, thickness));
    }

    /// <summary>Whether a result is known by now.</summary>
    public bool HasResult(TimeSpan now) =>
        _waiting.TryPeek(out (TimeSpan Due, TimeSpan Time, double Thickness) next) && next.Due <= now;

    /// <summary>Tells the next result and the plant time at which its plate was stamped.</summary>
    public (TimeSpan Time, double Thickness) Tell()
    {
        (_, TimeSpan time, double thickness) = _waiting.Dequeue();
        return (time, thickness);
    }
}
