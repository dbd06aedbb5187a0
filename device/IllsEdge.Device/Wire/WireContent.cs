using IllsEdge.Prediction;

namespace IllsEdge.Device.Wire;

/// <summary>One value on a line.</summary>
/// <param name="Channel">Index into the <see cref="WireNames"/>.</param>
/// <param name="Value">Always finite.</param>
public readonly record struct WirePair(int Channel, double Value);

/// <summary>What a line says.</summary>
/// <param name="Count">Values with a known name.</param>
/// <param name="Unknown">Values with a name that is not known; they were checked and passed over.</param>
/// <param name="Time">The time the values belong to; null where the line has no <c>t=</c>.</param>
/// <param name="Age">How old they were when the line was sent; null where it has no <c>age=</c>.</param>
/// <param name="Status">The status of the values, where the sender is another predicting device; otherwise null.</param>
/// <param name="HasChecksum">Whether the line had a checksum, which then was right.</param>
public readonly record struct WireContent(
    int Count, int Unknown, DateTimeOffset? Time, TimeSpan? Age, ValueStatus? Status, bool HasChecksum);
