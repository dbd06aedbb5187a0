namespace IllsEdge.Device.Simulation.Press;

/// <summary>The simulated press as a source of readings: six sensors and the thickness that somebody measures now and
/// then.</summary>
/// <remarks>
/// Platen temperature, pressure and vibration come every 100 ms, oil temperature, cycle time and stroke every 500 ms.
/// Pressure (mean over the hold), vibration (root mean square over the cycle), cycle time and stroke belong to the last
/// plate: the press's controller keeps them from one opening to the next. Before the first plate, after some 12 s,
/// there are none. The age of a thickness is how long ago its plate left the press.
/// </remarks>
/// <param name="scenario">What happens and when.</param>
/// <param name="seed">Of everything that scatters: the same seed, the same hour.</param>
/// <param name="clock">The plant's time; only its monotonic count is used.</param>
/// <exception cref="ArgumentException">The scenario cannot be simulated.</exception>
public sealed class PressSource(PressScenario scenario, ulong seed, TimeProvider clock)
    : MachineSource(scenario, seed, clock)
{
    /// <summary>The channels with their units: degrees Celsius twice, bar, mm/s, s, mm, and mm for the
    /// thickness.</summary>
    public static IReadOnlyList<string> ChannelNames => Press.Channels;

    /// <summary>Index of the thickness, the only one that is a label.</summary>
    public const int Thickness = 6;

    /// <summary>Time from a reading of the fast sensors to the next.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    // The stroke comes from a draw-wire encoder, which is why it does not simply tell the thickness.
    internal static readonly Machine Press = new(
        "press",
        Period,
        [
            new("platen_temperature", 0.3, 1, 20) { Current = new(0, 250) },
            new("oil_temperature", 0.2, 1, 8) { Periods = 5, Current = new(0, 150) },
            new("pressure", 0.6, 1, 40) { IsOfPiece = true, Current = new(0, 250) },
            new("vibration", 0.05, 2, 1.5) { IsOfPiece = true, Current = new(0, 20) },
            new("cycle_time", 0.03, 2, 4) { Periods = 5, IsOfPiece = true },
            new("stroke", 0.25, 1, 5) { Periods = 5, IsOfPiece = true },
        ],
        new("thickness", 0, 2, 0))
    {
        // A thickness is that of the plate as the press left it, and is stamped half a second after the opening.
        Stamping = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>What happens and when.</summary>
    public PressScenario Scenario { get; } = scenario;

    /// <summary>The press itself, as it was at the last reading: for judging, not for a device to look at.</summary>
    public PressProcess Process => (PressProcess)Inside;

    /// <summary>
    /// What a prediction from the readings so far should say, without any noise, mm: the thickness of the last plate;
    /// null before the first.
    /// </summary>
    public double? TrueThickness => Truth;
}
