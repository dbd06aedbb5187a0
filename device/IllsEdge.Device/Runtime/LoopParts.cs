using IllsEdge.Device.Outputs;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Runtime;

/// <summary>What a loop works with. The loop disposes none of it.</summary>
/// <param name="Sources">Where readings and labels come from.</param>
/// <param name="Outputs">Where predictions go.</param>
/// <param name="Store">Where everything is kept.</param>
/// <param name="Archive">Where models are kept.</param>
/// <param name="HandOver">
/// Time from the start of a retraining to its verdict where a run must be repeatable; null for as soon as it is there.
/// </param>
/// <param name="Pace">How training is held, in place of <paramref name="HandOver"/>; null where that says it.</param>
public sealed record LoopParts(
    IReadOnlyList<LoopSource> Sources,
    IReadOnlyList<IOutput> Outputs,
    DeviceStore Store,
    ModelArchive Archive,
    TimeSpan? HandOver = null,
    ITrainingPace? Pace = null)
{
    /// <summary>What the loop learns of its surroundings; null for the store and its disk as they are.</summary>
    public ISurroundings? Surroundings { get; init; }
}
