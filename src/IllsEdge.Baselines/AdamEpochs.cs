using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Baselines;

/// <summary>Epochs of <see cref="AdamSteps"/>: the search for the learning rate first, then one after the other with a schedule.</summary>
/// <param name="network">Trained from its present weights on.</param>
/// <param name="options">Rates, batches and schedule.</param>
internal sealed class AdamEpochs(Network network, AdamOptions options) : IIteration
{
    /// <summary>A loss counts as lower by this share of it (the usual libraries' threshold of a plateau).</summary>
    private const double Gain = 1e-4;

    /// <summary>What a rate is multiplied with on a plateau.</summary>
    private const double Decay = 0.3;

    /// <summary>Below this share of the first rate nothing moves any more: the fifth plateau ends the fit.</summary>
    private const double LeastShare = 0.003;

    private readonly RandomSource _random = new(options.Seed);
    private AdamSteps? _steps;
    private int[] _order = [];
    private double _firstRate, _rate, _lowest = double.PositiveInfinity;
    private int _since;

    /// <summary>Nothing that another fit could go on from.</summary>
    public IReadOnlyList<double> State
    {
        get => [];
        set
        {
            // Another method's damping means nothing here.
        }
    }

    public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_steps is null)
            return FindRate(rows, objective, cancellationToken);
        if (_rate < LeastShare * _firstRate)
            return null;
        double reached = Epoch(_steps, rows, objective, _rate);
        if (reached < (1 - Gain) * _lowest)
            (_lowest, _since) = (reached, 0);
        else if (++_since >= options.Patience)
            (_rate, _since) = (Decay * _rate, 0);
        return reached;
    }

    /// <summary>Tries every rate from the same weights and goes on with what the best of them reached.</summary>
    private double FindRate(TrainingRows rows, Objective objective, CancellationToken cancellationToken)
    {
        _order = [.. Enumerable.Range(0, rows.Count)];
        double[] start = [.. network.Parameters], best = start;
        int epochs = options.LearningRates.Count == 1 ? 1 : options.TrialEpochs;
        foreach (double rate in options.LearningRates)
        {
            start.CopyTo(network.Parameters);
            AdamSteps steps = new(network, options.BatchRows);
            double reached = double.PositiveInfinity;
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                reached = Epoch(steps, rows, objective, rate);
            }

            if (_steps is null || reached < _lowest)
                (_steps, _firstRate, _lowest, best) = (steps, rate, reached, [.. network.Parameters]);
        }

        best.CopyTo(network.Parameters);
        _rate = _firstRate;
        return _lowest;
    }

    private double Epoch(AdamSteps steps, TrainingRows rows, Objective objective, double rate)
    {
        _random.Shuffle(_order);
        double sum = steps.Epoch(rows, _order, objective.Ridge, rate);
        return sum + objective.Ridge * Objective.SumOfSquaredWeights(network);
    }
}
