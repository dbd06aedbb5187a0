using IllsEdge.Data;
using IllsEdge.Training;

namespace IllsEdge.Search;

/// <summary>What a search is to find a model for.</summary>
public sealed record SearchRequest
{
    /// <summary>Names of the input columns.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Names of the target columns.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Inputs from rows before.</summary>
    public IReadOnlyList<Tap> Lags { get; init; } = [];

    /// <summary>What becomes of a row that misses an input.</summary>
    public MissingInputs Missing { get; init; } = MissingInputs.Error;

    /// <summary>Column with the weights of the rows, in fitting and in judging; see <see cref="FitRequest.Weights"/>.</summary>
    public string? Weights { get; init; }

    /// <summary>
    /// How much large residuals count. A network of the default size finds the outliers, and the weights that it gives the
    /// rows hold for the whole search, in fitting and in judging.
    /// </summary>
    public RobustLoss Robust { get; init; } = RobustLoss.None;

    /// <summary>Time for all, the final fit included. A minute is enough for a few thousand rows.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the rows are in order of time: whole blocks of them are held out then, not single rows.</summary>
    public bool TimeOrdered { get; init; }

    /// <summary>Seed of folds, weights and resampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Clock for the time limit.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
