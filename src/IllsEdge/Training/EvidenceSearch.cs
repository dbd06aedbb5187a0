using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// Finds the ridge, and good weights with it: down the <see cref="RidgePath"/> until the evidence for smaller ridges is
/// lost.
/// </summary>
/// <remarks>
/// The evidence is the probability of the targets with the weights and the size of the noise integrated out; see
/// <see cref="LevenbergStep.LogEvidence"/>. It costs a factorisation of the triangle, no row is kept aside for it, and
/// there is no chance in it. A path and not MacKay's fixed point, because the evidence of few rows has two maxima, one of
/// them at the network that predicts the mean: the path sees both.
/// </remarks>
internal static class EvidenceSearch
{
    /// <summary>A ridge e^-10 times as probable as the best is lost; two in a row end the search.</summary>
    private const double Lost = 10;

    /// <summary>Searches; then the run has the most probable ridge, and the network its weights.</summary>
    /// <param name="network">Goes from its present weights on.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="run">Told of every step; decides when time is up.</param>
    /// <returns>Whether the fit is to go on.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the run has the best so far.</exception>
    public static bool Run(Network network, TrainingRows rows, TrainingRun run)
    {
        RidgePath path = new(network);
        TrainingRun.Checkpoint? best = null;
        double highest = double.NegativeInfinity;
        int lost = 0;
        try
        {
            foreach (double ridge in RidgePath.Ridges(rows))
            {
                run.UseRidge(ridge);
                if (path.Settle(rows, run.Objective, run.Record, run.StopToken) is not { } objective)
                    return false;
                double evidence = path.LogEvidence(rows, ridge, objective, run.StopToken);
                if (run.HasStepped && evidence > highest)
                    (best, highest) = (run.Save(), evidence);
                lost = evidence < highest - Lost ? lost + 1 : 0;
                if (lost == 2)
                    break;
            }
        }
        finally
        {
            if (best is not null)
                run.GoBack(best);
        }

        return true;
    }
}
