using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>Which sample a label is joined to.</summary>
public class DeviceLoopLabelTests
{
    private static readonly Model Champion = TestModels.Plane(2, -1, 1);

    [Fact]
    public void A_label_for_now_is_joined_to_the_sample_of_the_step_that_reads_it()
    {
        using LoopBench bench = Open();
        Ramp(bench, 5);
        bench.Tell(42);
        Ramp(bench, 1);
        SeenLabel seen = Assert.Single(bench.Observer.Labels);
        Assert.Equal((42, TimeSpan.Zero, 11.0), (seen.Measured, seen.Age, seen.Published));
        Assert.Equal([6, 2], seen.Values);
        AssertStored(bench, (42, 6));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(100, 9)]
    [InlineData(140, 9)]
    [InlineData(161, 8)]
    [InlineData(900, 1)]
    public void A_label_with_an_age_is_joined_to_the_sample_of_that_time(int age, int sample)
    {
        using LoopBench bench = Open();
        Ramp(bench, 9);
        bench.Tell(42, TimeSpan.FromMilliseconds(age));
        Ramp(bench, 1);
        SeenLabel seen = Assert.Single(bench.Observer.Labels);
        Assert.Equal([sample, 2], seen.Values);
        Assert.Equal(TimeSpan.FromMilliseconds(100 * (10 - sample)), seen.Age);
        Assert.Equal(2 * sample - 1, seen.Published!.Value, 12);
        AssertStored(bench, (42, sample));
        StoredLabel stored = bench.StoredLabels()[0];
        Assert.Equal(age, stored.Arrival - stored.Time);
    }

    [Fact]
    public void A_label_with_a_time_is_joined_to_the_sample_of_that_time()
    {
        using LoopBench bench = Open();
        DateTimeOffset start = bench.Clock.GetUtcNow();
        Ramp(bench, 20);
        bench.Tell(42, time: start.AddMilliseconds(730));
        bench.Tell(43, time: start.AddMilliseconds(1_260));
        Ramp(bench, 1);
        AssertStored(bench, (42, 7), (43, 13));
        Assert.Equal([1.4, 0.8], bench.Observer.Labels.Select(label => label.Age.TotalSeconds));
        Assert.Equal(
            [730, 1_260], bench.StoredLabels().Select(label => label.Time - start.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void The_delay_of_the_process_is_taken_off_every_label()
    {
        using LoopBench bench = Open(delay: TimeSpan.FromMilliseconds(300));
        DateTimeOffset start = bench.Clock.GetUtcNow();
        Ramp(bench, 19);
        bench.Tell(1);
        bench.Tell(2, TimeSpan.FromMilliseconds(500));
        bench.Tell(3, time: start.AddMilliseconds(1_000));
        Ramp(bench, 1);
        // What is stored is the time that the label belongs to, not that of its sample.
        AssertStored(bench, (1, 17), (2, 12), (3, 7));
        Assert.Equal(
            [2_000, 1_500, 1_000], bench.StoredLabels().Select(label => label.Time - start.ToUnixTimeMilliseconds()));
    }

    [Theory]
    [InlineData(49, true)]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void A_label_farther_from_every_sample_than_the_tolerance_is_stored_without_one(int off, bool isJoined)
    {
        using LoopBench bench = Open();
        DateTimeOffset start = bench.Clock.GetUtcNow();
        Ramp(bench, 3);
        // Half a second without readings that hold, so without samples.
        bench.Clock.Advance(TimeSpan.FromSeconds(60));
        Ramp(bench, 1);
        bench.Tell(42, time: start.AddMilliseconds(300 + off));
        Ramp(bench, 1);
        Assert.Equal(isJoined ? 3 : null, bench.StoredLabels()[0].SampleId);
        Assert.Equal(isJoined ? 0 : 1, bench.Loop.Status.UnmatchedLabels);
        Assert.Equal(isJoined ? 0 : 1, bench.Log.Count("matches no sample within 50ms"));
    }

    [Fact]
    public void A_label_before_any_sample_is_stored_and_told_and_teaches_nothing()
    {
        using LoopBench bench = Open();
        bench.Tell(42);
        bench.Step();
        bench.Tell(43, TimeSpan.FromHours(1));
        bench.Tell(44, time: bench.Clock.GetUtcNow().AddDays(-400));
        bench.Step();
        AssertStored(bench, (42, null), (43, null), (44, null));
        LoopStatus status = bench.Loop.Status;
        Assert.Equal((3, 3, 0), (status.Labels, status.UnmatchedLabels, status.NewLabels));
        Assert.Empty(bench.Observer.Labels);
        // One message a second.
        Assert.Equal(1, bench.Log.Count("a label of "));
    }

    [Fact]
    public void A_label_for_the_future_is_stored_without_a_sample()
    {
        using LoopBench bench = Open();
        Ramp(bench, 5);
        bench.Tell(42, time: bench.Clock.GetUtcNow().AddDays(1));
        Ramp(bench, 5);
        AssertStored(bench, (42, null));
    }

    [Fact]
    public void A_second_label_for_a_sample_replaces_the_first_and_both_are_kept()
    {
        using LoopBench bench = Open();
        Ramp(bench, 5);
        bench.Tell(100, TimeSpan.FromMilliseconds(200));
        Ramp(bench, 1);
        bench.Tell(9, TimeSpan.FromMilliseconds(300));
        Ramp(bench, 1);
        AssertStored(bench, (100, 4), (9, 4));
        Assert.Equal([true, false], bench.StoredLabels().Select(label => label.IsSuperseded));
        Assert.Equal(9, Assert.Single(bench.Store.ReadLabelled(10)).Label);
        Assert.Equal((2, 1), (bench.Loop.Status.Labels, bench.Loop.Status.NewLabels));
    }

    [Fact]
    public void A_label_for_a_sample_with_an_input_missing_is_joined_and_teaches_nothing()
    {
        using LoopBench bench = Open();
        bench.Tell(42);
        bench.Step(a: 1);
        SeenLabel seen = Assert.Single(bench.Observer.Labels);
        Assert.Empty(seen.Values);
        Assert.Null(seen.Published);
        AssertStored(bench, (42, 1));
        LoopStatus status = bench.Loop.Status;
        Assert.Equal((1, 0, 0), (status.Labels, status.UnmatchedLabels, status.NewLabels));
        Assert.Empty(bench.Store.ReadLabelled(10));
    }

    [Fact]
    public void A_label_for_a_sample_of_an_earlier_run_is_found_in_the_store()
    {
        using LoopBench bench = Open();
        DateTimeOffset start = bench.Clock.GetUtcNow();
        Ramp(bench, 10);
        bench.Restart();
        bench.Clock.Advance(TimeSpan.FromHours(1));
        bench.Step(100, 100);
        bench.Tell(42, time: start.AddMilliseconds(400));
        bench.Tell(43, bench.Clock.GetUtcNow() + LoopBench.Period - start.AddMilliseconds(600));
        bench.Step(100, 100);
        AssertStored(bench, (42, 4), (43, 6));
        (SeenLabel byTime, SeenLabel byAge) = (bench.Observer.Labels[0], bench.Observer.Labels[1]);
        Assert.Equal([4, 2], byTime.Values);
        Assert.Equal([6, 2], byAge.Values);
        Assert.Equal((7.0, 11.0), (Math.Round(byTime.Published!.Value, 9), Math.Round(byAge.Published!.Value, 9)));
        Assert.Equal(bench.Clock.GetUtcNow() - start.AddMilliseconds(400), byTime.Age);
        Assert.Equal(2, bench.Loop.Status.NewLabels);
    }

    [Fact]
    public void What_was_learned_from_an_earlier_run_is_not_new_when_its_label_is_corrected()
    {
        using LoopBench bench = Open();
        bench.Run(40, labelEvery: 4);
        DateTimeOffset fourth = bench.Output.Values[3].Time;
        bench.Restart();
        bench.Tell(5, time: fourth);
        bench.Run(1);
        // Ten that no retraining has seen; the corrected one is no eleventh.
        Assert.Equal(10, bench.Loop.Status.NewLabels);
        Assert.Equal(10, bench.Store.ReadLabelled(100).Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_clock_that_is_set_is_a_decision_and_labels_with_an_age_go_on_joining_right(int hours)
    {
        using LoopBench bench = Open();
        Ramp(bench, 10);
        bench.Clock.SetWall(TimeSpan.FromHours(hours));
        Ramp(bench, 4);
        bench.Tell(42, TimeSpan.FromMilliseconds(900));
        bench.Tell(43, TimeSpan.FromMilliseconds(200));
        Ramp(bench, 1);
        AssertStored(bench, (42, 6), (43, 13));
        Assert.Equal([0.9, 0.2], bench.Observer.Labels.Select(label => label.Age.TotalSeconds));
        string told = Assert.Single(bench.Observer.TextsOf(DecisionKind.Clock));
        Assert.Equal($"the clock was set {(hours < 0 ? "back" : "forward")} by 1h", told);
        Assert.Single(bench.StoredDecisions(), decision => decision.Kind == "clock" && decision.Text == told);
        Assert.Equal(15, bench.Output.Values.Count);
        Assert.All(bench.Output.Values, value => Assert.Equal(ValueStatus.Good, value.Status));
        Assert.Equal(Enumerable.Range(1, 15), bench.StoredSamples().Select(sample => (int)sample.Id));
        Assert.Equal(
            Enumerable.Range(1, 15).Select(step => step * 100L),
            bench.StoredSamples().Select(sample => sample.Monotonic));
    }

    [Fact]
    public void A_clock_that_a_time_server_moves_a_little_is_nothing_to_tell()
    {
        using LoopBench bench = Open();
        for (int step = 0; step < 20; step++)
        {
            bench.Clock.SetWall(TimeSpan.FromMilliseconds(step % 2 == 0 ? 900 : -900));
            Ramp(bench, 1);
        }

        Assert.Empty(bench.Observer.TextsOf(DecisionKind.Clock));
        // A process that was stopped for an hour has not set its clock.
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Ramp(bench, 1);
        Assert.Empty(bench.Observer.TextsOf(DecisionKind.Clock));
    }

    [Fact]
    public void A_label_with_a_time_is_joined_by_the_clock_that_its_sender_saw()
    {
        using LoopBench bench = Open();
        Ramp(bench, 10);
        bench.Clock.SetWall(TimeSpan.FromHours(1));
        DateTimeOffset later = bench.Clock.GetUtcNow();
        Ramp(bench, 10);
        bench.Tell(42, time: later.AddMilliseconds(500));
        bench.Tell(43, time: later.AddHours(-1).AddMilliseconds(-300));
        Ramp(bench, 1);
        AssertStored(bench, (42, 15), (43, 7));
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(40)]
    public void A_label_with_a_time_finds_a_sample_that_was_stamped_before_the_clock_was_set(int days)
    {
        using LoopBench bench = Open();
        Ramp(bench, 10);
        bench.Clock.SetWall(TimeSpan.FromDays(days));
        Ramp(bench, 10);
        // The sender's clock was right all the time: the sixth sample was taken 1.5 s before the next step.
        bench.Tell(42, time: bench.Clock.GetUtcNow().AddSeconds(-1.4));
        Ramp(bench, 1);
        AssertStored(bench, (42, 6));
        SeenLabel seen = Assert.Single(bench.Observer.Labels);
        Assert.Equal([6, 2], seen.Values);
        Assert.Equal(1.5, seen.Age.TotalSeconds);
        // Its time is kept as the sender gave it, and the sample's stamp as the clock was then.
        StoredSample sixth = bench.StoredSamples()[5];
        Assert.InRange(Math.Abs(bench.StoredLabels()[0].Time - sixth.Time), 39L * 86_400_000, 41L * 86_400_000);
    }

    [Fact]
    public void A_label_with_a_time_before_this_run_began_is_not_found_by_the_count()
    {
        using LoopBench bench = Open();
        Ramp(bench, 5);
        bench.Clock.SetWall(TimeSpan.FromDays(400));
        Ramp(bench, 5);
        bench.Tell(42, time: bench.Clock.GetUtcNow().AddHours(-1));
        Ramp(bench, 1);
        AssertStored(bench, (42, null));
    }

    [Fact]
    public void An_age_that_no_sample_of_this_run_has_does_not_find_one_by_a_clock_that_was_set_since()
    {
        using LoopBench bench = Open();
        Ramp(bench, 100);
        // Ten seconds without readings, the clock set back meanwhile: by the wall the gap lies where the samples were.
        for (int step = 0; step < 100; step++)
            bench.Step();
        bench.Clock.SetWall(TimeSpan.FromSeconds(-15));
        Ramp(bench, 10);
        bench.Tell(42, TimeSpan.FromSeconds(5));
        Ramp(bench, 1);
        AssertStored(bench, (42, null));
    }

    private static LoopBench Open(TimeSpan delay = default) => new LoopBench().WithModel(Champion)
        .With(configuration => configuration with
        {
            Target = configuration.Target with { Match = configuration.Target.Match with { Delay = delay } },
        })
        .WithInputs(input => input with { MaxAge = TimeSpan.FromMilliseconds(100) })
        .Open();

    // The first input is the number of the sample, so that it can be seen which one a label was joined to.
    private static void Ramp(LoopBench bench, int steps)
    {
        for (int step = 0; step < steps; step++)
            bench.Step(bench.Store.LastSampleId + 1 <= 10 ? bench.Store.LastSampleId + 1 : 10, 2);
    }

    private static void AssertStored(LoopBench bench, params (double Value, long? Sample)[] expected) =>
        Assert.Equal(expected, bench.StoredLabels().Select(label => (label.Value, label.SampleId)));
}
