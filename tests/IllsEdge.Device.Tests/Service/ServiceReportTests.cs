using IllsEdge.Device.Runtime;
using IllsEdge.Device.Service;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Service;

/// <summary>What a manager hears, against sd_notify(3) and sd_watchdog_enabled(3).</summary>
public sealed class ServiceReportTests : IDisposable
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly ManagerSocket _manager;

    public ServiceReportTests() => _manager = new ManagerSocket(_folder.File("notify"));

    public void Dispose()
    {
        _manager.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_is_ready_with_the_first_step_and_not_before()
    {
        using ServiceReport report = Report(Watchdog);
        report.Opening(0);
        report.Beat();
        await _manager.Hears("STATUS=opening");
        report.Stepped(() => "G good\nREADY=0");
        await _manager.Hears("READY=1");
        Assert.Equal(["EXTEND_TIMEOUT_USEC=60000000\nSTATUS=opening the store (0 MB)", "READY=1\nSTATUS=G good READY=0"], _manager.Messages);
    }

    [Fact]
    public async Task A_larger_store_is_given_more_time()
    {
        using ServiceReport report = Report(null);
        report.Opening(600_000_000);
        await _manager.Hears("EXTEND_TIMEOUT_USEC=660000000");
    }

    [Fact]
    public async Task A_sign_of_life_comes_every_quarter_of_the_watchdogs_time_and_only_when_the_loop_gives_one()
    {
        using ServiceReport report = Report(Watchdog);
        report.Stepped(() => "");
        for (int second = 0; second < 20; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            report.Beat();
        }

        _clock.Advance(TimeSpan.FromHours(1));
        report.Stopping();
        await _manager.Hears("STOPPING=1");
        Assert.Equal(4, _manager.Count("WATCHDOG=1"));
    }

    [Fact]
    public async Task The_status_comes_every_ten_seconds()
    {
        using ServiceReport report = Report(null);
        for (int step = 0; step <= 300; step++)
        {
            report.Stepped(() => $"step {step}");
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        report.Stopping();
        await _manager.Hears("STOPPING=1");
        Assert.Equal(["READY=1\nSTATUS=step 0", "STATUS=step 100", "STATUS=step 200", "STATUS=step 300"], _manager.Messages[..^1]);
    }

    [Fact]
    public async Task A_loop_that_hangs_in_a_step_falls_silent()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(2, -1, 1)).Open();
        using ServiceReport report = new(ServiceNotifier.Open(_manager.Place), TimeSpan.FromMilliseconds(40), TimeProvider.System);
        using ManualResetEventSlim isHung = new(), goesOn = new();
        using CancellationTokenSource stop = new();
        int steps = 0;
        // A period far longer than the watchdog's time: the waiting loop gives the signs.
        Task running = Task.Run(() => new LoopRunner().Run(bench.Loop, TimeSpan.FromSeconds(1), AfterStep, stop.Token, report.Beat), TestContext.Current.CancellationToken);
        await _manager.Hears("WATCHDOG=1", times: 3);
        Assert.True(isHung.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "There was no second step.");
        // What was sent is received.
        await Task.Delay(200, TestContext.Current.CancellationToken);
        int heard = _manager.Count("WATCHDOG=1");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(heard, _manager.Count("WATCHDOG=1"));
        goesOn.Set();
        await _manager.Hears("WATCHDOG=1", heard + 1);
        await stop.CancelAsync();
        await running;

        void AfterStep()
        {
            if (++steps == 2)
            {
                isHung.Set();
                goesOn.Wait(TestContext.Current.CancellationToken);
            }

            report.Stepped(() => "");
        }
    }

    [Fact]
    public void A_sign_of_life_allocates_nothing()
    {
        using ServiceReport report = Report(Watchdog);
        report.Stepped(() => "");
        Beats();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Beats();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Beats()
        {
            // Fewer than a socket holds, so that none is refused.
            for (int beat = 0; beat < 5; beat++)
            {
                _clock.Advance(Watchdog);
                report.Beat();
                Thread.Sleep(20);
            }
        }
    }

    [Fact]
    public async Task A_name_without_a_file_is_reached()
    {
        using ManagerSocket manager = new($"@illsedge-test-{Environment.ProcessId}");
        using ServiceReport report = new(ServiceNotifier.Open(manager.Place), null, _clock);
        report.Stopping();
        await manager.Hears("STOPPING=1");
    }

    [Fact]
    public void A_manager_that_has_gone_or_never_was_does_no_harm()
    {
        _manager.Dispose();
        using ServiceReport report = Report(Watchdog);
        report.Opening(0);
        report.Stepped(() => "");
        _clock.Advance(Watchdog);
        report.Beat();
        using ServiceReport none = ServiceReport.Of(_ => null, 1, _clock);
        none.Stepped(() => throw new InvalidOperationException("Nobody asked."));
        Assert.Null(ServiceNotifier.Open("vsock:2:1234"));
        Assert.Null(ServiceNotifier.Open(""));
        Assert.Null(ServiceNotifier.Open("/" + new string('x', 200)));
    }

    [Theory]
    [InlineData("20000000", null, 20.0)]
    [InlineData("20000000", "7", 20.0)]
    [InlineData("20000000", "8", null)]
    [InlineData("20000000", "x", null)]
    [InlineData("0", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("99999999999999999999", null, null)]
    [InlineData(null, "7", null)]
    public void The_watchdogs_time_is_for_the_process_that_is_named(string? time, string? process, double? seconds) =>
        Assert.Equal(
            seconds,
            ServiceWatchdog.TimeFor(name => name == "WATCHDOG_USEC" ? time : process, process: 7)?.TotalSeconds);

    private ServiceReport Report(TimeSpan? watchdog) => new(ServiceNotifier.Open(_manager.Place), watchdog, _clock);
}
