using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>The methods of the program as the benchmarks know them: by name.</summary>
internal static class Methods
{
    /// <summary>Those of the names that this version has, so that a benchmark may name one before it is there.</summary>
    public static IReadOnlyList<string> ThatExist(params string[] names) =>
        [.. names.Where(name => Trainers.Named(name) is not null)];

    /// <summary>All that `train` does on prepared rows: a random start, then the fit.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="network">Overwritten.</param>
    /// <param name="rows">Standardised rows.</param>
    /// <param name="seed">Of the start.</param>
    /// <param name="options">The defaults unless a benchmark says otherwise.</param>
    /// <param name="progress">Told of every iteration, with its weights in the network.</param>
    public static TrainingReport Train(
        string method,
        Network network,
        TrainingRows rows,
        ulong seed,
        TrainingOptions options,
        IProgress<TrainingStep>? progress = null)
    {
        Initialisation.Randomise(network, seed);
        return Trainers.Named(method)!.Fit(network, rows, validation: null, options, progress);
    }
}
