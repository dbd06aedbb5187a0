using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Sensors;

/// <summary>Recordings of one device begin as far apart as they were recorded.</summary>
public sealed class SharedOriginTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MemoryLog _log = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<CsvReplaySource> _sources = [];

    public void Dispose()
    {
        _sources.ForEach(source => source.Dispose());
        _folder.Dispose();
    }

    [Theory]
    [InlineData("100,1", "103.5,2", "104,9")]
    [InlineData("2004-03-10T23:59:58Z,1", "2004-03-11T01:00:01.5+01:00,2", "2004-03-11T00:00:02Z,9")]
    public void A_file_that_was_recorded_later_begins_later(string early, string late, string end)
    {
        Share(Open(late), Open(early, end));
        Assert.Equal([[], [1]], Played());
        Assert.Equal(SourceState.Disconnected, _sources[0].State);
        _clock.Advance(TimeSpan.FromSeconds(3.499));
        Assert.Equal([[], []], Played());
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal([[2], []], Played());
        Assert.Equal((LogLevel.Information, "begins 3500ms after 1"), Told());
    }

    [Fact]
    public void Each_offset_is_divided_by_the_speed_of_its_file_and_ages_count_from_when_a_row_was_due()
    {
        Share(
            Open(new ReplayTiming("time", Speed: 2), "110,1", "114,2"),
            Open(new ReplayTiming("time"), "100,3", "120,4"));
        Assert.Equal([[], [3]], Played());
        _clock.Advance(TimeSpan.FromSeconds(7.5));
        Assert.True(_sources[0].TryRead(out Reading reading));
        Assert.Equal(new Reading(0, 1, null, TimeSpan.FromSeconds(2.5)), reading);
        Assert.True(_sources[0].TryRead(out reading));
        Assert.Equal(new Reading(0, 2, null, TimeSpan.FromSeconds(0.5)), reading);
    }

    [Fact]
    public void A_file_with_an_origin_of_its_own_begins_at_the_start_and_the_others_do_not_wait_for_it()
    {
        Share(Open(new ReplayTiming("time", Origin: ReplayOrigin.Own), "5,1"), Open("100,2"), Open("101,3", "102,3"));
        Assert.Equal([[1], [2], []], Played());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([[], [], [3]], Played());
    }

    [Fact]
    public void Dates_seconds_and_rows_by_period_are_not_compared_and_that_is_told()
    {
        Share(
            Open("1078963200,1"), Open("2004-03-11T00:00:00Z,2"), Open(new ReplayTiming(Period: TimeSpan.FromSeconds(1)), "0,3"));
        Assert.Equal([[1], [2], [3]], Played());
        (LogLevel level, string text) = Told();
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("cannot be compared", text);
        Assert.Contains("(seconds), ", text);
        Assert.Contains("(dates), ", text);
        Assert.Contains("(a row a period)", text);
    }

    [Fact]
    public void Files_that_all_come_by_period_begin_together_and_nothing_is_told()
    {
        ReplayTiming timing = new(Period: TimeSpan.FromSeconds(1));
        Share(Open(timing, "0,1"), Open(timing, "0,2"));
        Assert.Equal([[1], [2]], Played());
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void A_file_that_begins_when_another_has_ended_is_warned_of()
    {
        Share(Open("0,1", "60,2"), Open("1078963200,3"));
        Assert.Equal([[1], []], Played());
        (LogLevel level, string text) = Told();
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("they were never recorded together", text);
        Assert.Contains("\"origin\": \"own\"", text);
    }

    [Fact]
    public void A_file_without_rows_that_can_be_used_is_no_origin()
    {
        Share(Open("soon,1"), Open("5,2"));
        Assert.Equal([[], [2]], Played());
        Assert.DoesNotContain(_log.Entries, entry => entry.Text.Contains("compared"));
    }

    private void Share(params CsvReplaySource[] sources)
    {
        _sources.AddRange(sources);
        SharedOrigin.Apply(sources, _log);
    }

    private CsvReplaySource Open(params string[] lines) => Open(new ReplayTiming("time"), lines);

    private CsvReplaySource Open(ReplayTiming timing, params string[] lines)
    {
        string path = _folder.File($"{Guid.NewGuid():N}.csv");
        File.WriteAllLines(path, ["time,x", .. lines]);
        return new CsvReplaySource(path, ["x"], timing, _clock, _log);
    }

    // What each gives now.
    private List<double>[] Played() =>
    [
        .. _sources.Select(source =>
        {
            List<double> values = [];
            while (source.TryRead(out Reading reading))
                values.Add(reading.Value);
            return values;
        }),
    ];

    private (LogLevel Level, string Text) Told()
    {
        var entry = Assert.Single(_log.Entries);
        string text = entry.Text;
        for (int source = 0; source < _sources.Count; source++)
            text = text.Replace(_sources[source].Path, $"{source}");
        return (entry.Level, text);
    }
}
