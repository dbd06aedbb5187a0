using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Baselines;

/// <summary>Epochs of <see cref="AdamSteps"/>: the search for the learning rate first, then some an iteration, with a schedule.</summary>
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

    public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
    {
        if (_steps is null)
            FindRate(rows, objective, cancellationToken);
        else if (_rate < LeastShare * _firstRate)
            return null;
        for (int epoch = 0; epoch < AdamTrainer.EpochsOfIteration; epoch++)
        {
            double loss = Epoch(_steps!, rows, objective, _rate, cancellationToken);
            if (loss < (1 - Gain) * _lowest)
                (_lowest, _since) = (loss, 0);
            else if (++_since >= options.Patience)
                (_rate, _since) = (Decay * _rate, 0);
        }

        return objective.Of(rows, cancellationToken);
    }

    /// <summary>Tries every rate from the same weights and takes what the best of them reached.</summary>
    private void FindRate(TrainingRows rows, Objective objective, CancellationToken cancellationToken)
    {
        _order = [.. Enumerable.Range(0, rows.Count)];
        double[] start = [.. network.Parameters], best = start;
        int epochs = options.LearningRates.Count == 1 ? 0 : options.TrialEpochs;
        foreach (double rate in options.LearningRates)
        {
            start.CopyTo(network.Parameters);
            AdamSteps steps = new(network, options.BatchRows);
            double reached = double.PositiveInfinity;
            for (int epoch = 0; epoch < epochs; epoch++)
                reached = Epoch(steps, rows, objective, rate, cancellationToken);
            reached = double.IsFinite(reached) ? reached : double.PositiveInfinity;
            if (_steps is null || reached < _lowest)
                (_steps, _firstRate, _lowest, best) = (steps, rate, reached, [.. network.Parameters]);
        }

        best.CopyTo(network.Parameters);
        _rate = _firstRate;
    }

    /// <summary>One epoch, and the objective with every batch as it was before its step.</summary>
    private double Epoch(
        AdamSteps steps, TrainingRows rows, Objective objective, double rate, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _random.Shuffle(_order);
        double sum = steps.Epoch(rows, _order, objective.Ridge, rate);
        return sum + objective.Ridge * Objective.SumOfSquaredWeights(network);
    }
}
