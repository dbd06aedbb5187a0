using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Tests.Simulation;

public class AcceleratedClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly AcceleratedClock _clock = new(Noon);

    [Fact]
    public void Time_stands_until_it_is_advanced()
    {
        long start = _clock.GetTimestamp();
        Assert.Equal(Noon, _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(Noon.AddSeconds(90), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(90), _clock.GetElapsedTime(start));
        Assert.Equal(TimeSpan.FromSeconds(90), _clock.Elapsed);
        Assert.Equal(_clock.GetUtcNow(), _clock.GetLocalNow());
    }

    [Fact]
    public void Time_never_goes_back() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public void A_start_in_another_zone_is_the_same_moment() =>
        Assert.Equal(Noon, new AcceleratedClock(Noon.ToOffset(TimeSpan.FromHours(5))).GetUtcNow());

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Setting_the_wall_clock_moves_neither_the_count_nor_the_timers(int hours)
    {
        int fired = 0;
        using ITimer timer = Timer(() => fired++, 10);
        _clock.Advance(TimeSpan.FromSeconds(5));
        _clock.SetUtc(_clock.GetUtcNow().AddHours(hours));
        Assert.Equal(Noon.AddSeconds(5).AddHours(hours), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(5), _clock.Elapsed);
        Assert.Equal(0, fired);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, fired);
        Assert.Equal(Noon.AddSeconds(10).AddHours(hours), _clock.GetUtcNow());
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_then_of_their_starts()
    {
        List<(string, TimeSpan)> fired = [];
        using ITimer late = Timer(() => fired.Add(("late", _clock.Elapsed)), 3);
        using ITimer first = Timer(() => fired.Add(("first", _clock.Elapsed)), 2);
        using ITimer second = Timer(() => fired.Add(("second", _clock.Elapsed)), 2);
        _clock.Advance(TimeSpan.FromSeconds(10));
        TimeSpan two = TimeSpan.FromSeconds(2);
        Assert.Equal([("first", two), ("second", two), ("late", TimeSpan.FromSeconds(3))], fired);
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.Elapsed);
    }

    [Fact]
    public void A_periodic_timer_fires_every_period_until_it_is_changed_or_disposed()
    {
        List<double> fired = [];
        ITimer timer = Timer(() => fired.Add(_clock.Elapsed.TotalSeconds), 1, 2);
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal([1, 3, 5], fired);
        Assert.True(timer.Change(TimeSpan.FromSeconds(0.5), Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal([1, 3, 5, 6.5], fired);
        timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(4, fired.Count);
    }

    [Fact]
    public void A_timer_without_delay_fires_at_the_next_advance_by_nothing()
    {
        int fired = 0;
        using ITimer timer = Timer(() => fired++, 0);
        Assert.Equal(0, fired);
        _clock.Advance(TimeSpan.Zero);
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_timer_that_is_started_by_another_fires_in_the_same_advance()
    {
        List<double> fired = [];
        ITimer? inner = null;
        using ITimer outer = Timer(() => inner = Timer(() => fired.Add(_clock.Elapsed.TotalSeconds), 1), 1);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([2], fired);
        inner!.Dispose();
    }

    [Fact]
    public void A_callback_may_advance_the_clock_itself()
    {
        List<double> fired = [];
        using ITimer working = Timer(() => _clock.Advance(TimeSpan.FromSeconds(3)), 1);
        using ITimer other = Timer(() => fired.Add(_clock.Elapsed.TotalSeconds), 2);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([2], fired);
        Assert.Equal(TimeSpan.FromSeconds(4), _clock.Elapsed);
    }

    [Fact]
    public async Task The_runtimes_delays_run_by_it()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Task delay = Task.Delay(TimeSpan.FromMinutes(5), _clock, token);
        using PeriodicTimer periodic = new(TimeSpan.FromMinutes(2), _clock);
        Task<bool> tick = periodic.WaitForNextTickAsync(token).AsTask();
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.False(delay.IsCompleted);
        Assert.True(await tick);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    private ITimer Timer(Action action, double dueSeconds, double periodSeconds = 0) => _clock.CreateTimer(
        _ => action(),
        null,
        TimeSpan.FromSeconds(dueSeconds),
        periodSeconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(periodSeconds));
}
