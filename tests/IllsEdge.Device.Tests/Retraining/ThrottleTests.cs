using System.Diagnostics;
using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Tests.Retraining;

public class ThrottleTests
{
    [Fact]
    public void After_work_it_rests_at_least_in_proportion()
    {
        Throttle throttle = new(0.25, CancellationToken.None);
        Stopwatch work = Stopwatch.StartNew();
        while (work.ElapsedMilliseconds < 20)
            Thread.SpinWait(100);
        long begin = Stopwatch.GetTimestamp();
        throttle.Report(default);
        // Three times the work of 20 ms at least; never less, however busy the machine.
        Assert.True(Stopwatch.GetElapsedTime(begin).TotalMilliseconds > 59);
    }

    [Fact]
    public void A_rest_ends_when_training_is_broken_off()
    {
        using CancellationTokenSource stop = new();
        Throttle throttle = new(1e-6, stop.Token);
        Thread.Sleep(20);
        stop.CancelAfter(20);
        // By its share it would rest for hours.
        throttle.Report(default);
        Assert.True(stop.IsCancellationRequested);
    }
}
