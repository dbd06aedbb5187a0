namespace IllsEdge.Training;

/// <summary>
/// Finds the ridge, and good weights with it: from the default ridge, or that of an earlier fit, to wherever the evidence of
/// the present weights leads, and from there up as long as the evidence grows.
/// </summary>
/// <remarks>
/// The evidence is the probability of the targets with the weights and the size of the noise integrated out; see
/// <see cref="IRidgedIteration.LogEvidence"/>. No row is kept aside for it, and there is no chance in it. The leaps are
/// MacKay's fixed point on a grid: one triangle tells the evidence of five ridges. The fixed point of few or noisy rows is
/// one where the noise has been fitted; the climb, with weights of its own for every ridge, gets away from it. Both begin
/// with a fit that uses its neurons: those that a large ridge has taken away do not come back.
/// </remarks>
internal static class EvidenceSearch
{
    /// <summary>Above this many parameters the search is no longer cheap.</summary>
    public const int LargestNetwork = 2000;

    /// <summary>A ridge over the next: the errors of neighbours on new rows differ by a few per cent.</summary>
    private static readonly double Ratio = Math.Sqrt(10);

    /// <summary>Steps of the grid that the ridge goes at once: the evidence of present weights is no good far from them.</summary>
    private const int Reach = 2;

    /// <summary>Noise-free rows would want no ridge at all; weights stay bounded with this one.</summary>
    private const double Smallest = 1e-6;

    /// <summary>Changes of the ridge: more than from one end of the grid to the other.</summary>
    private const int MaximumChanges = 20;

    /// <summary>Ridges in a row without more evidence that end the climb.</summary>
    private const int Vain = 2;

    /// <summary>Iterations at one ridge, in units of what a small change of it needs.</summary>
    private const int Patience = 8;

    /// <summary>The weights say enough of the ridge when an iteration lowers the objective by less than this share.</summary>
    private const double Enough = 0.03;

    /// <summary>Searches; then the run has the most probable ridge, and the network its weights.</summary>
    /// <param name="iteration">Moves the network.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="run">Told of every step; decides when time is up.</param>
    /// <param name="start">Ridge of an earlier fit that gave the weights; null where there was none.</param>
    /// <returns>Whether the fit is to go on.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the run has the best so far.</exception>
    public static bool Run(IRidgedIteration iteration, TrainingRows rows, TrainingRun run, double? start) =>
        Leap(iteration, rows, run, First(start, rows)) is { } evidence && Climb(iteration, rows, run, evidence);

    /// <summary>The ridge to begin with: that of an earlier fit, or the default one, within the bounds of a search.</summary>
    /// <param name="start">Ridge of the earlier fit; null where there was none.</param>
    /// <param name="rows">Training rows.</param>
    public static double First(double? start, TrainingRows rows) =>
        Math.Clamp(start ?? TrainingOptions.DefaultRidge, Smallest, Math.Max(rows.TotalWeight, Smallest));

    /// <summary>To where the most probable ridge for the present weights is the present one.</summary>
    /// <returns>The evidence there; null where the fit is to end.</returns>
    private static double? Leap(IRidgedIteration iteration, TrainingRows rows, TrainingRun run, double ridge)
    {
        HashSet<double> tried = [];
        double highest = 0;
        while (tried.Count < MaximumChanges && tried.Add(ridge))
        {
            run.UseRidge(ridge);
            if (Settle(iteration, rows, run, Patience) is not { } present)
                return null;
            iteration.Linearise(rows, run.StopToken);
            highest = Evidence(ridge);
            ridge = Grid(ridge, rows).MaxBy(Evidence);

            double Evidence(double other) => iteration.LogEvidence(rows, other, run.Objective.With(other, present));
        }

        return highest;
    }

    /// <summary>To larger ridges, as long as their own weights are more probable.</summary>
    /// <returns>Whether the fit is to go on.</returns>
    private static bool Climb(IRidgedIteration iteration, TrainingRows rows, TrainingRun run, double highest)
    {
        TrainingRun.Checkpoint best = run.Save();
        try
        {
            int vain = 0;
            for (double ridge = run.Objective.Ridge * Ratio;
                vain < Vain && ridge <= rows.TotalWeight;
                ridge *= Ratio)
            {
                run.UseRidge(ridge);
                if (Settle(iteration, rows, run, patience: 1) is not { } present)
                    return false;
                iteration.Linearise(rows, run.StopToken);
                double evidence = iteration.LogEvidence(rows, ridge, present);
                vain = evidence > highest ? 0 : vain + 1;
                if (vain == 0)
                    (best, highest) = (run.Save(), evidence);
            }
        }
        finally
        {
            run.GoBack(best);
        }

        return true;
    }

    /// <summary>A ridge and those within reach of it that are neither for no noise nor for nothing but noise.</summary>
    private static IEnumerable<double> Grid(double ridge, TrainingRows rows)
    {
        yield return ridge;
        for (int step = 1; step <= Reach; step++)
        {
            double factor = Math.Pow(Ratio, step);
            if (ridge * factor <= rows.TotalWeight)
                yield return ridge * factor;
            if (ridge / factor >= Smallest)
                yield return ridge / factor;
        }
    }

    /// <summary>Iterates at the present ridge.</summary>
    /// <returns>The objective that was reached; null where the fit is to end.</returns>
    private static double? Settle(IRidgedIteration iteration, TrainingRows rows, TrainingRun run, int patience)
    {
        double present = run.Objective.Of(rows, run.StopToken);
        for (int done = 0; done < patience * iteration.ToSettle; done++)
        {
            if (iteration.Advance(rows, run.Objective, present, run.StopToken) is not { } lower)
                break;
            double gain = (present - lower) / lower;
            present = lower;
            if (!run.Record(present, iteration.State))
                return null;
            if (gain < Enough)
                break;
        }

        return present;
    }
}
