using IllsEdge.Device.Runtime.Validity;
using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Runtime;

/// <summary>How the loop is, at one moment.</summary>
/// <param name="Elapsed">Time since the loop began.</param>
/// <param name="Samples">Samples taken.</param>
/// <param name="Labels">Labels that came.</param>
/// <param name="UnmatchedLabels">Of these, labels that matched no sample; they are in the store all the same.</param>
/// <param name="Status">Status of the newest value.</param>
/// <param name="ModelVersion">The champion's version; 0 where there is no model.</param>
/// <param name="LiveError">RMSE of the champion over the newest labels; null where there are too few.</param>
/// <param name="Goal">The error that the process is known to allow; null where nothing is known.</param>
/// <param name="NewLabels">Labels since the last retraining.</param>
/// <param name="IsTraining">Whether a challenger is being fitted.</param>
/// <param name="Adopted">Challengers that were adopted.</param>
/// <param name="Kept">Retrainings after which the champion stayed.</param>
/// <param name="RolledBack">Times the previous model was put back.</param>
/// <param name="Faults">Lines, cells and readings that could not be used.</param>
/// <param name="Lost">Readings and rows lost because they could not be taken or stored.</param>
/// <param name="Unpublished">Values that an output could not hand on, because its reader or its port was not there.</param>
public sealed record LoopStatus(
    TimeSpan Elapsed,
    long Samples,
    long Labels,
    long UnmatchedLabels,
    ValueStatus Status,
    int ModelVersion,
    double? LiveError,
    double? Goal,
    int NewLabels,
    bool IsTraining,
    int Adopted,
    int Kept,
    int RolledBack,
    long Faults,
    long Lost,
    long Unpublished)
{
    /// <summary>What was wrong with each input, one figure a reason.</summary>
    public IReadOnlyList<InputCounts> Inputs { get; init; } = [];

    /// <summary>Labels that no working laboratory gives; they are stored, and not learned from.</summary>
    public long ImplausibleLabels { get; init; }

    /// <summary>How punctual the steps are; null where they are not made in real time.</summary>
    public LoopTiming? Timing { get; init; }

    /// <summary>What the store has written, thinned and given up.</summary>
    public StoreCounts Store { get; init; }
}
