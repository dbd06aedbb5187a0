using System.Diagnostics;
using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Tests.Support;

/// <summary>A source under test, and whoever makes values come out of it.</summary>
public abstract class SourceBench : IDisposable
{
    /// <summary>The source.</summary>
    public abstract IInputSource Source { get; }

    /// <summary>Waits until values can come.</summary>
    public virtual Task Ready() => Task.CompletedTask;

    /// <summary>Makes values come: at least one for every round, or all of a short file at once.</summary>
    /// <param name="rounds">How often.</param>
    /// <returns>What the next readings will be, in order; null where only the source knows.</returns>
    public abstract IReadOnlyList<(int Channel, double Value)>? Feed(int rounds);

    public virtual void Dispose()
    {
        Source.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>What every source has to do. A source has a class of its own that derives from this one.</summary>
public abstract class InputSourceContract
{
    // Ten thousand times what a call takes; a source that waits for something waits longer.
    private static readonly TimeSpan LongestCall = TimeSpan.FromMilliseconds(500);
    private const int MostAtOnce = 100_000;

    /// <summary>Makes a source, or skips the test where it cannot be had here.</summary>
    protected abstract SourceBench Open();

    [Fact]
    public async Task It_says_what_it_is_and_names_its_values()
    {
        using SourceBench bench = Open();
        await bench.Ready();
        Assert.False(string.IsNullOrWhiteSpace(bench.Source.Name));
        Assert.NotEmpty(bench.Source.Channels);
        Assert.Distinct(bench.Source.Channels);
        Assert.Equal(SourceState.Connected, bench.Source.State);
        Assert.Equal(default, bench.Source.Counts);
    }

    [Fact]
    public async Task Readings_come_in_order_and_are_counted()
    {
        using SourceBench bench = Open();
        await bench.Ready();
        IReadOnlyList<(int Channel, double Value)>? expected = bench.Feed(20);
        List<Reading> readings = await Take(bench.Source, expected?.Count ?? 1);
        if (expected is not null)
            Assert.Equal(expected, readings.Select(reading => (reading.Channel, reading.Value)));
        Assert.All(readings, reading => Assert.InRange(reading.Channel, 0, bench.Source.Channels.Count - 1));
        Assert.All(readings, reading => Assert.True(double.IsFinite(reading.Value)));
        Assert.All(readings, reading => Assert.True(reading.Age is null || reading.Age >= TimeSpan.Zero));
        Assert.Equal(new SourceCounts(readings.Count, 0, 0, 0), bench.Source.Counts);
    }

    [Fact]
    public async Task Emptying_it_comes_to_an_end_without_waiting()
    {
        using SourceBench bench = Open();
        await bench.Ready();
        bench.Feed(20);
        for (int period = 0; period < 20; period++)
        {
            int taken = 0;
            Reading reading;
            while (Call(bench.Source, out reading))
                Assert.True(++taken < MostAtOnce, "It gives readings without end.");
            Assert.Equal(default, reading);
        }
    }

    [Fact]
    public async Task Reading_allocates_nothing_after_warm_up()
    {
        using SourceBench bench = Open();
        await bench.Ready();
        IReadOnlyList<(int Channel, double Value)>? expected = bench.Feed(20);
        await Take(bench.Source, expected?.Count ?? 1);
        expected = bench.Feed(20);

        long allocated = 0;
        int wanted = expected?.Count ?? 1, taken = 0;
        await Patience.Until(
            () =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                bool isThere = bench.Source.TryRead(out _);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                taken += isThere ? 1 : 0;
                return taken >= wanted || bench.Source.State == SourceState.Ended;
            },
            "Taking the second half");
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Disposing_it_twice_is_safe_and_nothing_comes_afterwards()
    {
        using SourceBench bench = Open();
        await bench.Ready();
        bench.Source.Dispose();
        bench.Source.Dispose();
        while (bench.Source.TryRead(out _))
        {
            // What had come before is still handed out.
        }

        Assert.False(bench.Source.TryRead(out Reading reading));
        Assert.Equal(default, reading);
        Assert.NotEqual(SourceState.Connected, bench.Source.State);
    }

    /// <summary>Takes readings as they come.</summary>
    protected static async Task<List<Reading>> Take(IInputSource source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        var readings = new List<Reading>();
        await Patience.Until(
            () =>
            {
                while (readings.Count < count && source.TryRead(out Reading reading))
                    readings.Add(reading);
                return readings.Count >= count;
            },
            $"The coming of {count} readings");
        return readings;
    }

    private static bool Call(IInputSource source, out Reading reading)
    {
        long start = Stopwatch.GetTimestamp();
        bool isThere = source.TryRead(out reading);
        Assert.True(Stopwatch.GetElapsedTime(start) < LongestCall, "A call waited.");
        return isThere;
    }
}
