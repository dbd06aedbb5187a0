namespace IllsEdge.Comparison;

/// <summary>How far a comparison is.</summary>
/// <param name="Stage">What is being done, in a few words.</param>
/// <param name="Done">Fits done in this stage.</param>
/// <param name="Total">Fits of this stage.</param>
public readonly record struct ComparisonProgress(string Stage, int Done, int Total);
