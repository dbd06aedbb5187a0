using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>Every trainer, cancelled in the middle of its work and not between two iterations.</summary>
public class TrainerInterruptionTests
{
    public static TheoryData<string> Names => [.. Trainers.All.Select(trainer => trainer.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Wherever_a_fit_is_interrupted_the_best_weights_so_far_are_kept(string name)
    {
        // Two chunks of rows, so that a pass can end between them.
        TrainingRows rows = Cases.Rows(new RandomSource(3), 2 * Linearisation.ChunkRows, 2, 1);
        for (int end = 1; end < 60; end++)
        {
            using CancellationTokenSource source = new();
            int evaluations = 0;
            Network network = new(2, [3], 1, new WatchedActivation(() =>
            {
                if (++evaluations == end)
                    source.Cancel();
            }));
            Initialisation.Randomise(network, 4);
            TrainingReport report = Trainers.Named(name)!.Fit(
                network, rows, null, new TrainingOptions { Tolerance = 0, MaximumIterations = 40 }, null, source.Token);
            Assert.Equal(StopReason.Interrupted, report.StopReason);
            Assert.Equal(report.Trace.Where(step => step.Ridge == report.Ridge).Min(step => step.Loss), report.Loss);
            Assert.Equal(Objective(network, rows, report.Ridge), report.Loss);
            Assert.NotNull(report.Factor);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Time_that_runs_out_in_the_middle_of_an_iteration_ends_the_fit(string name)
    {
        ManualClock ticking = new(TimeSpan.FromSeconds(1));
        Network network = new(2, [3], 1, new WatchedActivation(() => ticking.GetTimestamp()));
        Initialisation.Randomise(network, 4);
        TrainingRows rows = Cases.Rows(new RandomSource(3), 2 * Linearisation.ChunkRows, 2, 1);
        TrainingOptions options = new() { Tolerance = 0, Clock = ticking, TimeLimit = TimeSpan.FromSeconds(47) };
        TrainingReport report = Trainers.Named(name)!.Fit(network, rows, null, options, null, CancellationToken.None);
        Assert.Equal(StopReason.Time, report.StopReason);
        Assert.Equal(Objective(network, rows, report.Ridge), report.Loss);
    }

    /// <summary>The same sums in the same order as a fit's own, so equal to the last bit.</summary>
    private static double Objective(Network network, TrainingRows rows, double ridge)
    {
        Network plain = new(network.Inputs, [3], 1, Activation.Tanh);
        network.Parameters.CopyTo(plain.Parameters);
        return new Objective(plain, ridge).Of(rows, CancellationToken.None) / rows.Count;
    }
}
