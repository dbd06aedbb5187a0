using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class WarmStartTests
{
    private static readonly FitRequest Plain = Models.Request with { Intervals = false };
    private static readonly TrainingOptions Fixed = new() { Ridge = 0.1, Tolerance = 0 };

    [Theory]
    [InlineData("coupled", StepBlock.Network, 1)]
    [InlineData("coupled", StepBlock.Network, 12)]
    [InlineData("coupled", StepBlock.Layer, 1)]
    [InlineData("coupled", StepBlock.Layer, 7)]
    [InlineData("accelerated", StepBlock.Network, 1)]
    [InlineData("accelerated", StepBlock.Network, 2)]
    public void K_iterations_written_and_read_and_k_more_are_2k_iterations_bit_by_bit(string method, StepBlock block, int k)
    {
        FitRequest request = Plain with { Trainer = Trainers.Named(method)!, Hidden = [4, 3] };
        FitResult half = Models.Fit(request with { Training = Fixed with { Block = block, MaximumIterations = k } });
        FitResult more = Models.Fit(request with
        {
            Training = Fixed with { Block = block, MaximumIterations = k },
            Start = WrittenAndRead(half.Model),
        });
        FitResult whole = Models.Fit(request with { Training = Fixed with { Block = block, MaximumIterations = 2 * k } });
        Assert.Equal(2 * k, whole.Report.Iterations);
        Assert.Equal(Parameters(whole.Model), Parameters(more.Model));
        Assert.Equal(whole.Model.Members[0].State, more.Model.Members[0].State);
        Assert.Equal(whole.Model.Members[0].Factor, more.Model.Members[0].Factor);
        Assert.Equal(whole.Report.Loss, more.Report.Loss);
    }

    [Fact]
    public void The_growth_of_the_damping_is_carried()
    {
        LevenbergStep one = new(Cases.Network(2, 3, [5], 1)), other = new(Cases.Network(2, 3, [5], 1));
        one.State = [0.25, 64];
        other.State = one.State;
        Assert.Equal([0.25, 64.0], other.State);
    }

    [Fact]
    public void Where_validation_rows_chose_earlier_weights_their_damping_comes_with_them()
    {
        FitRequest request = Plain with
        {
            Trainer = new CoupledTrainer(),
            Hidden = [12],
            Validation = new ValidationSplit(0.4, Last: false),
            Training = Fixed with { Ridge = 1e-9, Patience = 5 },
        };
        DataTable table = Models.Table(50, noise: 2);
        FitResult all = Models.Fit(request, table);
        Assert.True(all.Report.BestIteration < all.Report.Iterations);
        FitResult best = Models.Fit(
            request with { Training = request.Training with { MaximumIterations = all.Report.BestIteration } }, table);
        Assert.Equal(best.Report.State, all.Report.State);
        Assert.Equal(Parameters(best.Model), Parameters(all.Model));
    }

    [Fact]
    public void A_fit_that_is_stopped_at_once_keeps_weights_and_damping_of_its_start()
    {
        Model start = Models.Fit(Plain with { Trainer = new CoupledTrainer() }).Model;
        FitResult none = ModelFitter.Fit(
            Models.Table(60), Plain with { Trainer = new CoupledTrainer(), Start = start }, null, new CancellationToken(true));
        Assert.Equal(0, none.Report.Iterations);
        Assert.Equal(Parameters(start), Parameters(none.Model));
        Assert.Equal(start.Members[0].State, none.Model.Members[0].State);
        Assert.Equal(start.Members[0].Ridge, none.Model.Members[0].Ridge);
    }

    [Theory]
    [InlineData("coupled")]
    [InlineData("accelerated")]
    public void A_search_for_the_ridge_goes_on_from_that_of_the_start(string method)
    {
        FitRequest request = Plain with { Trainer = Trainers.Named(method)! };
        Model start = Models.Fit(request).Model;
        Assert.NotEqual(TrainingOptions.DefaultRidge, start.Members[0].Ridge);
        FitResult more = Models.Fit(request with { Start = WrittenAndRead(start) });
        Assert.Equal(start.Members[0].Ridge, more.Report.Trace[0].Ridge);
        Assert.Equal(start.Members[0].Ridge, more.Report.Trace[1].Ridge);
        Assert.InRange(more.Model.Provenance.Metrics[0].Rmse, 0, 1.05 * start.Provenance.Metrics[0].Rmse);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e12)]
    public void A_ridge_from_which_no_search_can_begin_is_brought_within_its_bounds(double ridge)
    {
        Model start = Models.Fit(Plain with { Training = Fixed with { Ridge = ridge, MaximumIterations = 5 } }).Model;
        FitResult more = Models.Fit(Plain with { Start = start });
        Assert.InRange(more.Report.Ridge, 1e-6, 60);
        Assert.InRange(more.Model.Provenance.Metrics[0].R2!.Value, 0, 1);
    }

    [Fact]
    public void The_scaling_is_that_of_the_start_and_the_ranges_are_those_of_the_rows()
    {
        DataTable table = Models.Table(60), other = Models.Table(30, seed: 5);
        Model start = Models.Fit(Plain, table).Model;
        Model more = Models.Fit(Plain with { Start = start }, other).Model;
        Assert.Equal(start.Inputs.Select(input => input.Scaling), more.Inputs.Select(input => input.Scaling));
        Assert.Equal(start.Targets.Select(target => target.Scaling), more.Targets.Select(target => target.Scaling));
        Assert.Equal(other.Column(1).ToArray().Max(), more.Inputs[1].Highest);
        Assert.Equal(other.Column(2).ToArray().Min(), more.Targets[0].Lowest);
        Assert.Equal(start.Provenance.DataFingerprint, more.Provenance.Options["start"]);
    }

    [Fact]
    public void Of_many_rows_all_are_used_from_the_first_iteration_on()
    {
        DataTable table = Models.Table(10_000);
        FitRequest request = Plain with { Training = new TrainingOptions { MaximumIterations = 3 } };
        FitResult start = Models.Fit(request, table);
        Assert.True(start.Report.Trace[1].Rows < 10_000);
        FitResult more = Models.Fit(request with { Start = start.Model }, table);
        Assert.All(more.Report.Trace, step => Assert.Equal(10_000, step.Rows));
    }

    [Fact]
    public void What_the_start_does_about_missing_inputs_stays()
    {
        DataTable full = Models.Table(60);
        DataTable gappy = DataTable.FromColumns(
            full.Names,
            [full.Column(0).ToArray(), full.Column(1).ToArray(), full.Column(2).ToArray()],
            (row, column) => column == 1 && row % 6 == 0);
        FitRequest request = Plain with { Missing = MissingInputs.Mean };
        Model start = Models.Fit(request, gappy).Model;
        Model more = Models.Fit(request with { Start = start }, full).Model;
        Assert.Equal(["a", "b", "b@missing"], more.Inputs.Select(input => input.Name));
        Assert.Equal(start.Inputs.Select(input => input.Tap), more.Inputs.Select(input => input.Tap));
        Assert.Contains(
            "--missing", Refusal(request with { Start = start, Missing = MissingInputs.Drop }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_of_another_shape_is_refused_with_the_difference_and_the_remedy()
    {
        Model start = Models.Fit(Plain).Model;
        FitRequest request = Plain with { Start = start };
        Check(request with { Inputs = ["b", "a"] }, "inputs", "are a, b", "b, a", "--inputs");
        Check(request with { Inputs = ["a"] }, "inputs", "are a, b", "--inputs");
        Check(request with { Lags = [new Tap("a", 2)] }, "a, b, a@2", "--lags");
        Check(request with { Targets = ["y", "z"] }, "targets", "y, z", "--target");
        Check(request with { Hidden = [4] }, "hidden neurons", "are 3", "this fit 4", "--hidden 3");
        Check(request with { Hidden = [] }, "hidden neurons", "this fit none", "--hidden 3");
        Check(request with { Activation = Activation.Named("elu")! }, "tanh, identity", "elu, identity", "--activation");
        Check(request with { OutputActivation = Activation.Tanh }, "tanh, tanh", "--output-activation");
        Check(request with { Start = start with { Members = [start.Members[0], start.Members[0]] } }, "ensemble of 2");

        static void Check(FitRequest request, params string[] parts)
        {
            string refusal = Refusal(request);
            Assert.All(parts, part => Assert.Contains(part, refusal, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Held_out_rows_are_judged_by_fits_that_do_not_know_the_start()
    {
        // The start has seen every row, held out or not.
        FitRequest request = Models.Request with { Training = Fixed with { MaximumIterations = 20 } };
        FitResult cold = Models.Fit(request);
        FitResult warm = Models.Fit(request with { Start = cold.Model });
        Assert.Equal(cold.Model.Calibration!.Scores[0], warm.Model.Calibration!.Scores[0]);
    }

    private static string Refusal(FitRequest request) =>
        Assert.Throws<NotSupportedException>(() => Models.Fit(request)).Message;

    private static Model WrittenAndRead(Model model) => ModelFile.FromBytes(ModelFile.ToBytes(model), "m.ills");

    private static double[] Parameters(Model model) => model.Members[0].Network.Parameters.ToArray();
}
