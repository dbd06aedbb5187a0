using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Prediction;

public class InputWindowTests
{
    private static readonly string[] Columns = ["a", "b"];
    private static readonly Tap[] Taps =
    [
        new("b"), new("a", 3), new("b", 1, Fill: 7), new("a", 0, Fill: 9), new("b", 2, IsIndicator: true), new("a", 1, Fill: 9),
    ];

    [Fact]
    public void Row_by_row_gives_what_a_whole_table_gives()
    {
        RandomSource random = new(1);
        double[][] values = [.. Columns.Select(_ => Enumerable.Range(0, 200).Select(_ => random.NextUniform(-1, 1)).ToArray())];
        bool[][] missing = [.. Columns.Select(_ => Enumerable.Range(0, 200).Select(_ => random.NextUniform() < 0.2).ToArray())];
        DataTable whole = DataTable.FromColumns(Columns, values, (row, column) => missing[column][row]).Derive(Taps);
        InputWindow window = new(Columns, Taps);
        double[] inputs = new double[Taps.Length];
        HashSet<RowState> seen = [];
        for (int row = 0; row < 200; row++)
        {
            window.Add([values[0][row], values[1][row]], [!missing[0][row], !missing[1][row]]);
            RowState state = window.Compose(inputs, out _);
            bool isWhole = Enumerable.Range(0, Taps.Length).All(input => !whole.IsMissing(row, input));
            Assert.Equal(isWhole, state is RowState.Complete or RowState.Filled);
            if (isWhole)
                Assert.Equal(Enumerable.Range(0, Taps.Length).Select(input => whole.Column(input)[row]), inputs);
            seen.Add(state);
        }

        Assert.Equal(4, seen.Count);
    }

    [Fact]
    public void The_first_rows_have_no_history_whatever_stands_in_for_missing_values()
    {
        InputWindow window = new(["a"], [new Tap("a", 2, Fill: 5)]);
        Assert.Equal([RowState.NoHistory, RowState.NoHistory, RowState.Complete], Add(window, 1, 2, 3).Select(row => row.State));
        Assert.Equal((2, 2, 3), (window.History, window.Past, window.Place));
    }

    [Fact]
    public void What_is_missing_is_named_by_its_input()
    {
        InputWindow window = new(["a", "b"], [new Tap("a"), new Tap("b", 1)]);
        window.Add([1], [true]);
        window.Add([2, 3], [true, true]);
        Assert.Equal((RowState.Missing, 1), (window.Compose(new double[2], out int missing), missing));
        window.Add([4, 5], [false, true]);
        Assert.Equal((RowState.Missing, 0), (window.Compose(new double[2], out missing), missing));
        window.Add([6, 7], [true, true]);
        Assert.Equal((RowState.Complete, -1), (window.Compose(new double[2], out missing), missing));
    }

    [Fact]
    public void Rows_passed_over_are_missing_and_after_as_many_as_it_looks_back_the_past_begins_anew()
    {
        InputWindow window = new(["a"], [new Tap("a", 3)]);
        Add(window, 1, 2, 3, 4);
        window.Skip(1);
        // Looks back at 3, 4, the gap, 6.
        Assert.Equal(
            [(3, RowState.Complete), (4, RowState.Complete), (0, RowState.Missing), (6, RowState.Complete)],
            Add(window, 6, 7, 8, 9));
        window.Skip(3);
        Assert.Equal(
            [(0, RowState.NoHistory), (0, RowState.NoHistory), (0, RowState.NoHistory), (10, RowState.Complete)],
            Add(window, 10, 11, 12, 13));
    }

    [Fact]
    public void A_value_that_comes_later_is_put_to_its_row_as_long_as_that_is_needed()
    {
        InputWindow window = new(["a", "y"], [new Tap("y", 2)]);
        double[] inputs = new double[1];
        for (int row = 1; row <= 3; row++)
            window.Add([row], [true]);
        Assert.Equal(RowState.Missing, window.Compose(inputs, out _));
        window.Put(1, 1, 11);
        Assert.Equal((RowState.Complete, 11), (window.Compose(inputs, out _), inputs[0]));
        window.Add([4], [true]);
        // The place of the first row is the fourth's by now, the fifth has not come, and 0 is nobody's.
        foreach (long place in (ReadOnlySpan<long>)[1, 5, 0])
            window.Put(place, 1, 99);
        window.Put(2, 1, 12);
        Assert.Equal((RowState.Complete, 12), (window.Compose(inputs, out _), inputs[0]));
        window.Add([5], [true]);
        Assert.Equal(RowState.Missing, window.Compose(inputs, out _));
        window.Add([6], [true]);
        Assert.Equal(RowState.Missing, window.Compose(inputs, out _));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        InputWindow window = new(Columns, Taps);
        double[] inputs = new double[Taps.Length];
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int row = 0; row < 100; row++)
            {
                window.Add([row, row], [true, row % 3 > 0]);
                window.Put(window.Place - 1, 1, 2);
                window.Skip(row % 5);
                window.Compose(inputs, out _);
            }
        }));
    }

    [Fact]
    public void A_column_that_rows_do_not_have_is_refused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new InputWindow(Columns, [new Tap("c", 1)]));
        Assert.Contains("\"c@1\"", exception.Message, StringComparison.Ordinal);
    }

    private static List<(double Value, RowState State)> Add(InputWindow window, params ReadOnlySpan<double> values)
    {
        List<(double, RowState)> rows = [];
        double[] inputs = new double[1];
        foreach (double value in values)
        {
            window.Add([value], [true]);
            RowState state = window.Compose(inputs, out _);
            rows.Add((inputs[0], state));
        }

        return rows;
    }
}
