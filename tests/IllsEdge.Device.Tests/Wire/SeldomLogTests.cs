using System.Globalization;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Wire;

public class SeldomLogTests
{
    private readonly MemoryLog _log = new();

    [Fact]
    public void What_was_held_back_is_told_with_the_next_message_or_at_the_end()
    {
        ManualClock clock = new();
        SeldomLog seldom = new(_log, "serial A", clock);
        for (int second = 0; second < 2; second++)
        {
            for (int message = 0; message < 5; message++)
                if (seldom.MaySpeak(out long heldBack))
                    seldom.Tell(LogLevel.Warning, "no number", heldBack);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        seldom.TellRest();
        seldom.TellRest();
        Assert.Equal(
            [
                (LogLevel.Warning, "serial A", "no number"),
                (LogLevel.Warning, "serial A", "no number (and 4 more since the last message)"),
                (LogLevel.Warning, "serial A", "4 more since the last message, which was: no number"),
            ],
            _log.Entries);
    }

    [Fact]
    public void A_trouble_that_lasts_is_told_ever_more_seldom_and_all_of_it_is_counted()
    {
        ManualClock clock = new();
        SeldomLog seldom = new(_log, "serial A", clock);
        List<int> told = [];
        long counted = 0;
        const int Day = 86_400;
        for (int second = 0; second < Day; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            if (seldom.MaySpeak(out long heldBack))
            {
                told.Add(second);
                counted += heldBack + 1;
                seldom.Tell(LogLevel.Warning, "no number", heldBack);
            }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095, 7695], told[..14]);
        Assert.All(told.Skip(13).Zip(told.Skip(12)), pair => Assert.Equal(3600, pair.First - pair.Second));
        seldom.TellRest();
        string rest = _log.Entries[^1].Text;
        Assert.EndsWith(" more since the last message, which was: no number", rest, StringComparison.Ordinal);
        Assert.Equal(Day, counted + long.Parse(rest.Split(' ')[0], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void After_an_hour_in_which_nothing_came_a_trouble_is_told_as_promptly_as_the_first()
    {
        ManualClock clock = new();
        SeldomLog seldom = new(_log, "serial A", clock);
        for (int second = 0; second < 5000; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            seldom.MaySpeak(out _);
        clock.Advance(TimeSpan.FromMinutes(40));
        // Still held back: it has been quiet for less than an hour.
        Assert.False(seldom.MaySpeak(out _));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(seldom.MaySpeak(out long heldBack));
        Assert.Equal(5000 - 4096 + 1, heldBack);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(seldom.MaySpeak(out heldBack));
        Assert.Equal(0, heldBack);
    }

    [Fact]
    public void Nothing_is_told_at_the_end_where_nothing_was_held_back()
    {
        new SeldomLog(_log, "serial A", new ManualClock()).TellRest();
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void A_loop_that_ends_tells_how_many_labels_it_passed_over()
    {
        using LoopBench bench = new LoopBench().Open();
        for (int label = 0; label < 8; label++)
            bench.Tell(1, time: DateTimeOffset.UnixEpoch);
        bench.Step(1, 1);
        Assert.Equal(1, bench.Log.Count("matches no sample"));
        bench.Close();
        Assert.Equal(1, bench.Log.Count("7 more since the last message, which was: a label of 1 for 1970-01-01"));
    }

    [Fact]
    public void A_file_with_many_bad_cells_tells_how_many_once_it_is_read()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("a.csv");
        File.WriteAllText(file, "a\n1\nx\nx\nx\nx\n2\n");
        using CsvReplaySource source =
            new(file, ["a"], new ReplayTiming(null, TimeSpan.FromSeconds(1)), new ManualClock(), _log);
        Assert.Equal(1, _log.Count("3 more since the last message, which was: "));
    }
}
