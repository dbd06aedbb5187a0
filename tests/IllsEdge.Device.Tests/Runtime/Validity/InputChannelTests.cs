using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Tests.Runtime.Validity;

/// <summary>The checks together: their order, what each sees, and what is counted.</summary>
public class InputChannelTests
{
    private static readonly InputConfiguration Everything = new()
    {
        Name = "pressure",
        Source = new SimulatedSourceConfiguration { Machine = "press", Channel = "pressure" },
        Current = new InputCurrent { Low = 0, High = 160 },
        Range = new InputRange { Low = 10, High = 150 },
        MaxRate = 100,
        Spikes = new SpikeConfiguration { Resolution = 0.1 },
        MaxAge = TimeSpan.FromSeconds(1),
        StuckAfter = TimeSpan.FromSeconds(3),
        Replace = new ReplaceConfiguration { With = Substitute.Last, For = TimeSpan.FromSeconds(2) },
    };

    [Fact]
    public void Each_bad_reading_has_the_reason_of_the_first_check_that_finds_something_and_is_counted_once()
    {
        Bench bench = new(Everything with { Spikes = new SpikeConfiguration { Threshold = 60 } });
        for (int i = 0; i < 12; i++)
            Assert.Equal(InputState.Good, bench.Take(Current(40 + i % 3)));
        Assert.Equal(InputState.NotFinite, bench.Take(double.NaN));
        Assert.Equal(InputState.FailureSignal, bench.Take(3.5));
        Assert.Equal(InputState.FailureSignal, bench.Take(1e12));
        Assert.Equal(InputState.BetweenSignals, bench.Take(3.7));
        Assert.Equal(InputState.OutOfRange, bench.Take(Current(5)));
        // The last good one was 42, 0.6 s ago: with the period, 70 is the way that it can have come. 60 x 1.4826 are 89.
        Assert.Equal(InputState.TooFast, bench.Take(Current(125)));
        Assert.Equal(InputState.Spike, bench.Take(Current(145)));
        Assert.Equal(InputState.Good, bench.Take(Current(41)));
        Assert.Equal(new InputCounts("pressure", 1, 2, 1, 1, 1, 1, 0, 0, 0), bench.Channel.Counts);
        Assert.Equal(7, bench.Channel.Counts.Unused);
        Assert.Equal(
            "not finite 1, failure signal 2, between signals 1, out of range 1, too fast 1, spike 1",
            bench.Channel.Counts.ToString());
    }

    [Fact]
    public void A_step_too_fast_and_too_far_is_taken_up_when_both_checks_believe_it()
    {
        Bench bench = new(Everything with { MaxRate = 50 });
        for (int i = 0; i < 20; i++)
            bench.Take(Current(20 + 0.1 * (i % 3)));
        InputState[] states = [.. Enumerable.Range(0, 20).Select(i => bench.Take(Current(120 + 0.1 * (i % 3))))];
        // Six readings until the median has followed, then four until the jump is believed.
        Assert.Equal(
            [
                .. Enumerable.Repeat(InputState.Spike, 6), .. Enumerable.Repeat(InputState.TooFast, 4),
                .. Enumerable.Repeat(InputState.Good, 10),
            ],
            states);
    }

    [Fact]
    public void Readings_that_were_measured_before_the_last_one_are_passed_over()
    {
        Bench bench = new(Everything);
        bench.Take(Current(50));
        bench.Channel.Take(0, TimeSpan.Zero - TimeSpan.FromSeconds(1), null);
        Assert.Equal(InputState.Good, bench.Channel.StateAt(bench.Now));
        Assert.Equal(50, bench.Channel.Last.Value, 12);
        Assert.Equal(0, bench.Channel.Counts.Unused);
    }

    [Fact]
    public void Being_stuck_and_silent_count_once_each_time()
    {
        Bench bench = new(Everything);
        for (int time = 0; time < 2; time++)
        {
            for (int i = 0; i < 50; i++)
                bench.Sample(Current(80 + time));
            for (int i = 0; i < 50; i++)
                bench.Sample();
        }

        Assert.Equal((2, 2), (bench.Channel.Counts.Stuck, bench.Channel.Counts.TooOld));
    }

    [Fact]
    public void The_value_that_stands_in_is_used_counted_and_no_reading()
    {
        Bench bench = new(Everything);
        Assert.Equal((0, false, false), bench.Sample());
        Assert.Equal((80, true, true), bench.Sample(Current(80)));
        // 2 s from the reading on: 20 samples.
        for (int i = 0; i < 20; i++)
            Assert.Equal((80, false, true), bench.Sample(3.5));
        Assert.Equal((0, false, false), bench.Sample(3.5));
        Assert.Equal(20, bench.Channel.Counts.Replaced);
    }

    [Fact]
    public void No_reading_and_no_sample_allocates()
    {
        Bench bench = new(Everything with
        {
            Spikes = new SpikeConfiguration { Window = 101 },
            Replace = new ReplaceConfiguration { With = Substitute.Median },
        });
        double[] readings = [12, 12.1, 3.5, double.NaN, 20, 12, 3.7, 11.9];
        for (int i = 0; i < 200; i++)
            bench.Sample(readings[i % 8]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 2000; i++)
            bench.Sample(readings[i % 8]);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static double Current(double bar) => 4 + bar / 10;

    private sealed class Bench(InputConfiguration setting)
    {
        public InputChannel Channel { get; } = new(setting, TimeSpan.FromSeconds(0.1));

        public TimeSpan Now { get; private set; }

        public InputState Take(double reading)
        {
            Now += TimeSpan.FromSeconds(0.1);
            Channel.Take(reading, Now, null);
            return Channel.StateAt(Now);
        }

        public (double Value, bool IsReading, bool IsUsed) Sample(double? reading = null)
        {
            Now += TimeSpan.FromSeconds(0.1);
            if (reading is { } value)
                Channel.Take(value, Now, null);
            bool isReading = Channel.Compose(Now, out double composed, out bool isUsed);
            return (composed, isReading, isUsed);
        }
    }
}
