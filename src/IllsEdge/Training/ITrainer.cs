using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Training;

/// <summary>A method that fits a network to rows. One object serves any number of fits, also at once.</summary>
public interface ITrainer
{
    /// <summary>Name on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>Refuses activations that the method cannot train, before any work is done.</summary>
    /// <param name="activations">Activations of the layers.</param>
    /// <exception cref="NotSupportedException">One of them lacks what the method needs; the message says what to do.</exception>
    void Check(IEnumerable<Activation> activations);

    /// <summary>Fits a network from its present weights on.</summary>
    /// <param name="network">Start; on return the best weights that were found. A fit that does nothing leaves it as it was.</param>
    /// <param name="rows">Training rows of the network's shape.</param>
    /// <param name="validation">Rows that decide which iterate is kept and when to stop; none where null.</param>
    /// <param name="options">Ridge, stop rules and the rest.</param>
    /// <param name="progress">Told of every iteration.</param>
    /// <param name="cancellationToken">Ends the fit; the best weights so far are kept.</param>
    /// <returns>What was done and why it ended.</returns>
    /// <exception cref="NotSupportedException">The method cannot train this network; the message says why.</exception>
    TrainingReport Fit(
        Network network,
        TrainingRows rows,
        TrainingRows? validation,
        TrainingOptions options,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default);
}
