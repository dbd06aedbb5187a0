namespace IllsEdge.Prediction;

/// <summary>Errors of one target's predictions, in the target's unit.</summary>
/// <param name="Name">The target.</param>
/// <param name="Rmse">Root of the mean squared error.</param>
/// <param name="Mae">Mean absolute error.</param>
/// <param name="R2">
/// Share of the target's variance that is explained, 1 - sum e^2 / sum (y - mean y)^2; null where the target does not vary.
/// </param>
/// <param name="MaxError">Largest absolute error.</param>
public sealed record TargetMetrics(string Name, double Rmse, double Mae, double? R2, double MaxError);
