namespace IllsEdge.Data;

public sealed partial class DataTable
{
    /// <summary>
    /// A table of the same rows with other columns: taken from this one's, delayed, filled, or telling what is missing.
    /// Where a row has no row so far back, the cell is missing, whatever stands in for missing values. Columns that are
    /// taken as they are share their memory; the others cost 8 bytes a cell.
    /// </summary>
    /// <param name="taps">One a column, all of different names.</param>
    /// <exception cref="DataFileException">A column is not there, or two taps have one name.</exception>
    public DataTable Derive(IReadOnlyList<Tap> taps)
    {
        ArgumentNullException.ThrowIfNull(taps);
        if (taps.GroupBy(tap => tap.Name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new DataFileException(
                $"\"{repeated.Key}\" would name two columns; rename that in the file, or ask for it once.", File);

        var columns = new double[taps.Count][];
        var missing = new MissingCells[taps.Count];
        for (int j = 0; j < taps.Count; j++)
            (columns[j], missing[j]) = Take(taps[j]);
        return new DataTable([.. taps.Select(tap => tap.Name)], columns, missing, RowCount, _lines, File);
    }

    private (double[] Values, MissingCells Missing) Take(Tap tap)
    {
        int source = Find(tap.Column);
        (double[] given, MissingCells gaps) = (_columns[source], _missing[source]);
        if (tap is { Lag: 0, IsIndicator: false } && (tap.Fill is null || gaps.Count == 0))
            return (given, gaps);

        double[] values = new double[RowCount];
        var missing = new MissingCells();
        for (int row = 0; row < RowCount; row++)
        {
            int from = row - tap.Lag;
            bool isGap = from >= 0 && gaps[from];
            if (from < 0 || (isGap && !tap.IsIndicator && tap.Fill is null)) missing.Add(row);
            else if (tap.IsIndicator) values[row] = isGap ? 1 : 0;
            else values[row] = isGap ? tap.Fill!.Value : given[from];
        }

        return (values, missing);
    }
}
