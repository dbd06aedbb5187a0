namespace IllsEdge.LinearAlgebra;

/// <summary>How well the columns of a matrix determine the unknowns of a least-squares problem.</summary>
/// <param name="Value">Number of columns that are linearly independent to working precision.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Condition">
/// Estimate of the condition number after scaling every column to length 1: the ratio of the largest to the smallest
/// diagonal element of the pivoted factor. Never above the true value by more than the square root of the number of
/// columns, in practice seldom below a tenth of it; infinite where columns are dependent.
/// </param>
public readonly record struct FactorRank(int Value, int Columns, double Condition)
{
    /// <summary>Whether every unknown is determined.</summary>
    public bool IsFull => Value == Columns;
}
