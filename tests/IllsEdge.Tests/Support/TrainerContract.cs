using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Tests.Support;

/// <summary>What every trainer promises.</summary>
/// <param name="trainer">The trainer.</param>
/// <param name="method">The method that it reports, where that is not itself.</param>
public abstract class TrainerContract(ITrainer trainer, string? method = null)
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public void The_network_holds_the_best_iterate()
    {
        Network network = Cases.Network(2, 3, [5], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(3), 200, 3, 1);
        TrainingReport report = trainer.Fit(network, rows, null, new TrainingOptions(), null, Token);
        Assert.Equal(report.Trace.Where(step => step.Ridge == report.Ridge).Min(step => step.Loss), report.Loss);
        Assert.Equal(report.Loss, Cases.Loss(network, rows, report.Ridge), report.Loss * 1e-12);
        Assert.Equal(method ?? trainer.Name, report.Method);
        Assert.Equal(Enumerable.Range(0, report.Trace.Count), report.Trace.Select(step => step.Iteration));
    }

    [Fact]
    public void Validation_rows_decide_which_iterate_is_kept_and_when_to_stop()
    {
        // Rows of pure noise in training teach nothing, so the validation error soon rises.
        RandomSource random = new(4);
        double[] inputs = [.. Enumerable.Range(0, 120).Select(_ => random.NextUniform(-1.7, 1.7))];
        double[] noise = [.. Enumerable.Range(0, 40).Select(_ => random.NextUniform(-1.7, 1.7))];
        Network network = Cases.Network(2, 3, [8], 1);
        TrainingOptions options = new() { Ridge = 1e-6, Patience = 3, Tolerance = 0 };
        TrainingRows validation = Cases.Rows(random, 60, 3, 1);
        TrainingReport report = trainer.Fit(
            network, new TrainingRows(40, inputs, noise), validation, options, null, Token);
        Assert.Equal(StopReason.NoImprovement, report.StopReason);
        Assert.Equal(report.Trace.MinBy(step => step.ValidationLoss).Iteration, report.BestIteration);
        Assert.Equal(report.BestIteration + options.Patience, report.Iterations);
        Assert.Equal(
            report.Trace[report.BestIteration].ValidationLoss!.Value,
            Cases.Loss(network, validation, 0),
            1e-12 * report.Trace[0].ValidationLoss!.Value);
    }

    [Fact]
    public void Iterations_and_time_end_a_fit()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 100, 3, 1);
        TrainingOptions options = new() { MaximumIterations = 4, Tolerance = 0 };
        TrainingReport report = trainer.Fit(
            Cases.Network(2, 3, [5], 1), rows, null, options, null, Token);
        Assert.Equal((StopReason.Iterations, 4), (report.StopReason, report.Iterations));

        options = options with
        {
            MaximumIterations = 1000,
            TimeLimit = TimeSpan.FromSeconds(10),
            Clock = new ManualClock(TimeSpan.FromSeconds(1.5)),
        };
        report = trainer.Fit(Cases.Network(2, 3, [5], 1), rows, null, options, null, Token);
        Assert.Equal(StopReason.Time, report.StopReason);
        Assert.InRange(report.Iterations, 3, 8);
    }

    [Fact]
    public void Interruption_keeps_the_best_weights_so_far()
    {
        using CancellationTokenSource source = new();
        Network network = Cases.Network(2, 3, [5], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(3), 300, 3, 1);
        CancelAt cancel = new(source, iteration: 3);
        TrainingReport report = trainer.Fit(
            network, rows, null, new TrainingOptions { Tolerance = 0 }, cancel, source.Token);
        Assert.Equal((StopReason.Interrupted, 3), (report.StopReason, report.Iterations));
        Assert.Equal(report.Trace.Where(step => step.Ridge == report.Ridge).Min(step => step.Loss), Cases.Loss(network, rows, report.Ridge), report.Loss * 1e-12);
    }

    [Fact]
    public void A_fit_that_is_cancelled_before_it_starts_leaves_the_network_as_it_was()
    {
        Network network = Cases.Network(2, 3, [5], 1);
        double[] before = network.Parameters.ToArray();
        TrainingReport report = trainer.Fit(
            network, Cases.Rows(new RandomSource(3), 50, 3, 1), null, new TrainingOptions(), null, new CancellationToken(true));
        Assert.Equal((StopReason.Interrupted, 0), (report.StopReason, report.Iterations));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void The_same_start_gives_the_same_weights_bit_by_bit()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 90, 3, 2);
        double[][] weights =
        [
            .. Enumerable.Range(0, 2).Select(_ =>
            {
                Network network = Cases.Network(7, 3, [6], 2);
                trainer.Fit(network, rows, null, new TrainingOptions(), null, Token);
                return network.Parameters.ToArray();
            }),
        ];
        Assert.Equal(weights[0], weights[1]);
    }

    [Fact]
    public void Rows_of_another_shape_are_refused_with_the_numbers()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => trainer.Fit(
            Cases.Network(2, 3, [5], 1), Cases.Rows(new RandomSource(3), 50, 4, 1), null, new TrainingOptions(), null, Token));
        Assert.Contains("3 inputs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_beyond_the_data_grows_with_the_rows_by_samples_at_most()
    {
        const int Few = 500, Many = 16_000, Columns = 4;
        TrainingOptions options = new() { MaximumIterations = 3, Tolerance = 0 };
        long[] allocated =
        [
            .. new[] { Few, Many }.Select(count =>
            {
                TrainingRows rows = Cases.Rows(new RandomSource(3), count, 3, 1);
                Network start = Cases.Network(2, 3, [5], 1), network = start.Clone();
                return Allocations.Of(() =>
                {
                    start.Parameters.CopyTo(network.Parameters);
                    trainer.Fit(network, rows, null, options, null, Token);
                });
            }),
        ];

        // An eighth of the rows, an eighth of that, ...: a seventh in all; the order they are drawn in; some headers.
        Assert.InRange(
            allocated[1] - allocated[0], 0, Many * Columns * sizeof(double) / 7 + Many * sizeof(int) + 1000);
    }

    [Fact]
    public void One_trainer_serves_several_fits_at_once()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 300, 3, 1);
        TrainingOptions options = new() { MaximumIterations = 8 };
        double[][] weights = new double[4][];
        Parallel.For(0, weights.Length, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, fit =>
        {
            Network network = Cases.Network(7, 3, [6], 1);
            trainer.Fit(network, rows, null, options, null, Token);
            weights[fit] = network.Parameters.ToArray();
        });
        Assert.All(weights, one => Assert.Equal(weights[0], one));
        Network alone = Cases.Network(7, 3, [6], 1);
        trainer.Fit(alone, rows, null, options, null, Token);
        Assert.Equal(alone.Parameters.ToArray(), weights[0]);
    }

    private sealed class CancelAt(CancellationTokenSource source, int iteration) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value)
        {
            if (value.Iteration == iteration)
                source.Cancel();
        }
    }
}
