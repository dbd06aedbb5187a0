using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Diagnostics;

/// <summary>Every finding on a model made to have it, and none on a sound one.</summary>
public class InspectionTests
{
    private static readonly DataTable Healthy = Models.Table(200);
    private static readonly Model Sound = Models.Fit(Models.Request with { Hidden = [6] }, Healthy).Model;

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Of_a_few_rows_nothing_is_said_but_that(int rows)
    {
        Finding only = Assert.Single(
            Inspection.Of(Sound, Healthy, HandMadeModels.Rows(rows), TestContext.Current.CancellationToken).Findings);
        Assert.Equal((FindingKind.FewRows, Severity.Warning), (only.Kind, only.Severity));
        Assert.Contains("10 rows", only.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_model_has_one_finding_that_says_so()
    {
        InspectionResult seen = Look(Sound, Sound.Derive(Healthy));
        Finding finding = Assert.Single(seen.Findings);
        Assert.Equal((FindingKind.Sound, Severity.Good, ""), (finding.Kind, finding.Severity, finding.Remedy));
        Assert.Equal((200, 200, 2, 2, 1), (seen.Rows, seen.Sample, seen.Importance.Count, seen.Relations.Count, seen.Members.Count));
    }

    [Fact]
    public void Without_data_it_tells_of_the_model_alone()
    {
        InspectionResult seen = Look(Sound, null);
        Assert.Equal(FindingKind.Sound, Assert.Single(seen.Findings).Kind);
        Assert.Equal((0, 0, 0, null, 2), (seen.Rows, seen.Importance.Count, seen.Members.Count, seen.Odd, seen.Relations.Count));
        Assert.Equal(FindingKind.NoIntervals, Assert.Single(Look(Sound with { Calibration = null }, null).Findings).Kind);
    }

    [Fact]
    public void Residuals_that_other_weights_could_remove_are_unfinished()
    {
        double[][] inputs = HandMadeModels.Uniform(1, 100);
        Finding finding = Find(
            FindingKind.Unfinished,
            HandMadeModels.Of(HandMadeModels.Linear(1, 0), ["a"], "y"),
            DataTable.FromColumns(["a", "y"], [inputs[0], [.. inputs[0].Select(a => 2 * a)]]));
        Assert.Contains("100 %", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Residuals_that_no_weights_could_remove_are_unexplained()
    {
        // The target is noise of deviation 1; the one neuron's weights are 0.
        double[][] columns = HandMadeModels.Uniform(2, 100);
        columns[1] = [.. columns[1].Select(value => Math.Sqrt(3) * value)];
        Finding finding = Find(
            FindingKind.Unexplained,
            HandMadeModels.Of(new Network(1, [1], 1, Activation.Tanh), ["a"], "y"),
            DataTable.FromColumns(["a", "y"], columns));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("layer 1 could follow", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Neurons_at_the_end_of_their_range_are_saturated_and_rectifiers_are_not()
    {
        DataTable table = DataTable.FromColumns(["a", "y"], HandMadeModels.Uniform(2, 100));
        Network steep = new(1, [1], 1, Activation.Tanh), off = new(1, [1], 1, Activation.Named("relu")!);
        double[] weights = [50, 0, 1, 0], mostlyOff = [1, -0.5, 1, 0];
        weights.CopyTo(steep.Parameters);
        mostlyOff.CopyTo(off.Parameters);
        Assert.Contains(
            "1 of 1 hidden neuron is", Find(FindingKind.Saturation, HandMadeModels.Of(steep, ["a"], "y"), table).What, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Look(HandMadeModels.Of(off, ["a"], "y"), table).Findings,
            finding => finding.Kind == FindingKind.Saturation);
    }

    [Fact]
    public void Dead_and_repeated_neurons_are_named_with_the_network_where_there_are_several()
    {
        Network network = Cases.Network(5, 2, [4], 1);
        network.Neuron(network.Layers[0], 0).CopyTo(network.Neuron(network.Layers[0], 2));
        network.Neuron(network.Layers[1], 0)[3] = 0;
        Model one = HandMadeModels.Of(network, ["a", "b"], "y");
        DataTable table = DataTable.FromColumns(["a", "b", "y"], HandMadeModels.Uniform(3, 100));
        Assert.Contains("(1.4)", Find(FindingKind.DeadNeurons, one, table).What, StringComparison.Ordinal);
        Assert.Contains("1.1 and 1.3", Find(FindingKind.Overlap, one, table).What, StringComparison.Ordinal);
        Assert.Contains("parameters", Find(FindingKind.Undetermined, one, table).What, StringComparison.Ordinal);

        Model two = one with { Members = [new Member(Cases.Network(6, 2, [4], 1), null, 0), one.Members[0]] };
        Assert.Contains("2:1.1 and 2:1.3", Find(FindingKind.Overlap, two, table).What, StringComparison.Ordinal);
        Assert.Contains("in 1 of 2 networks", Find(FindingKind.Undetermined, two, table).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_say_the_same_are_told_once_and_columns_of_no_use_as_well()
    {
        double[][] inputs = HandMadeModels.Uniform(2, 100);
        DataTable table = DataTable.FromColumns(["a", "b", "c", "y"], [.. inputs, inputs[0], inputs[0]]);
        Model model = HandMadeModels.Of(HandMadeModels.Linear(0.9, 0, 0, 0), ["a", "b", "c"], "y");
        string related = Find(FindingKind.RelatedInputs, model, table).What;
        Assert.Contains("\"a\" from \"c\" (1.000).", related, StringComparison.Ordinal);
        Assert.DoesNotContain("\"c\" from", related, StringComparison.Ordinal);
        Assert.Contains("\"b\" and \"c\"", Find(FindingKind.UnusedInputs, model, table).What, StringComparison.Ordinal);
    }

    [Fact]
    public void One_slip_is_an_odd_row_and_named_by_its_line()
    {
        Finding finding = Find(FindingKind.OddRows, Sound, Changed((row, y) => row == 3 ? y + 50 : y));
        Assert.Contains("\"y\" in line 4", finding.What, StringComparison.Ordinal);

        // Its residual, which is most of all, is not the network's.
        Assert.Single(Look(Sound, Changed((row, y) => row == 3 ? y + 50 : y)).Findings);
    }

    [Fact]
    public void Another_process_breaks_the_intervals_and_not_single_rows()
    {
        DataTable table = Changed((_, y) => y + 5);
        Find(FindingKind.Coverage, Sound, table);
        Assert.DoesNotContain(
            Look(Sound, table).Findings, finding => finding.Kind == FindingKind.OddRows);
    }

    [Fact]
    public void Rows_of_another_range_are_out_of_specification_by_their_input()
    {
        DataTable table = Healthy;
        double[] far = [.. table.Column(0).ToArray().Select((a, row) => row < 40 ? a + 30 : a)];
        Finding finding = Find(
            FindingKind.OutOfSpecification,
            Sound,
            DataTable.FromColumns(["a", "b", "y"], [far, table.Column(1).ToArray(), table.Column(2).ToArray()]));
        Assert.Contains("40 of 200 rows (20 %)", finding.What, StringComparison.Ordinal);
        Assert.Contains("\"a\"", finding.What, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void It_can_be_stopped() => Assert.Throws<OperationCanceledException>(
        () => Inspection.Of(Sound, Healthy, HandMadeModels.Rows(200), new CancellationToken(canceled: true)));

    private static DataTable Changed(Func<int, double, double> target) => DataTable.FromColumns(
        ["a", "b", "y"],
        [
            Healthy.Column(0).ToArray(),
            Healthy.Column(1).ToArray(),
            [.. Healthy.Column(2).ToArray().Select((y, row) => target(row, y))],
        ]);

    private static InspectionResult Look(Model model, DataTable? table) =>
        Inspection.Of(model, table, HandMadeModels.Rows(table?.RowCount ?? 0), TestContext.Current.CancellationToken);

    /// <summary>The one finding of a kind.</summary>
    private static Finding Find(FindingKind kind, Model model, DataTable table)
    {
        IReadOnlyList<Finding> findings = Look(model, table).Findings;
        Finding found = Assert.Single(findings, finding => finding.Kind == kind);
        Assert.NotEmpty(found.Remedy);
        Assert.DoesNotContain(findings, finding => finding.Kind == FindingKind.Sound);
        Assert.Equal(findings.OrderByDescending(finding => finding.Severity), findings);
        return found;
    }
}
