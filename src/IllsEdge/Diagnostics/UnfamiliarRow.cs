namespace IllsEdge.Diagnostics;

/// <summary>A row unlike those that a model was trained on.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="IsOutOfSpecification">Whether the model says so itself; otherwise it only knows less of it than of others.</param>
/// <param name="Leverage">
/// Its leverage over the mean of all rows: how much less than usual the training rows tell of it. 0 for a model without factors.
/// </param>
/// <param name="Input">
/// The input that is furthest outside the range of the training rows, or if none is the one that fits the others least.
/// </param>
/// <param name="Value">Its value.</param>
/// <param name="Lowest">Smallest value among the training rows.</param>
/// <param name="Highest">Largest value among the training rows.</param>
/// <param name="Expected">
/// What the row's other inputs let expect, by a linear regression on the training rows; null for a model that knows no novelty.
/// </param>
public sealed record UnfamiliarRow(
    long Line,
    bool IsOutOfSpecification,
    double Leverage,
    string Input,
    double Value,
    double Lowest,
    double Highest,
    double? Expected);
