using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// Goes on from a fit by least squares to one that large residuals pull less: rounds of steps, at the start of each of which
/// every target gets the weight of its present residual.
/// </summary>
/// <remarks>
/// <para>
/// Iteratively reweighted least squares inside the iteration (Holland and Welsch 1977): for a fixed scale the weighted sum of
/// squares lies above the robust loss and touches it at the round's start, so a step that lowers the one lowers the other.
/// The scale is taken anew in every round.
/// </para>
/// <para>
/// Tukey's loss has many minima, so it starts from Huber's solution. A ridge that was found under gross errors is that of
/// their noise: where the ridge is looked for, it is looked for again with the weights fixed, from the network's start on,
/// and more rounds follow, as long as a more probable fit is found.
/// </para>
/// </remarks>
internal sealed class RobustFit(Network network, TrainingRows rows, TrainingRows? validation, TrainingRun run)
{
    /// <summary>A few: weights are as far from final as the network is.</summary>
    private const int StepsPerRound = 5;

    /// <summary>A round ends when a step lowers the objective by less than this share.</summary>
    private const double Enough = 0.005;

    /// <summary>Weights that move by less than this on average have settled.</summary>
    private const double Settled = 0.002;

    /// <summary>Rounds of one loss; they seldom need half of it.</summary>
    private const int MaximumRounds = 20;

    /// <summary>Searches for the ridge, each with better weights than the one before.</summary>
    private const int MaximumSearches = 3;

    private readonly TrainingRows _rows = rows;
    private readonly double[] _start = network.Parameters.ToArray();
    private readonly ResidualScale _scale = new(network, rows);
    private readonly ResidualScale? _validationScale = validation is null ? null : new(network, validation);
    private TrainingRows _weighted = rows;
    private RobustLoss _loss = RobustLoss.None;

    /// <summary>Fits.</summary>
    /// <param name="wanted">The loss.</param>
    /// <param name="iteration">Makes the steps, whichever does at present.</param>
    /// <param name="search">Tells how probable a fit is; null where the ridge was given.</param>
    /// <param name="refit">
    /// Finds the ridge for rows and fits to them from the network's weights on; answers whether that came to its end.
    /// </param>
    /// <returns>The rows with their last weights, to converge on; null where all count alike.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the run has the best so far.</exception>
    public TrainingRows? Run(RobustLoss wanted, Func<IIteration> iteration, IRidgedIteration? search, Func<TrainingRows, bool> refit)
    {
        run.GoBack(run.Save());
        _scale.Measure();
        _loss = wanted == RobustLoss.Auto ? _scale.JudgeAll() : wanted;
        if (_loss == RobustLoss.None)
            return null;

        Settle(RobustLoss.Huber, iteration);
        if (wanted == RobustLoss.Auto)
        {
            // Gross errors on one side shift a plain fit and hide in its scale; Huber's fit shows them.
            _scale.Measure();
            _loss = (RobustLoss)Math.Max((int)RobustLoss.Huber, (int)_scale.JudgeAll());
        }

        if (_loss == RobustLoss.Tukey)
            Settle(_loss, iteration);
        for (int done = 0; search is not null && done < MaximumSearches && FindRidge(search, refit); done++)
            Settle(_loss, iteration);
        run.BeginFit();
        return _weighted;
    }

    /// <summary>What lies far from the network as it is now.</summary>
    public RobustReport Report()
    {
        _scale.Measure();
        return _scale.Report(_loss);
    }

    /// <summary>Goes through rounds until the weights settle.</summary>
    private void Settle(RobustLoss loss, Func<IIteration> iteration)
    {
        run.BeginFit();
        for (int round = 0; round < MaximumRounds && run.CanGoOn; round++)
        {
            double change = Reweigh(loss);
            if (round > 0 && change < Settled)
                return;

            double present = run.Objective.Of(_weighted, run.StopToken), gain = double.PositiveInfinity;
            for (int step = 0; step < StepsPerRound && gain >= Enough; step++)
            {
                if (iteration().Advance(_weighted, run.Objective, present, run.StopToken) is not { } lower
                    || !run.Record(lower, iteration().State))
                    break;
                (present, gain) = (lower, (present - lower) / lower);
            }

            run.GoBack(run.Save());
        }
    }

    /// <summary>Gives every target the weight of its residual.</summary>
    /// <returns>How much the weights moved on average.</returns>
    private double Reweigh(RobustLoss loss)
    {
        _scale.Measure();
        TrainingRows weighted = _scale.Weighted(loss);
        _validationScale?.Measure(_scale.Scales);
        run.UseWeights(weighted, _validationScale?.Weighted(loss));
        double change = 0;
        for (int output = 0; output < _rows.Targets.Columns; output++)
            for (int row = 0; row < _rows.Count; row++)
                change += Math.Abs(weighted.Weight(row, output) - _weighted.Weight(row, output));
        _weighted = weighted;
        return change / _rows.TotalWeight;
    }

    /// <summary>Fits again, from the start and with the ridge looked for, with the weights as they are.</summary>
    /// <returns>Whether a more probable fit was found; otherwise all is as before.</returns>
    private bool FindRidge(IRidgedIteration search, Func<TrainingRows, bool> refit)
    {
        run.BeginFit();
        TrainingRun.Checkpoint before = run.Save();
        double present = LogEvidence(search);
        bool isBetter = false;
        try
        {
            _start.CopyTo(network.Parameters);
            run.BeginRound();
            isBetter = refit(_weighted) && LogEvidence(search) > present;
        }
        finally
        {
            if (!isBetter)
            {
                run.UseRows(_weighted);
                run.GoBack(before);
            }
        }

        return isBetter;
    }

    private double LogEvidence(IRidgedIteration search)
    {
        search.Linearise(_weighted, run.StopToken);
        return search.LogEvidence(_weighted, run.Objective.Ridge, run.Objective.Of(_weighted, run.StopToken));
    }
}
