namespace IllsEdge.Data;

/// <summary>
/// The line of each row. Rows mostly follow each other line by line, so only the places where they do not are kept.
/// </summary>
internal sealed class LineIndex
{
    private readonly List<(int Row, long Line)> _breaks = [];

    /// <summary>Notes the line of the next row; rows come in ascending order.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="line">Its line.</param>
    public void Add(int row, long line)
    {
        if (_breaks.Count == 0 || line != _breaks[^1].Line + (row - _breaks[^1].Row)) _breaks.Add((row, line));
    }

    /// <summary>Finds the line of a row.</summary>
    /// <param name="row">A row that was added.</param>
    /// <returns>Its line.</returns>
    public long this[int row]
    {
        get
        {
            (int low, int high) = (0, _breaks.Count - 1);
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                if (_breaks[middle].Row <= row) low = middle;
                else high = middle - 1;
            }

            return _breaks[low].Line + (row - _breaks[low].Row);
        }
    }
}
