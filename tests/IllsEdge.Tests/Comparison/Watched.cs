using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Tests.Comparison;

/// <summary>A trainer that keeps what it was given, and trains as `coupled` does.</summary>
internal sealed class Watched : ITrainer
{
    public string Name => "watched";

    public List<(double[] Start, TrainingRows Rows, TrainingOptions Options)> Fits { get; } = [];

    public void Check(IEnumerable<Activation> activations)
    {
        // All are welcome.
    }

    public TrainingReport Fit(
        Network network,
        TrainingRows rows,
        TrainingRows? validation,
        TrainingOptions options,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        lock (Fits)
            Fits.Add((network.Parameters.ToArray(), rows, options));
        return new CoupledTrainer().Fit(network, rows, validation, options, progress, cancellationToken);
    }
}
