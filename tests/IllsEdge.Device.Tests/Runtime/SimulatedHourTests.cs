using IllsEdge.Device.Runtime;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>The whole device on the simulated press.</summary>
public class SimulatedHourTests(ITestOutputHelper output)
{
    private static readonly Lazy<SimulatedPress> First = new(() => SimulatedPress.Run(1));

    [Fact]
    public void After_the_change_retraining_leaves_less_than_half_the_error_of_the_model_before()
    {
        SimulatedPress hour = First.Value;
        output.WriteLine($"frozen {hour.FrozenRmse:F4} mm, with retraining {hour.Rmse:F4} mm; {hour.Status}");
        foreach (Decision decision in hour.Decisions)
            output.WriteLine($"{decision.Elapsed} {decision.Kind}: {decision.Text}");
        Assert.True(hour.Rmse < hour.FrozenRmse / 2, $"{hour.Rmse} and {hour.FrozenRmse} mm");
    }

    [Fact]
    public void Nothing_is_lost_in_an_hour_and_all_labels_find_their_samples()
    {
        LoopStatus status = First.Value.Status;
        Assert.Equal(36_001, status.Samples);
        Assert.InRange(status.Labels, 100, 400);
        Assert.Equal((0, 0), (status.UnmatchedLabels, status.Lost));
        Assert.True(status.Adopted >= 2);
        Assert.Equal(
            status.Adopted + status.Kept + (status.IsTraining ? 1 : 0),
            First.Value.Decisions.Count(decision => decision.Kind == DecisionKind.Retrain));
    }

    [Fact]
    public void The_same_seed_gives_the_same_hour_to_the_last_bit()
    {
        SimulatedPress again = SimulatedPress.Run(1);
        Assert.Equal(First.Value.Decisions, again.Decisions);
        Assert.Equal(First.Value.Fingerprint, again.Fingerprint);
        // The store writes on a thread of its own, when it comes to it.
        Assert.Equal(
            First.Value.Status with { Inputs = [], Store = default }, again.Status with { Inputs = [], Store = default });
        Assert.Equal(First.Value.Status.Inputs, again.Status.Inputs);
    }

    [Fact]
    public void Another_seed_gives_another_hour()
    {
        SimulatedPress other = SimulatedPress.Run(2);
        Assert.NotEqual(First.Value.Decisions, other.Decisions);
        Assert.NotEqual(First.Value.Fingerprint, other.Fingerprint);
    }
}
