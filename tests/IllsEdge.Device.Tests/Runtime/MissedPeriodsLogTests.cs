using IllsEdge.Device.Runtime;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Runtime;

public class MissedPeriodsLogTests
{
    private readonly ManualClock _clock = new();
    private readonly MemoryLog _log = new();

    [Fact]
    public void The_first_missed_period_is_told_at_once_and_the_others_once_an_hour()
    {
        MissedPeriodsLog watch = new(_log, _clock);
        watch.Look(0);
        Assert.Empty(_log.Entries);
        watch.Look(1);
        Assert.Equal((LogLevel.Warning, 1), (_log.Entries[0].Level, _log.Count("1 period was missed")));
        for (int missed = 2; missed <= 60; missed++)
        {
            _clock.Advance(TimeSpan.FromSeconds(59));
            watch.Look(missed);
        }

        Assert.Single(_log.Entries);
        _clock.Advance(TimeSpan.FromMinutes(2));
        watch.Look(61);
        Assert.Equal(1, _log.Count("60 periods were missed in the last hour or more, 61 in all"));
    }

    [Fact]
    public void When_no_more_are_missed_nothing_more_is_told()
    {
        MissedPeriodsLog watch = new(_log, _clock);
        watch.Look(3);
        _clock.Advance(TimeSpan.FromHours(5));
        watch.Look(3);
        Assert.Single(_log.Entries);
    }
}
