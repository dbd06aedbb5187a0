namespace IllsEdge.Diagnostics;

/// <summary>How much a model's prediction of one target needs one column.</summary>
/// <param name="Name">The column; all inputs that are taken from it, delayed ones and its indicator, are one.</param>
/// <param name="Target">The target.</param>
/// <param name="Increase">
/// By how much the root mean square error rises where the column's values are exchanged between rows: the mean over the
/// permutations, in the target's unit. 0 for a column that the model does not use; below 0 by chance for one of no use.
/// </param>
/// <param name="Deviation">Standard deviation of the rise over the permutations, in the target's unit.</param>
/// <param name="Share">
/// Share, 0 to 1, of the mean squared error with exchanged values that the column's own values remove.
/// </param>
public sealed record InputImportance(string Name, string Target, double Increase, double Deviation, double Share);
