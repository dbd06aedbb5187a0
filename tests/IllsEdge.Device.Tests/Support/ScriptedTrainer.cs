using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Device.Tests.Support;

/// <summary>A method that does something before it fits.</summary>
internal sealed class ScriptedTrainer(Action<TrainingRows, CancellationToken> before) : ITrainer
{
    public string Name => "script";

    public void Check(IEnumerable<Activation> activations)
    {
    }

    public TrainingReport Fit(
        Network network,
        TrainingRows rows,
        TrainingRows? validation,
        TrainingOptions options,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        before(rows, cancellationToken);
        return Trainers.All[0].Fit(network, rows, validation, options, progress, cancellationToken);
    }
}
