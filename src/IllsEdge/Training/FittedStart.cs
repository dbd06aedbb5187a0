namespace IllsEdge.Training;

/// <summary>One fit of several from random weights.</summary>
/// <param name="Seed">Seed of the weights.</param>
/// <param name="Report">What the trainer did.</param>
/// <param name="LogEvidence">
/// How probable the targets are with the network and its ridge, as a logarithm up to a constant; null where starts are compared by
/// something else or not at all.
/// </param>
public sealed record FittedStart(ulong Seed, TrainingReport Report, double? LogEvidence)
{
    /// <summary>Whether the network is a member of the model.</summary>
    public bool IsKept { get; init; }

    /// <summary>
    /// The lower the better: the loss on the validation rows; without such rows the evidence, because losses under different
    /// ridges cannot be compared; the loss where the ridge was given.
    /// </summary>
    internal double Merit => Report.Trace[Report.BestIteration].ValidationLoss ?? -LogEvidence ?? Report.Loss;
}
