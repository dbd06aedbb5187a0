using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Search;

/// <summary>
/// What gross errors count in a search: a network of the default size is fitted robustly, once, and the weights that it gives
/// the targets hold for all that follows. So all candidates are judged on the same rows.
/// </summary>
internal static class OutlierWeights
{
    /// <summary>Share of the time that the fit may take.</summary>
    private const double TimeShare = 0.1;

    /// <summary>The rows with these weights, and what is outlying; as they are, and null, where nobody asked.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="request">Says which loss.</param>
    /// <param name="cancellationToken">Ends the fit; its best so far counts.</param>
    public static (TrainingRows Rows, RobustReport? Report) Of(
        TrainingRows rows, SearchRequest request, CancellationToken cancellationToken)
    {
        if (request.Robust == RobustLoss.None)
            return (rows, null);
        IReadOnlyList<int> hidden = new FitRequest { Inputs = [], Targets = [] }.Hidden;
        Network network = new(rows.Inputs.Columns, hidden, rows.Targets.Columns, Activation.Tanh);
        Initialisation.Randomise(network, request.Seed);
        TrainingOptions options = new()
        {
            Robust = request.Robust,
            TimeLimit = TimeShare * request.TimeLimit,
            Clock = request.Clock,
        };
        RobustReport report = new AutoTrainer().Fit(network, rows, validation: null, options, null, cancellationToken).Robust!;
        ResidualScale scale = new(network, rows);
        scale.Measure();
        return (scale.Weighted(report.Loss), report);
    }
}
