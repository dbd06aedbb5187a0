using IllsEdge.Data;
using IllsEdge.Networks;

namespace IllsEdge.Tests.Data;

public class ColumnCheckTests
{
    private const int Rows = 3000;
    private readonly RandomSource _random = new(5);

    [Fact]
    public void Find_reports_constant_columns_and_copies()
    {
        double[] x = Random();
        double[] y = Random();
        DataTable table = DataTable.FromColumns(
            ["x", "one", "y", "same", "fahrenheit", "negative", "almost"],
            [
                x, [.. x.Select(_ => 0.1)], y, [.. x], [.. y.Select(value => 1.8 * value + 32)],
                [.. x.Select(value => 5 - 2 * value)], [.. x.Select((value, i) => value + 1e-4 * y[i])],
            ]);

        IReadOnlyList<ColumnFinding> findings = ColumnCheck.Find(table, [0, 1, 2, 3, 4, 5, 6]);

        Assert.Equal(
            [
                "column \"one\" is 0.1 in every row", "column \"same\" repeats \"x\"",
                "column \"fahrenheit\" is 1.8 x \"y\" + 32", "column \"negative\" is -2 x \"x\" + 5",
            ],
            findings.Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-2000)]
    public void FindLoneValues_names_the_line_of_a_value_that_makes_up_the_variance(double slip)
    {
        double[] x = Random();
        double[] y = [.. x];
        y[41] = slip;
        DataTable table = DataTable.FromColumns(["x", "y", "z"], [x, y, [.. y.Select(_ => 2.0)]]);
        ColumnFinding finding = Assert.Single(ColumnCheck.FindLoneValues(table, [0, 1, 2]));
        Assert.Equal((ColumnFindingKind.LoneValue, "y", slip, 42), (finding.Kind, finding.Column, finding.Offset, finding.Line));
        Assert.InRange(finding.Factor, 0.99, 1);
        Assert.Contains("line 42", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FindLoneValues_leaves_heavy_tails_and_short_columns_alone()
    {
        double[] heavy = [.. Random().Select(value => Math.Exp(3 * value))];
        Assert.Empty(ColumnCheck.FindLoneValues(DataTable.FromColumns(["x"], [heavy]), [0]));
        Assert.Empty(ColumnCheck.FindLoneValues(DataTable.FromColumns(["x"], [[1, 1, 1, 1, 1, 1, 1, 1, 50]]), [0]));
    }

    [Fact]
    public void Find_is_not_misled_by_columns_that_differ_in_the_last_rows_only()
    {
        double[] x = Random();
        double[] y = [.. x];
        y[^1] += 1;
        DataTable table = DataTable.FromColumns(["x", "y"], [x, y]);

        Assert.Empty(ColumnCheck.Find(table, [0, 1]));
        Assert.Empty(ColumnCheck.Find(table, [1]));
    }

    [Fact]
    public void Find_looks_at_present_cells_only()
    {
        double[] x = Random();
        DataTable table = DataTable.FromColumns(
            ["x", "constant", "empty", "copy", "other"],
            [x, [.. x.Select(_ => 3.0)], x, [.. x.Select(value => 2 * value)], x],
            (row, column) => column switch { 2 => true, 4 => row == 0, _ => row % 10 == 3 });

        Assert.Equal(
            [
                (ColumnFindingKind.Constant, "constant", null), (ColumnFindingKind.Empty, "empty", null),
                (ColumnFindingKind.LinearCopy, "copy", "x"),
            ],
            ColumnCheck.Find(table, [0, 1, 2, 3, 4]).Select(found => (found.Kind, found.Column, found.Of)));
    }

    private double[] Random() => [.. Enumerable.Range(0, Rows).Select(_ => _random.NextUniform())];
}
