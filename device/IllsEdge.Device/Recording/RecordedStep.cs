using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Recording;

/// <summary>One step out of a recording: what came in, and what the loop said to it.</summary>
/// <param name="Elapsed">Time since the recording began.</param>
/// <param name="Wall">The wall clock, UTC.</param>
internal sealed record RecordedStep(TimeSpan Elapsed, DateTimeOffset Wall)
{
    public List<(int Source, Reading Reading)> Readings { get; } = [];

    public OperatorRequests Requests { get; set; }

    /// <summary>Whether a verdict was heard.</summary>
    public bool IsHeard { get; set; }

    /// <summary>Null for that of the step before.</summary>
    public StoreState? StoreState { get; set; }

    /// <summary>Null for what was said before.</summary>
    public bool? IsRoomLittle { get; set; }

    /// <summary>Answers to what the store was asked, in order.</summary>
    public List<StoredSample?> Found { get; } = [];

    public List<RecordedSample> Samples { get; } = [];

    public List<RecordedDecision> Decisions { get; } = [];
}

/// <summary>What was published for a sample.</summary>
internal readonly record struct RecordedSample(ValueStatus Status, double Value, double? Low, double? High)
{
    public override string ToString() => FormattableString.Invariant($"{Value:R} ({Low:R} to {High:R}), {(char)Status}");
}

/// <summary>What was decided.</summary>
internal sealed record RecordedDecision(TimeSpan Elapsed, string Kind, string Text, string Figures)
{
    public override string ToString() => $"{Kind}: {Text} {Figures}";
}
