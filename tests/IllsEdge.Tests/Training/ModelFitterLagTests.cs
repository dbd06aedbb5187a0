using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class ModelFitterLagTests
{
    private static readonly FitRequest Request = new()
    {
        Inputs = ["a"],
        Targets = ["y"],
        Lags = [new Tap("a", 3), new Tap("y", 1)],
        Hidden = [],
        Training = new TrainingOptions { Ridge = 1e-9 },
    };

    [Fact]
    public void A_delayed_process_is_learned_exactly_with_its_lags_and_not_without()
    {
        DataTable table = Process(200);
        FitResult result = Models.Fit(Request, table);
        Assert.Equal(["a", "a@3", "y@1"], result.Model.Inputs.Select(input => input.Name));
        Assert.Equal(Request.Lags, result.Model.Inputs.Skip(1).Select(input => input.Tap));
        Assert.InRange(result.Model.Provenance.Metrics[0].Rmse, 0, 1e-6);
        Assert.InRange(Models.Fit(Request with { Lags = [] }, table).Model.Provenance.Metrics[0].Rmse, 0.5, 10);
        Assert.Equal("a@3,y@1", result.Model.Provenance.Options["lags"]);
    }

    [Fact]
    public void The_first_rows_are_only_history_and_rows_after_a_gap_are_told_apart()
    {
        DataTable table = Process(60, (row, column) => column == 1 && row == 20);
        FitResult result = Models.Fit(Request with { Missing = MissingInputs.Drop }, table);
        // Row 20 has no target, row 21 no past target.
        Assert.Equal((60 - 3 - 2, 5, 3, 1), (result.Rows, result.SkippedRows, result.WithoutHistory, result.WithoutInput));
        Assert.Equal([new ColumnGaps("y", 1)], result.Gaps);
        Assert.Equal(3, result.Model.History);
        Assert.Equal(["a", "y"], result.Model.Columns);

        DataFileException exception = Assert.Throws<DataFileException>(() => Models.Fit(Request, table));
        Assert.Contains("\"y@1\" has no value here; it misses 1 of 57", exception.Message, StringComparison.Ordinal);
        Assert.Equal(22, exception.Line);
    }

    [Fact]
    public void No_row_reaches_back_before_the_first()
    {
        DataFileException exception = Assert.Throws<DataFileException>(() => Models.Fit(Request, Process(4)));
        Assert.Contains("has 1 row with", exception.Message, StringComparison.Ordinal);
        Assert.Throws<DataFileException>(() => Models.Fit(Request, Process(2)));
    }

    [Fact]
    public void A_column_may_be_an_input_only_by_its_past_and_insight_takes_the_derived_rows()
    {
        DataTable table = Process(80);
        Model model = Models.Fit(Request with { Inputs = [], Hidden = [2] }, table).Model;
        Assert.Equal(["a@3", "y@1"], model.Inputs.Select(input => input.Name));
        TrainingRows rows = TrainingRows.Of(model.Derive(table), model, [.. Enumerable.Range(3, 77)]);
        Assert.Equal(2, Insight.Of(model.Members[0].Network, rows).Count);
    }

    /// <summary>y(t) = 0.5 y(t-1) + a(t) + 2 a(t-3).</summary>
    private static DataTable Process(int rows, Func<int, int, bool>? isMissing = null)
    {
        RandomSource random = new(1);
        double[] a = new double[rows], y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            a[row] = random.NextUniform(-1, 1);
            y[row] = a[row] + (row > 0 ? 0.5 * y[row - 1] : 0) + (row > 2 ? 2 * a[row - 3] : 0);
        }

        return DataTable.FromColumns(["a", "y"], [a, y], isMissing);
    }
}
