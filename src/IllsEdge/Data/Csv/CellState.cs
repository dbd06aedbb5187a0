namespace IllsEdge.Data.Csv;

/// <summary>What a cell holds where a number is wanted.</summary>
public enum CellState
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Nothing: empty, <c>NA</c> or <c>NaN</c> in any case, spaces around it allowed.</summary>
    Missing,

    /// <summary>Text, an infinity, or a number too large for a double.</summary>
    Unusable,
}
