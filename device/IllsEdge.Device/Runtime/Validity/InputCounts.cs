namespace IllsEdge.Device.Runtime.Validity;

/// <summary>What was wrong with an input since the start, one figure a reason.</summary>
/// <param name="Name">The input's.</param>
/// <param name="NotFinite">Readings that were no finite numbers.</param>
/// <param name="FailureSignal">Readings by which the transmitter said that it has failed.</param>
/// <param name="BetweenSignals">Readings between measurement and failure signal.</param>
/// <param name="OutOfRange">Readings outside the range of a working sensor.</param>
/// <param name="TooFast">Readings that jumped faster than a working sensor changes.</param>
/// <param name="Spike">Readings far from those before them.</param>
/// <param name="Stuck">Times it was found stuck.</param>
/// <param name="TooOld">Times it had no reading for too long.</param>
/// <param name="Replaced">Samples in which another value stood in.</param>
public sealed record InputCounts(
    string Name,
    long NotFinite,
    long FailureSignal,
    long BetweenSignals,
    long OutOfRange,
    long TooFast,
    long Spike,
    long Stuck,
    long TooOld,
    long Replaced)
{
    /// <summary>Readings that could not be used.</summary>
    public long Unused => NotFinite + FailureSignal + BetweenSignals + OutOfRange + TooFast + Spike;

    /// <summary>The figures that are not 0, for people, such as "spike 3, stuck 1"; empty where all are 0.</summary>
    public override string ToString()
    {
        (string Word, long Count)[] all =
        [
            ("not finite", NotFinite), ("failure signal", FailureSignal), ("between signals", BetweenSignals),
            ("out of range", OutOfRange), ("too fast", TooFast), ("spike", Spike), ("stuck", Stuck), ("too old", TooOld),
            ("replaced", Replaced),
        ];
        return string.Join(", ", all.Where(one => one.Count > 0).Select(one => $"{one.Word} {one.Count}"));
    }
}
