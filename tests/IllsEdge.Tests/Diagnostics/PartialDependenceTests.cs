using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Diagnostics;

public class PartialDependenceTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Of_a_sum_it_is_the_inputs_own_part_and_the_band_has_no_width()
    {
        // y = 2 tanh a - 3 tanh b
        Network network = new(2, [2], 1, Activation.Tanh);
        double[] weights = [1, 0, 0, 0, 1, 0, 2, -3, 0];
        weights.CopyTo(network.Parameters);
        (PartialDependence dependence, double[][] inputs) = Of(network, 1000);
        DependenceCurve curve = Assert.Single(dependence.Targets);
        Assert.Equal(("a", "y", 21), (dependence.Input, curve.Target, dependence.Values.Count));
        double[] own = [.. dependence.Values.Select(value => 2 * Math.Tanh(value))];
        for (int point = 0; point < own.Length; point++)
        {
            Assert.Equal(own[point] - own[0], curve.Mean[point] - curve.Mean[0], Rounding);
            Assert.Equal(curve.Mean[point], curve.Low[point], Rounding);
            Assert.Equal(curve.Mean[point], curve.High[point], Rounding);
        }

        double[] sorted = [.. inputs[0].Order()];
        Assert.Equal(sorted[25], dependence.Values[0]);
        Assert.Equal(sorted[974], dependence.Values[^1]);
    }

    [Fact]
    public void Where_the_effect_depends_on_another_input_the_band_opens()
    {
        // tanh(a + 5b) answers a only where b is near 0.
        Network network = new(2, [1], 1, Activation.Tanh);
        double[] weights = [1, 5, 0, 1, 0];
        weights.CopyTo(network.Parameters);
        DependenceCurve curve = Of(network, 1000).Dependence.Targets[0];
        Assert.True(curve.High[^1] - curve.Low[^1] > 0.2);
        Assert.All(Enumerable.Range(0, 21), point => Assert.InRange(curve.Mean[point], curve.Low[point], curve.High[point]));
    }

    [Fact]
    public void An_input_of_few_values_is_set_to_these()
    {
        double[][] inputs = HandMadeModels.Uniform(2, 50);
        for (int row = 0; row < 50; row++)
            inputs[0][row] = row % 3;
        Model model = HandMadeModels.Of(HandMadeModels.Linear(2, 1, 0), ["a", "b"], "y");
        DataTable table = DataTable.FromColumns(["a", "b"], inputs);
        PartialDependence dependence = PartialDependence.Of(model, table, HandMadeModels.Rows(50), 0, 21);
        Assert.Equal([0, 1, 2], dependence.Values);
        Assert.Equal(4, dependence.Targets[0].Mean[2] - dependence.Targets[0].Mean[0], Rounding);
    }

    private static (PartialDependence Dependence, double[][] Inputs) Of(Network network, int rows)
    {
        double[][] inputs = HandMadeModels.Uniform(2, rows);
        Model model = HandMadeModels.Of(network, ["a", "b"], "y");
        return (PartialDependence.Of(model, DataTable.FromColumns(["a", "b"], inputs), HandMadeModels.Rows(rows), 0, 21), inputs);
    }
}
