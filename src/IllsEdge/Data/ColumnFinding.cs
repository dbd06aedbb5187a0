using System.Globalization;

namespace IllsEdge.Data;

/// <summary>What is suspicious about a column.</summary>
public enum ColumnFindingKind
{
    /// <summary>No row has a value.</summary>
    Empty,

    /// <summary>All values are equal.</summary>
    Constant,

    /// <summary>The column repeats an earlier one.</summary>
    Identical,

    /// <summary>The column is a linear function of an earlier one, such as the same quantity in another unit.</summary>
    LinearCopy,

    /// <summary>One value makes up nearly all of the variance.</summary>
    LoneValue,
}

/// <summary>A column that tells a network nothing that others do not, or little.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Of">The earlier column that it repeats; null for an empty or a constant one.</param>
/// <param name="Factor">For a copy, a in column = a * earlier + b; for a lone value, its share of the variance; otherwise 0.</param>
/// <param name="Offset">For a copy, b; for a constant column and a lone value, the value; otherwise 0.</param>
public sealed record ColumnFinding(ColumnFindingKind Kind, string Column, string? Of, double Factor, double Offset)
{
    /// <summary>For a lone value, its line in the file; otherwise 0.</summary>
    public long Line { get; init; }

    /// <summary>One sentence to warn with.</summary>
    /// <returns>Text without a full stop at its end.</returns>
    public override string ToString() => Kind switch
    {
        ColumnFindingKind.Empty => $"column \"{Column}\" has no values",
        ColumnFindingKind.Constant => string.Create(
            CultureInfo.InvariantCulture, $"column \"{Column}\" is {Offset} in every row"),
        ColumnFindingKind.Identical => $"column \"{Column}\" repeats \"{Of}\"",
        ColumnFindingKind.LoneValue => string.Create(
            CultureInfo.InvariantCulture,
            $"column \"{Column}\" is {Offset} in line {Line}, which alone makes up {100 * Factor:0.#} % of its variance; correct it if it is a slip"),
        _ => string.Create(
            CultureInfo.InvariantCulture, $"column \"{Column}\" is {Factor:G6} x \"{Of}\" + {Offset:G6}"),
    };
}
