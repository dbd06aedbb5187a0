using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Tests.Prediction;

/// <summary>A model made by hand, y = x, against counts by hand.</summary>
public class ReliabilityTests
{
    [Fact]
    public void Coverage_width_and_the_errors_of_flagged_rows_are_the_definitions()
    {
        // Errors 0, 2, -4 and, out of the range, 6; the fifth row has no y.
        DataTable table = DataTable.FromColumns(
            ["x", "y"], [[0, 1, 2, 11, 5], [0, 3, -2, 17, 0]], (row, column) => column == 1 && row == 4);
        TargetReliability found = Reliability.Of(Model(3), table, [0, 1, 2, 3, 4], 0.5)[0];
        Assert.Equal(("y", 0.5, 6.0, 1), (found.Name, found.Coverage, found.MeanWidth, found.OutOfSpecification));
        Assert.Equal(6, found.RmseOutOfSpecification);
        Assert.Equal(Math.Sqrt((0 + 4 + 16) / 3.0), found.RmseGood!.Value, 1e-14);
    }

    [Fact]
    public void A_model_without_intervals_has_no_coverage_and_without_flagged_rows_there_is_no_error_of_them()
    {
        DataTable table = DataTable.FromColumns(["x", "y"], [[0, 1], [0, 3]]);
        TargetReliability found = Reliability.Of(Model(3) with { Calibration = null }, table, [0, 1], 0.5)[0];
        Assert.Equal((null, null, 0, null), (found.Coverage, found.MeanWidth, found.OutOfSpecification, found.RmseOutOfSpecification));
        // One score is too few for 90 %.
        Assert.Null(Reliability.Of(Model(3), table, [0, 1], 0.9)[0].Coverage);
    }

    [Fact]
    public void A_row_in_which_a_mean_stands_in_for_an_input_is_out_of_specification()
    {
        Model model = Model(3);
        model = model with { Inputs = [model.Inputs[0] with { Tap = new Tap("x") { Fill = 1 } }] };
        DataTable table = DataTable.FromColumns(["x", "y"], [[0, 0, 2], [0, 5, 2]], (row, column) => (row, column) == (1, 0));
        TargetReliability found = Reliability.Of(model, table, [0, 1, 2], 0.5)[0];
        Assert.Equal((1, 4.0, 0.0), (found.OutOfSpecification, found.RmseOutOfSpecification, found.RmseGood));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void The_unit_of_a_target_changes_nothing_but_the_unit(double unit)
    {
        DataTable table = DataTable.FromColumns(["x", "y"], [[0, 1, 2, 11], [0, 3 * unit, -2 * unit, 17 * unit]]);
        Model model = Model(3);
        model = model with { Targets = [model.Targets[0] with { Scaling = new Scaling(0, unit) }] };
        TargetReliability found = Reliability.Of(model, table, [0, 1, 2, 3], 0.5)[0];
        Assert.Equal((0.5, 1), (found.Coverage, found.OutOfSpecification));
        Assert.Equal(6, found.MeanWidth!.Value / unit, 1e-12);
        Assert.Equal(6, found.RmseOutOfSpecification!.Value / unit, 1e-12);
        Assert.Equal(Math.Sqrt(20 / 3.0), found.RmseGood!.Value / unit, 1e-12);
    }

    private static Model Model(double score)
    {
        Network network = new(1, [], 1, Activation.Linear);
        network.Parameters[0] = 1;
        return new Model(
            [new Variable("x", null, new Scaling(0, 1), 0, 10)],
            [new Variable("y", null, new Scaling(0, 1), 0, 10)],
            [new Member(network, null, 0)],
            new Provenance("hand", 0, 0, "", "", new Dictionary<string, string>(), []))
        {
            Calibration = new Calibration([[score]], [1]),
        };
    }
}
