namespace IllsEdge.Data;

/// <summary>Which cells of one column are missing: a bit a row, and nothing at all while none is.</summary>
internal sealed class MissingCells
{
    private ulong[] _bits = [];

    /// <summary>How many cells are missing.</summary>
    public int Count { get; private set; }

    /// <summary>The first missing row, or null.</summary>
    public int? First { get; private set; }

    /// <summary>Whether the cell of a row is missing.</summary>
    /// <param name="row">The row, from 0.</param>
    public bool this[int row] => row >> 6 < _bits.Length && (_bits[row >> 6] & (1UL << row)) != 0;

    /// <summary>Marks a row that has not been marked before; rows come in ascending order.</summary>
    /// <param name="row">The row, from 0.</param>
    public void Add(int row)
    {
        int word = row >> 6;
        if (word >= _bits.Length) Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 3 / 2));
        _bits[word] |= 1UL << row;
        First ??= row;
        Count++;
    }

    /// <summary>Whether two columns miss the same rows.</summary>
    /// <param name="other">The other column.</param>
    /// <returns>True when no row is missing in one of them only.</returns>
    public bool Matches(MissingCells other) =>
        Count == other.Count && _bits.AsSpan().TrimEnd(0UL).SequenceEqual(other._bits.AsSpan().TrimEnd(0UL));
}
