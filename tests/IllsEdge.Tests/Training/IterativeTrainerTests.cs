using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>Stop rules and the best iterate, on losses that the test dictates.</summary>
public class IterativeTrainerTests
{
    private const int Rows = 4;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public void A_method_that_can_do_no_more_has_converged()
    {
        (TrainingReport report, Network network) = Run(new(), 3, 2);
        Assert.Equal((StopReason.Converged, 2, 2), (report.StopReason, report.Iterations, report.BestIteration));
        Assert.Equal((2.0, 2.0), (report.Loss, network.Parameters[0]));
    }

    [Fact]
    public void Ten_iterations_that_together_lower_the_loss_by_less_than_the_tolerance_have_converged()
    {
        // 8 % in every iteration, then 0.5 %: the tenth of these is the first that looks back on less than 6 %.
        double[] losses = new double[60];
        for (int k = 0; k < losses.Length; k++)
            losses[k] = (k == 0 ? 1 : losses[k - 1]) * (k < 20 ? 0.92 : 0.995);
        (TrainingReport report, _) = Run(new TrainingOptions { Tolerance = 0.06 }, losses);
        Assert.Equal(StopReason.Converged, report.StopReason);
        Assert.Equal(30, report.Iterations);
    }

    [Fact]
    public void A_loss_that_does_not_change_ends_a_fit_after_ten_iterations_unless_the_tolerance_is_0()
    {
        double[] losses = [.. Enumerable.Repeat(0.5, 40)];
        Assert.Equal(11, Run(new(), losses).Report.Iterations);
        Assert.Equal(40, Run(new TrainingOptions { Tolerance = 0 }, losses).Report.Iterations);
    }

    [Fact]
    public void The_lowest_loss_is_kept_and_the_first_of_equals()
    {
        (TrainingReport report, Network network) = Run(new(), 3, 1, 4, 1, 2);
        Assert.Equal((2, 1.0, 2.0), (report.BestIteration, report.Loss, network.Parameters[0]));
        Assert.Equal([3, 1, 4, 1, 2], report.Trace.Skip(1).Select(step => step.Loss));
    }

    [Fact]
    public void A_start_that_is_never_beaten_comes_back()
    {
        (TrainingReport report, Network network) = Run(new(), 30, 40);
        Assert.Equal((0, 0.0), (report.BestIteration, network.Parameters[0]));
        Assert.Equal(report.Trace[0].Loss, report.Loss);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_loss_that_is_no_number_is_never_kept(double loss)
    {
        (TrainingReport report, Network network) = Run(new(), 3, loss, 2, loss);
        Assert.Equal((3, 2.0, 3.0), (report.BestIteration, report.Loss, network.Parameters[0]));
    }

    [Fact]
    public void The_largest_number_of_iterations_is_never_passed()
    {
        double[] falling = [.. Enumerable.Range(1, 50).Select(k => 1.0 / k)];
        (TrainingReport report, _) = Run(new TrainingOptions { MaximumIterations = 7 }, falling);
        Assert.Equal((StopReason.Iterations, 7), (report.StopReason, report.Iterations));
        Assert.Equal(0, Run(new TrainingOptions { MaximumIterations = 0 }, falling).Report.Iterations);
    }

    [Fact]
    public void An_iteration_that_is_interrupted_is_forgotten()
    {
        using CancellationTokenSource source = new();
        (TrainingReport report, Network network) = Run(
            new(), [3, 2], source.Token, (_, token) =>
            {
                source.Cancel();
                token.ThrowIfCancellationRequested();
                return 0;
            });
        Assert.Equal((StopReason.Interrupted, 2, 2.0), (report.StopReason, report.Iterations, report.Loss));
        Assert.Equal(2, network.Parameters[0]);
    }

    [Fact]
    public void An_iteration_in_which_time_runs_out_is_forgotten()
    {
        ManualClock clock = new(TimeSpan.FromSeconds(1));
        (TrainingReport report, Network network) = Run(
            new TrainingOptions { Clock = clock, TimeLimit = TimeSpan.FromMinutes(1) }, [3, 2], Token, (_, token) =>
            {
                while (!token.IsCancellationRequested)
                    clock.GetTimestamp();
                token.ThrowIfCancellationRequested();
                return 0;
            });
        Assert.Equal((StopReason.Time, 2, 2.0), (report.StopReason, report.Iterations, network.Parameters[0]));
        Assert.InRange(report.Seconds, 60, 65);
    }

    [Fact]
    public void No_time_at_all_leaves_the_start()
    {
        (TrainingReport report, _) = Run(new TrainingOptions { TimeLimit = TimeSpan.Zero }, 3, 2);
        Assert.Equal((StopReason.Time, 0), (report.StopReason, report.Iterations));
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_not_swallowed() =>
        Assert.Throws<OperationCanceledException>(
            () => Run(new(), [3, 2], Token, (_, _) => throw new OperationCanceledException()));

    [Fact]
    public void Progress_is_the_trace()
    {
        List<TrainingStep> told = [];
        TrainingReport report = new Script([3, 2, 4]).Fit(
            Cases.Network(1, 1, [], 1), Data(), Data(), new(), new Listener(told.Add), Token);
        Assert.Equal(report.Trace, told);
        Assert.All(told, step => Assert.NotNull(step.ValidationLoss));
    }

    private static (TrainingReport Report, Network Network) Run(TrainingOptions options, params double[] losses) =>
        Run(options, losses, Token);

    private static (TrainingReport Report, Network Network) Run(
        TrainingOptions options,
        double[] losses,
        CancellationToken token,
        Func<Network, CancellationToken, double>? last = null)
    {
        Network network = new(1, [], 1, Activation.Linear);
        return (new Script(losses, last).Fit(network, Data(), null, options, null, token), network);
    }

    /// <summary>With all weights 0 the loss is 5.</summary>
    private static TrainingRows Data() => new(Rows, [1, 2, 3, 4], [1, 3, -1, 3]);
}
