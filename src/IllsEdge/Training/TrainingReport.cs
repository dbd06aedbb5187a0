using IllsEdge.LinearAlgebra;

namespace IllsEdge.Training;

/// <summary>Why a fit ended.</summary>
public enum StopReason
{
    /// <summary>The loss no longer falls to speak of.</summary>
    Converged,

    /// <summary>The error on validation rows no longer falls; the best weights on them were kept.</summary>
    NoImprovement,

    /// <summary>The largest number of iterations was done.</summary>
    Iterations,

    /// <summary>The time was up.</summary>
    Time,

    /// <summary>The caller cancelled.</summary>
    Interrupted,
}

/// <summary>One iteration of a fit; iteration 0 is the start.</summary>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Seconds">Since the start of the fit.</param>
/// <param name="Loss">Objective over number of rows; see <see cref="Objective"/>.</param>
/// <param name="ValidationLoss">Mean squared standardised residual on the validation rows; null without such rows.</param>
public readonly record struct TrainingStep(int Iteration, double Seconds, double Loss, double? ValidationLoss)
{
    /// <summary>The ridge in the loss; it changes while the fit looks for it.</summary>
    public double Ridge { get; init; }

    /// <summary>The rows in the loss: a fit to many begins with samples of them.</summary>
    public int Rows { get; init; }

    /// <summary>How often the rows were given new weights, or the fit went back to earlier weights of the network, before.</summary>
    public int Round { get; init; }

    /// <summary>Which of several fits it belongs to, from 0; see <see cref="FitRequest.Restarts"/>.</summary>
    public int Start { get; init; }

    /// <summary>Whether the losses of both mean the same.</summary>
    internal bool IsComparable(TrainingStep other) => (Ridge, Rows, Round) == (other.Ridge, other.Rows, other.Round);
}

/// <summary>What a fit did. The network holds the weights of <see cref="BestIteration"/>.</summary>
public sealed record TrainingReport
{
    /// <summary>Name of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Every iteration, the start first.</summary>
    public required IReadOnlyList<TrainingStep> Trace { get; init; }

    /// <summary>
    /// The iteration whose weights were kept: lowest validation error, or lowest loss without validation rows, under the ridge
    /// and the weights of the rows at the end.
    /// </summary>
    public required int BestIteration { get; init; }

    /// <summary>Duration of the fit.</summary>
    public required double Seconds { get; init; }

    /// <summary>The ridge that was given or found, under which the kept weights were fitted.</summary>
    public required double Ridge { get; init; }

    /// <summary>
    /// Rank of the Jacobian at the kept weights, without ridge and damping: how many directions of the parameters the
    /// data determine. Null above <see cref="Linearisation.LargestKept"/> parameters or where nobody wants it.
    /// </summary>
    public required FactorRank? Rank { get; init; }

    /// <summary>
    /// Packed triangular factor of the Jacobian and the ridge at the kept weights, row by row from the diagonal on,
    /// p (p + 1) / 2 elements; null above <see cref="Linearisation.LargestKept"/> parameters or where nobody wants it.
    /// </summary>
    public required double[]? Factor { get; init; }

    /// <summary>
    /// What the method carried from iteration to iteration beside the weights, where it had the kept weights: the damping first.
    /// Empty for methods without.
    /// </summary>
    public required IReadOnlyList<double> State { get; init; }

    /// <summary>Damping at the kept weights; 0 for methods without.</summary>
    public double Damping => State.Count > 0 ? State[0] : 0;

    /// <summary>What was found to be outlying; null where nobody asked.</summary>
    public RobustReport? Robust { get; init; }

    /// <summary>Iterations done.</summary>
    public int Iterations => Trace[^1].Iteration;

    /// <summary>Loss at the kept weights.</summary>
    public double Loss => Trace[BestIteration].Loss;
}
