using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

public class DataTableDeriveTests
{
    private static readonly DataTable Table = DataTable.FromColumns(
        ["a", "b"], [[1, 2, 3, 4, 5], [10, 20, 30, 40, 50]], (row, column) => column == 1 && row == 2);

    [Fact]
    public void A_lag_takes_the_value_of_so_many_rows_before_and_the_first_rows_have_none()
    {
        DataTable lagged = Table.Derive([new Tap("a", 2), new Tap("b", 1)]);
        Assert.Equal(["a@2", "b@1"], lagged.Names);
        Assert.Equal([0, 0, 1, 2, 3], lagged.Column(0).ToArray());
        Assert.Equal([true, true, false, false, false], Missing(lagged, 0));
        Assert.Equal([0, 10, 20, 0, 40], lagged.Column(1).ToArray());
        Assert.Equal([true, false, false, true, false], Missing(lagged, 1));
        Assert.Equal((2, 0), (lagged.MissingCount(1), lagged.FirstMissingRow(1)));
    }

    [Fact]
    public void A_fill_stands_in_for_missing_values_and_not_for_rows_that_are_not_there()
    {
        DataTable filled = Table.Derive([new Tap("b", 0, Fill: 7), new Tap("b", 1, Fill: 7)]);
        Assert.Equal([10, 20, 7, 40, 50], filled.Column(0).ToArray());
        Assert.Equal(0, filled.MissingCount(0));
        Assert.Equal([0, 10, 20, 7, 40], filled.Column(1).ToArray());
        Assert.Equal([true, false, false, false, false], Missing(filled, 1));
    }

    [Fact]
    public void An_indicator_is_1_where_the_value_is_missing()
    {
        DataTable indicators = Table.Derive([new Tap("b", 0, true), new Tap("b", 1, true, 7), new Tap("a", 0, true)]);
        Assert.Equal(["b@missing", "b@1@missing", "a@missing"], indicators.Names);
        Assert.Equal([0, 0, 1, 0, 0], indicators.Column(0).ToArray());
        Assert.Equal([0, 0, 0, 1, 0], indicators.Column(1).ToArray());
        Assert.Equal([true, false, false, false, false], Missing(indicators, 1));
        Assert.Equal([0, 0, 0, 0, 0], indicators.Column(2).ToArray());
    }

    [Fact]
    public void A_column_as_it_is_shares_its_memory_and_lines_stay()
    {
        using var file = new TemporaryFile("a\n1\n\n2\n");
        DataTable table = file.ReadTable();
        DataTable same = table.Derive([new Tap("a")]);
        Assert.True(table.Column(0) == same.Column(0));
        Assert.Equal((table.LineOf(1), table.File), (same.LineOf(1), same.File));
    }

    [Fact]
    public void Two_columns_of_one_name_and_unknown_columns_are_refused()
    {
        DataTable table = DataTable.FromColumns(["a", "a@1"], [[1, 2], [3, 4]]);
        DataFileException twice = Assert.Throws<DataFileException>(() => table.Derive([new Tap("a@1"), new Tap("a", 1)]));
        Assert.Contains("\"a@1\" would name two columns", twice.Message, StringComparison.Ordinal);
        Assert.Throws<DataFileException>(() => table.Derive([new Tap("c", 1)]));
    }

    private static IEnumerable<bool> Missing(DataTable table, int column) =>
        Enumerable.Range(0, table.RowCount).Select(row => table.IsMissing(row, column));
}
