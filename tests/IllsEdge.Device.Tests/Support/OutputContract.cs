using System.Diagnostics;
using IllsEdge.Device.Outputs;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Support;

/// <summary>An output under test, and its reader.</summary>
public abstract class OutputBench : IDisposable
{
    /// <summary>The name of the value that is published.</summary>
    public const string Target = "wear";

    /// <summary>The output.</summary>
    public abstract IOutput Output { get; }

    /// <summary>Waits until it can hand values on.</summary>
    public virtual Task Ready() => Task.CompletedTask;

    /// <summary>What has arrived, in order.</summary>
    public abstract IReadOnlyList<double> Arrived { get; }

    /// <summary>The value that is published at a place.</summary>
    public virtual double Value(int index) => index + 0.25;

    /// <summary>What arrives of it.</summary>
    public virtual double Expected(int index) => Value(index);

    public virtual void Dispose()
    {
        Output.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>What every output has to do. An output has a class of its own that derives from this one.</summary>
public abstract class OutputContract
{
    // Ten thousand times what a call takes; an output that waits for its reader waits longer.
    private static readonly TimeSpan LongestCall = TimeSpan.FromMilliseconds(500);

    private static readonly DateTimeOffset Time = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Makes an output, or skips the test where it cannot be had here.</summary>
    protected abstract OutputBench Open();

    [Fact]
    public async Task It_says_what_it_is()
    {
        using OutputBench bench = Open();
        await bench.Ready();
        Assert.False(string.IsNullOrWhiteSpace(bench.Output.Name));
        Assert.Equal(0, bench.Output.Faults);
    }

    [Fact]
    public async Task Values_arrive_in_order()
    {
        using OutputBench bench = Open();
        await bench.Ready();
        for (int index = 0; index < 50; index++)
            Publish(bench, index);
        await Patience.Until(() => bench.Arrived.Count >= 50, "The arrival of 50 values");
        Assert.Equal(Enumerable.Range(0, 50).Select(bench.Expected), bench.Arrived.Take(50));
        Assert.Equal(0, bench.Output.Faults);
    }

    [Fact]
    public async Task Publishing_allocates_nothing_after_warm_up()
    {
        using OutputBench bench = Open();
        await bench.Ready();
        for (int index = 0; index < 50; index++)
            Publish(bench, index);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 50; index < 100; index++)
            Publish(bench, index);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Every_status_and_every_number_is_taken()
    {
        using OutputBench bench = Open();
        await bench.Ready();
        foreach (ValueStatus status in Enum.GetValues<ValueStatus>())
            foreach (double value in new[] { 0, -0.0, double.MaxValue, double.Epsilon, double.NaN, double.NegativeInfinity })
                bench.Output.Publish(new Published(OutputBench.Target, value, value, null, status, Time));
        bench.Output.Publish(new Published("another", 1, null, null, ValueStatus.Good, Time));
        bench.Output.Publish(new Published("", 1, null, null, ValueStatus.Good, DateTimeOffset.MinValue));
        bench.Output.Publish(new Published("Ärger mit\nZeilen", 1, 2, 3, ValueStatus.Good, DateTimeOffset.MaxValue));
        Assert.Equal(0, bench.Output.Faults);
    }

    [Fact]
    public async Task Going_safe_and_disposing_twice_and_publishing_afterwards_are_safe()
    {
        using OutputBench bench = Open();
        await bench.Ready();
        Publish(bench, 0);
        bench.Output.GoSafe();
        bench.Output.GoSafe();
        Publish(bench, 1);
        bench.Output.Dispose();
        bench.Output.Dispose();
        Publish(bench, 2);
        bench.Output.GoSafe();
    }

    /// <summary>Publishes the value of a place.</summary>
    protected static void Publish(OutputBench bench, int index)
    {
        ArgumentNullException.ThrowIfNull(bench);
        double value = bench.Value(index);
        long start = Stopwatch.GetTimestamp();
        bench.Output.Publish(new Published(
            OutputBench.Target, value, value - 1, value + 1, ValueStatus.Good, Time.AddMilliseconds(index)));
        Assert.True(Stopwatch.GetElapsedTime(start) < LongestCall, "A call waited.");
    }
}
