using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>What a wall clock that jumps by days leaves alone: everything that is timed.</summary>
public class DeviceLoopClockTests
{
    private static readonly Model Champion = TestModels.Plane(2, -1, 1);

    [Theory]
    [InlineData(-9_000)]
    [InlineData(-30)]
    [InlineData(30)]
    [InlineData(9_000)]
    public void Neither_starvation_nor_age_nor_a_sensor_that_is_stuck_is_seen_in_a_jump(int days)
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .With(configuration => configuration with
            {
                Target = configuration.Target with { Starvation = TimeSpan.FromSeconds(5) },
            })
            .WithInputs(input => input with { StuckAfter = TimeSpan.FromSeconds(2) }).Open();
        bench.Run(10, labelEvery: 5);
        bench.Clock.SetWall(TimeSpan.FromDays(days));
        bench.Run(40);
        Assert.All(bench.Output.Values, value => Assert.Equal(ValueStatus.Good, value.Status));
        Assert.Single(bench.Observer.TextsOf(DecisionKind.Clock));
        Assert.Empty(bench.Log.Entries);
        // And they still come, by the count, when they are due.
        bench.Run(30);
        Assert.Equal(1, bench.Log.Count("no label has come for 5s"));
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public void A_schedule_goes_by_the_count(int days)
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .WithTriggers(new RetrainTriggers { Labels = null, ErrorRise = null, Schedule = TimeSpan.FromSeconds(20) }).Open();
        bench.Run(100, labelEvery: 2);
        bench.Clock.SetWall(TimeSpan.FromDays(days));
        bench.Run(90, labelEvery: 2);
        Assert.Empty(bench.Observer.TextsOf(DecisionKind.Retrain));
        bench.Run(20, labelEvery: 2);
        Assert.Single(bench.Observer.TextsOf(DecisionKind.Retrain));
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public void Nothing_is_stamped_anew_and_nothing_is_lost(int days)
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Run(50, labelEvery: 10);
        StoredSample[] before = bench.StoredSamples();
        bench.Clock.SetWall(TimeSpan.FromDays(days));
        bench.Run(50, labelEvery: 10);
        StoredSample[] after = bench.StoredSamples();
        Assert.Equal(Enumerable.Range(1, 100), after.Select(sample => (int)sample.Id));
        Assert.Equal(before.Select(sample => sample.Time), after[..50].Select(sample => sample.Time));
        Assert.Equal(days * 86_400_000L + LoopBench.Period.TotalMilliseconds, after[50].Time - after[49].Time);
        Assert.Equal(10, bench.StoredLabels().Count(label => label.SampleId is not null));
        // Batches go by the count too: a second of it, whatever the wall says.
        Assert.InRange(bench.Store.Counts.Batches, 9, 14);
        bench.Restart();
        Assert.Equal(10, bench.Store.ReadLabelled(100).Count);
    }
}
