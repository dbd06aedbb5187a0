using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Tests.Prediction;

/// <summary>A model made by hand, y = 2 x + 1 and z = -x, against figures worked out by hand.</summary>
public class EvaluationTests
{
    /// <summary>A few roundings of numbers of size 1 to 10.</summary>
    private const double Tolerance = 1e-14;

    [Fact]
    public void Every_target_is_judged_on_the_rows_that_have_it()
    {
        // Errors of y: 0, 1, -2, and row 3 is missing; of z: 0, 0, 0, 3.
        DataTable table = DataTable.FromColumns(
            ["z", "x", "y"],
            [[0, -1, -2, 0], [0, 1, 2, 3], [1, 2, 7, 0]],
            (row, column) => column == 2 && row == 3);
        IReadOnlyList<TargetMetrics> metrics = Evaluation.Of(Model(), table, [0, 1, 2, 3]);
        Assert.Equal(["y", "z"], metrics.Select(metric => metric.Name));

        // Mean of 1, 2, 7 is 10/3, so the spread is 54 - 100/3 = 62/3.
        Assert.Equal(Math.Sqrt(5.0 / 3), metrics[0].Rmse, Tolerance);
        Assert.Equal(1, metrics[0].Mae, Tolerance);
        Assert.Equal(1 - 5 / (62.0 / 3), metrics[0].R2!.Value, Tolerance);
        Assert.Equal(2, metrics[0].MaxError, Tolerance);

        // Mean of 0, -1, -2, 0 is -3/4 and the spread 5 - 9/4 = 11/4.
        Assert.Equal(1.5, metrics[1].Rmse, Tolerance);
        Assert.Equal(0.75, metrics[1].Mae, Tolerance);
        Assert.Equal(1 - 9 / 2.75, metrics[1].R2!.Value, Tolerance);
        Assert.Equal(3, metrics[1].MaxError, Tolerance);
    }

    [Fact]
    public void Only_the_rows_that_are_given_count_and_each_as_often_as_it_is_given()
    {
        DataTable table = DataTable.FromColumns(["x", "y", "z"], [[0, 1, 2], [1, 4, 99], [0, -1, 99]]);
        TargetMetrics metrics = Evaluation.Of(Model(), table, [1, 0, 1])[0];
        Assert.Equal(Math.Sqrt(2.0 / 3), metrics.Rmse, Tolerance);
        Assert.Equal(2.0 / 3, metrics.Mae, Tolerance);
    }

    [Fact]
    public void More_rows_than_are_predicted_at_once_are_judged_together()
    {
        // The error is 1 in the last of 1000 rows.
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => i / 100.0)];
        double[] y = [.. x.Select(value => 2 * value + 1)];
        y[^1] += 1;
        DataTable table = DataTable.FromColumns(["x", "y", "z"], [x, y, [.. x.Select(value => -value)]]);
        IReadOnlyList<TargetMetrics> metrics = Evaluation.Of(Model(), table, [.. Enumerable.Range(0, 1000)]);
        Assert.Equal(Math.Sqrt(1.0 / 1000), metrics[0].Rmse, Tolerance);
        Assert.Equal(1, metrics[0].MaxError, Tolerance);
        Assert.Equal(0, metrics[1].Rmse, Tolerance);
    }

    [Fact]
    public void A_target_without_any_value_is_refused_by_name()
    {
        DataTable table = DataTable.FromColumns(["x", "y", "z"], [[0], [1], [0]], (_, column) => column == 2);
        DataFileException exception = Assert.Throws<DataFileException>(() => Evaluation.Of(Model(), table, [0]));
        Assert.Contains("\"z\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named()
    {
        DataTable table = DataTable.FromColumns(["xx", "y", "z"], [[0], [1], [0]]);
        DataFileException exception = Assert.Throws<DataFileException>(() => Evaluation.Of(Model(), table, [0]));
        Assert.Contains("\"x\"", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Inputs of mean 3 and deviation 2; in standardised units both outputs are s and -s.</summary>
    private static Model Model()
    {
        Network network = new(1, [], 2, Activation.Linear);
        network.Neuron(network.Layers[0], 0)[0] = 1;
        network.Neuron(network.Layers[0], 1)[0] = -1;
        return new Model(
            [new Variable("x", null, new Scaling(3, 2), 0, 10)],
            [new Variable("y", null, new Scaling(7, 4), 0, 10), new Variable("z", null, new Scaling(-3, 2), 0, 10)],
            [new Member(network, null, 0)],
            new Provenance("hand", 0, 0, "", "", new Dictionary<string, string>(), []));
    }
}
