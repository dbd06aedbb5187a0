using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>How one fit to one fold ended.</summary>
/// <param name="Run">From 0.</param>
/// <param name="Fold">From 0.</param>
/// <param name="Rmse">On the fold's rows, which it has not seen, in the target's unit; infinite where it is no number.</param>
/// <param name="Seconds">Of the fit, without looking at it; of a search for a learning rate too.</param>
/// <param name="Iterations">In the method's own sense.</param>
/// <param name="Bytes">Memory that it allocated.</param>
/// <param name="StopReason">Why it ended; null where it could not begin.</param>
public sealed record FitOutcome(
    int Run, int Fold, double Rmse, double Seconds, int Iterations, long Bytes, StopReason? StopReason)
{
    /// <summary>
    /// Which rows it was judged on: fits with the same part had the same rows, as all runs have in order of time. Such fits differ by
    /// their start alone, and count as one where the scatter over rows is asked for.
    /// </summary>
    public int Part { get; init; }

    /// <summary>The ridge under which it ended.</summary>
    public double Ridge { get; init; }

    /// <summary>Where it was when; the start first, the end last.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>Why it could not begin; null where it could.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether it is worth nothing; see <see cref="MethodResult.Failed"/>.</summary>
    public bool HasFailed { get; init; }

    /// <summary>When it was as good on rows that it has not seen as all methods became; null where it never was.</summary>
    /// <param name="rmse">How good.</param>
    public double? SecondsTo(double rmse)
    {
        foreach (CurvePoint point in Curve)
            if (point.HeldOutRmse <= rmse)
                return point.Seconds;
        return null;
    }
}

/// <summary>Where a fit was.</summary>
/// <param name="Seconds">Since its start.</param>
/// <param name="Loss">What all methods lower: the objective on all rows of the fit, with one ridge for all, over their number.</param>
/// <param name="HeldOutRmse">On rows that it has not seen, in the target's unit.</param>
public readonly record struct CurvePoint(double Seconds, double Loss, double HeldOutRmse);
