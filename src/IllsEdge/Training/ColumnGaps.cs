namespace IllsEdge.Training;

/// <summary>How many values of a column are missing.</summary>
/// <param name="Column">The column.</param>
/// <param name="Missing">Of how many rows of the table it has no value; at least 1.</param>
public sealed record ColumnGaps(string Column, int Missing);
