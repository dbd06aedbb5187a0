using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>Looks at a network while it is trained, with the clock stopped.</summary>
/// <param name="network">Holds the weights of an iteration when it is reported.</param>
/// <param name="fold">Its rows.</param>
/// <param name="clock">Stopped meanwhile.</param>
internal sealed class Curve(Network network, ComparedFold fold, PausableClock clock) : IProgress<TrainingStep>
{
    /// <summary>Ratio of the times of two looks at least: thirty looks a decade, of which a logarithmic axis shows every one.</summary>
    private const double Ratio = 1.08;

    private readonly Objective _objective = new(network, ridge: 0);
    private readonly List<(double Seconds, double Squares, double Weights, double HeldOut)> _looks = [];

    /// <summary>Memory that the looks allocated.</summary>
    public long Bytes { get; private set; }

    public void Report(TrainingStep value)
    {
        if (_looks.Count > 0 && value.Seconds < Ratio * _looks[^1].Seconds)
            return;
        clock.Pause(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Look(value.Seconds);
            Bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    /// <summary>Looks at what was kept.</summary>
    public void End(double seconds) => Look(seconds);

    /// <summary>What was seen.</summary>
    /// <param name="ridge">The ridge of the loss.</param>
    public IReadOnlyList<CurvePoint> Points(double ridge) =>
    [
        .. _looks.Select(look => new CurvePoint(
            look.Seconds, (look.Squares + ridge * look.Weights) / fold.TrainingRows.Count, look.HeldOut)),
    ];

    private void Look(double seconds) => _looks.Add((
        seconds, _objective.SumOfSquares(fold.TrainingRows), Objective.SumOfSquaredWeights(network), fold.Rmse(network)));
}
