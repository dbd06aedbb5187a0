namespace IllsEdge.LinearAlgebra;

/// <summary>Why a row was not removed.</summary>
public enum RowRefusal
{
    /// <summary>No row was refused.</summary>
    None,

    /// <summary>Without the row the unknowns would be determined by too little, or by rounding errors.</summary>
    Unsafe,

    /// <summary>The row's residual exceeds that of all rows together: the row is not among those absorbed.</summary>
    Foreign,

    /// <summary>The row, the factor or an unknown is NaN or infinite.</summary>
    NotFinite,
}

/// <summary>What became of rows that were to be removed from a factor.</summary>
/// <param name="Removed">
/// Rows that were removed. Where that is not all, it is the number, from 0, of the row that was refused; those behind it
/// were not tried.
/// </param>
/// <param name="Rows">Rows that were to be removed.</param>
/// <param name="Margin">
/// The smallest 1 - leverage met, of the refused row too; 1 where there were no rows. The part that is left of the
/// direction in which the row counts most: 0 where no other row determines it. Rounding errors in the factor grow by up to
/// one over this. 0 or below also where columns are dependent; NaN where a number is not finite.
/// </param>
/// <param name="Refusal">Why the row was refused.</param>
public readonly record struct RowRemoval(int Removed, int Rows, double Margin, RowRefusal Refusal)
{
    /// <summary>Whether every row was removed.</summary>
    public bool IsComplete => Removed == Rows;
}
