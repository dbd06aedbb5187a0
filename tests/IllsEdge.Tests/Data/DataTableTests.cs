using System.Globalization;
using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

public class DataTableTests
{
    [Fact]
    public void ReadCsv_parses_only_the_chosen_columns_in_their_order()
    {
        using var file = new TemporaryFile("city,x,y\nUlm,1,NA\n\nBonn,,4\n\"Bad\nEms\",5,6\nKiel,7,8\n");

        DataTable table = file.ReadTable(names => [names[2], names[1]]);

        Assert.Equal(["y", "x"], table.Names);
        Assert.Equal(4, table.RowCount);
        Assert.Equal([0, 4, 6, 8], table.Column(0).ToArray());
        Assert.Equal([1, 0, 5, 7], table.Column(1).ToArray());
        Assert.Equal((1, 1), (table.MissingCount(0), table.MissingCount(1)));
        Assert.Equal((0, 1), (table.FirstMissingRow(0), table.FirstMissingRow(1)));
        Assert.True(table.IsMissing(0, 0));
        Assert.False(table.IsMissing(3, 0));
        Assert.Equal([2, 4, 5, 7], Enumerable.Range(0, 4).Select(table.LineOf));
    }

    [Theory]
    [InlineData("x,city\n1,Ulm\n", ":2:3: 'Ulm' is not a number (column \"city\"). "
        + "Leave a column of text out with --exclude city; a missing value is an empty cell.")]
    [InlineData("x,a b\n1,\n1,Ulm\n", ":3:3: 'Ulm' is not a number (column \"a b\"). "
        + "Leave a column of text out with --exclude \"a b\"; a missing value is an empty cell.")]
    [InlineData("x,y\n1,2\n3,o4\n", ":3:3: 'o4' is not a number (column \"y\"). "
        + "Correct the cell, or leave it empty if it is missing.")]
    [InlineData("x;y\n1;2,5\n", ":2:3: '2,5' is not a number (column \"y\"): "
        + "write the decimal comma as a point, 2.5.")]
    [InlineData("x,y\n", ": has a header but no rows. Add rows below the header.")]
    public void ReadCsv_refuses_the_first_cell_that_cannot_be_used(string text, string message)
    {
        using var file = new TemporaryFile(text);

        Assert.Equal(
            file.Path + message, Assert.Throws<DataFileException>(() => file.ReadTable()).Message);
    }

    [Fact]
    public void ReadCsv_grows_over_many_rows_and_reports_progress()
    {
        const int rows = 100_000;
        using var file = new TemporaryFile("x,y\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{i},{(i % 7 == 0 ? "" : $"{i / 8.0}")}\n"))));
        var progress = new Recorder();

        DataTable table = file.ReadTable(progress: progress);

        Assert.Equal(rows, table.RowCount);
        Assert.Equal(rows / 7 + 1, table.MissingCount(1));
        for (int i = 0; i < rows; i++)
        {
            Assert.Equal(i, table.Column(0)[i]);
            Assert.Equal(i % 7 == 0 ? 0 : i / 8.0, table.Column(1)[i]);
            Assert.Equal(i % 7 == 0, table.IsMissing(i, 1));
        }

        Assert.Equal(rows + 1, table.LineOf(rows - 1));
        Assert.Equal(progress.Reports.Order(), progress.Reports);
        Assert.Equal(1, progress.Reports[^1]);
        Assert.InRange(progress.Reports.Count, 20, 40);
    }

    [Fact]
    public void ReadCsv_can_be_cancelled()
    {
        using var file = new TemporaryFile("x\n1\n");

        Assert.Throws<OperationCanceledException>(() =>
            DataTable.ReadCsv(file.Path, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void ReadCsv_names_the_nearest_column()
    {
        using var file = new TemporaryFile("cement,water,age\n1,2,3\n");

        var exception = Assert.Throws<DataFileException>(() => file.ReadTable(_ => ["watre"]));

        Assert.Equal(
            $"{file.Path}: there is no column \"watre\". Did you mean \"water\"? The columns are cement, water, age.",
            exception.Message);
    }

    [Fact]
    public void Find_lists_twelve_columns_at_most()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"v{i}")];

        var exception = Assert.Throws<DataFileException>(() => Columns.Find(names, "temperature", "f.csv"));

        Assert.Equal(
            "f.csv: there is no column \"temperature\". "
            + "The columns are v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11 and 8 more.",
            exception.Message);
        Assert.Equal(3, Columns.Find(names, "v3", "f.csv"));
    }

    [Fact]
    public void FromColumns_copies_values_and_marks_missing_cells()
    {
        double[] x = [1, double.NaN, 3];

        DataTable table = DataTable.FromColumns(["x"], [x], (row, _) => row == 1);
        x[0] = 9;

        Assert.Equal([1, 0, 3], table.Column(0).ToArray());
        Assert.True(table.IsMissing(1, 0));
        Assert.Equal(3, table.LineOf(2));
        Assert.Equal(0, table.Find("x"));
    }

    [Fact]
    public void FromColumns_refuses_columns_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>(() => DataTable.FromColumns(["x", "y"], [[1]]));
        Assert.Throws<ArgumentException>(() => DataTable.FromColumns(["x", "x"], [[1], [2]]));
        Assert.Throws<ArgumentException>(() => DataTable.FromColumns(["x", "y"], [[1], [1, 2]]));
        Assert.Throws<ArgumentException>(() => DataTable.FromColumns(["x"], [[double.NaN]]));
    }

    private sealed class Recorder : IProgress<double>
    {
        public List<double> Reports { get; } = [];

        public void Report(double value) => Reports.Add(value);
    }
}
