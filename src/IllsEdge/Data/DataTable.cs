namespace IllsEdge.Data;

/// <summary>
/// Columns of finite numbers. A missing cell is marked beside the column and its value is 0; it is never NaN.
/// </summary>
public sealed partial class DataTable
{
    private readonly string[] _names;
    private readonly double[][] _columns;
    private readonly MissingCells[] _missing;
    private readonly LineIndex? _lines;

    private DataTable(
        string[] names, double[][] columns, MissingCells[] missing, int rowCount, LineIndex? lines, string file)
    {
        (_names, _columns, _missing, _lines) = (names, columns, missing, lines);
        (RowCount, File) = (rowCount, file);
    }

    /// <summary>The columns' names, all different.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The file as the user named it; for a table made by a program, "table".</summary>
    public string File { get; }

    /// <summary>The values of a column, one a row; 0 where the cell is missing.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <returns>A view of the table's own memory, valid as long as the table is referenced.</returns>
    public ReadOnlySpan<double> Column(int column) => _columns[column].AsSpan(0, RowCount);

    /// <summary>Whether a cell is missing.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <returns>True when there is no value.</returns>
    public bool IsMissing(int row, int column) => _missing[column][row];

    /// <summary>How many cells of a column are missing.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <returns>A count, 0 to <see cref="RowCount"/>.</returns>
    public int MissingCount(int column) => _missing[column].Count;

    /// <summary>The first row in which a column is missing.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <returns>The row, from 0, or null when the column is complete.</returns>
    public int? FirstMissingRow(int column) => _missing[column].First;

    /// <summary>The line of a row in its file; for a table made by a program, the row counted from 1.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The line, from 1.</returns>
    public long LineOf(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        return _lines?[row] ?? row + 1;
    }

    /// <summary>Finds a column by its exact name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The column, from 0.</returns>
    /// <exception cref="DataFileException">There is no such column; the message names the nearest.</exception>
    public int Find(string name) => Columns.Find(_names, name, File);

    /// <summary>Makes a table from values in memory, which are copied.</summary>
    /// <param name="names">One name a column, all different.</param>
    /// <param name="columns">The columns, all of one length; finite except where missing.</param>
    /// <param name="isMissing">Says of (row, column) whether the cell is missing; null when none is.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">Counts or lengths differ, a name repeats, a value is not finite.</exception>
    public static DataTable FromColumns(
        IReadOnlyList<string> names, double[][] columns, Func<int, int, bool>? isMissing = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        if (names.Count != columns.Length) Throw.CountsDiffer(names.Count, columns.Length);
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            Throw.NameRepeats(repeated.Key);

        int rows = columns.Length == 0 ? 0 : columns[0].Length;
        var copies = new double[columns.Length][];
        var missing = new MissingCells[columns.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            if (columns[j].Length != rows) Throw.LengthsDiffer(names[j], columns[j].Length, names[0], rows);
            copies[j] = [.. columns[j]];
            missing[j] = new MissingCells();
            for (int i = 0; i < rows; i++)
            {
                if (isMissing is not null && isMissing(i, j))
                {
                    copies[j][i] = 0;
                    missing[j].Add(i);
                }
                else if (!double.IsFinite(copies[j][i])) Throw.NotFinite(copies[j][i], i, names[j]);
            }
        }

        return new DataTable([.. names], copies, missing, rows, null, "table");
    }

    /// <summary>Whether two columns miss the same rows.</summary>
    internal bool MissesSameRows(int first, int second) => _missing[first].Matches(_missing[second]);
}
