using IllsEdge.Data;

namespace IllsEdge.Benchmarks;

/// <summary>Rows of a process in the order of time, of which some have a label that the device is told.</summary>
/// <param name="table">All columns.</param>
/// <param name="target">The column that is predicted.</param>
/// <param name="exclude">Columns that are no inputs.</param>
/// <param name="start">The first rows, all of them with labels: what the device has when it begins.</param>
/// <param name="rowsPerLabel">After them one row in so many has a label.</param>
internal sealed class Recording(DataTable table, string target, string[] exclude, int start, int rowsPerLabel)
{
    private readonly int[] _inputs =
        [.. table.Names.Where(name => name != target && !exclude.Contains(name)).Select(table.Find)];

    private readonly int _target = table.Find(target);

    public IReadOnlyList<string> Inputs => [.. _inputs.Select(column => table.Names[column])];

    public string Target => target;

    public int Count => table.RowCount;

    public int Start => start;

    public int Labels => (Count - start) / rowsPerLabel;

    public double Label(int row) => table.Column(_target)[row];

    public bool HasLabel(int row) =>
        (row < start || (row - start) % rowsPerLabel == rowsPerLabel - 1) && !table.IsMissing(row, _target);

    /// <summary>The inputs of a row; NaN where one is missing.</summary>
    public double[] Row(int row) =>
        [.. _inputs.Select(column => table.IsMissing(row, column) ? double.NaN : table.Column(column)[row])];

    /// <summary>The first rows, inputs and target, for training.</summary>
    public DataTable Beginning() => DataTable.FromColumns(
        [.. Inputs, target], [.. _inputs.Append(_target).Select(column => table.Column(column)[..start].ToArray())]);
}
