using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class AutoTrainerTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("coupled", new int[] { }, StepBlock.Network)]
    [InlineData("coupled", new int[] { }, StepBlock.Layer)]
    [InlineData("coupled", new[] { 4 }, StepBlock.Layer)]
    [InlineData("coupled", new[] { 3, 3 }, StepBlock.Layer)]
    [InlineData("accelerated", new[] { 1 }, StepBlock.Network)]
    [InlineData("accelerated", new[] { 4 }, StepBlock.Network)]
    [InlineData("accelerated", new[] { 3, 3 }, StepBlock.Network)]
    public void The_method_that_fits_is_the_one_that_is_reported(string method, int[] hidden, StepBlock block)
    {
        TrainingRows rows = Cases.Rows(new RandomSource(6), 60, 3, 2);
        TrainingOptions options = new() { Block = block, MaximumIterations = 12 };
        Network network = Cases.Network(5, 3, hidden, 2), expected = network.Clone();
        TrainingReport report = new AutoTrainer().Fit(network, rows, null, options, null, Token);
        TrainingReport alone = Trainers.Named(method)!.Fit(expected, rows, null, options, null, Token);
        Assert.Equal(method, report.Method);
        Assert.Equal(alone.Trace.Select(step => step.Loss), report.Trace.Select(step => step.Loss));
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Theory]
    [InlineData("coupled", 50_000, new[] { 20 })]
    [InlineData("accelerated", 49_999, new[] { 20 })]
    [InlineData("accelerated", 50_000, new[] { 30 })]
    [InlineData("accelerated", 50_000, new[] { 10, 10 })]
    [InlineData("coupled", 10, new int[] { })]
    public void Rows_parameters_and_depth_decide(string method, int rows, int[] hidden) =>
        Assert.Equal(method, AutoTrainer.Choose(Cases.Network(5, 10, hidden, 1), rows, new TrainingOptions()).Name);

    [Fact]
    public void It_is_the_first_of_the_catalogue_and_has_a_name_of_its_own()
    {
        Assert.Equal("auto", Trainers.All[0].Name);
        Assert.Equal("auto", Trainers.All[0].ToString());
        Assert.IsType<AutoTrainer>(Trainers.Named("Auto"));
    }

    [Fact]
    public void Progress_validation_rows_and_interruption_reach_the_method()
    {
        using CancellationTokenSource source = new();
        List<TrainingStep> heard = [];
        TrainingRows rows = Cases.Rows(new RandomSource(6), 60, 3, 1), validation = Cases.Rows(new RandomSource(7), 20, 3, 1);
        TrainingReport report = new AutoTrainer().Fit(
            Cases.Network(5, 3, [4], 1),
            rows,
            validation,
            new TrainingOptions { Tolerance = 0 },
            new Listener(step =>
            {
                heard.Add(step);
                if (step.Iteration == 2)
                    source.Cancel();
            }),
            source.Token);
        Assert.Equal(StopReason.Interrupted, report.StopReason);
        Assert.Equal(report.Trace, heard);
        Assert.All(heard, step => Assert.NotNull(step.ValidationLoss));
    }
}
