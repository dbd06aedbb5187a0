using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>A method that takes part in a comparison.</summary>
/// <param name="Name">In tables and charts, and on the command line.</param>
/// <param name="Make">The trainer for a seed; one that draws nothing at random does without it.</param>
public sealed record ComparedMethod(string Name, Func<ulong, ITrainer> Make)
{
    /// <summary>Whether it is one of this library's.</summary>
    public bool IsOurs { get; init; }

    /// <summary>
    /// Whether it finds its ridge itself. The others are given the ridge that the first of ours has found on the same rows, as they
    /// know no way to find one but fitting again and again.
    /// </summary>
    public bool FindsRidge { get; init; }

    /// <summary>Whether it fits a linear model and not the network.</summary>
    public bool IsLinear { get; init; }

    /// <summary>Iterations at most: as many as it needs until nothing moves, so that the other rules decide.</summary>
    public int MaximumIterations { get; init; } = new TrainingOptions().MaximumIterations;

    /// <summary>How much large residuals count with it.</summary>
    public RobustLoss Robust { get; init; } = RobustLoss.None;

    /// <summary>Linear regression with a ridge by evidence.</summary>
    public static ComparedMethod Linear { get; } = new("linear", _ => new CoupledTrainer()) { IsLinear = true, FindsRidge = true };

    /// <summary>One of <see cref="Trainers.All"/>.</summary>
    /// <param name="trainer">The method.</param>
    public static ComparedMethod Ours(ITrainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return new(trainer.Name, _ => trainer) { IsOurs = true, FindsRidge = trainer is not ClassicTrainer };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
