using IllsEdge.Data;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Sensors;

public class CsvReplaySourceContract : InputSourceContract
{
    protected override SourceBench Open() => new Bench();

    private sealed class Bench : SourceBench
    {
        private readonly ManualClock _clock = new();
        private readonly string _path = Path.GetTempFileName();
        private int _fed;

        public Bench()
        {
            File.WriteAllLines(_path, ["a,b", .. Enumerable.Range(0, 1000).Select(row => $"{row},{row}.5")]);
            Source = new CsvReplaySource(
                _path, ["b", "a"], new ReplayTiming(Period: TimeSpan.FromSeconds(1)), _clock, new MemoryLog());
        }

        public override IInputSource Source { get; }

        public override IReadOnlyList<(int Channel, double Value)> Feed(int rounds)
        {
            // The first row is due at the first reading, whenever that is.
            if (_fed > 0)
                _clock.Advance(TimeSpan.FromSeconds(rounds));
            var expected = new List<(int, double)>();
            int due = _fed == 0 ? 1 : rounds;
            for (int row = _fed; row < _fed + due; row++)
                expected.AddRange([(0, row + 0.5), (1, row)]);
            _fed += due;
            return expected;
        }

        public override void Dispose()
        {
            base.Dispose();
            File.Delete(_path);
        }
    }
}

public sealed class CsvReplaySourceTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MemoryLog _log = new();
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_row_comes_when_its_second_has_come_and_the_first_one_at_the_first_reading()
    {
        using CsvReplaySource source = Open(new ReplayTiming("time"), ["x"], "time,x", "100,1", "100.5,2", "103,3");
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([1.0], Values(source));
        _clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Empty(Values(source));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([2.0], Values(source));
        Assert.Equal(SourceState.Connected, source.State);
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal([3.0], Values(source));
        Assert.Equal(SourceState.Ended, source.State);
        Assert.False(source.TryRead(out _));
    }

    [Theory]
    [InlineData("2004-03-10T23:59:59Z", "2004-03-11T00:00:01Z")]
    [InlineData("2004-03-10 23:59:59", "2004-03-11 00:00:01")]
    [InlineData("2004-03-11T00:59:59.000+01:00", "2004-03-11T00:00:01.000Z")]
    public void Times_may_be_dates(string first, string second)
    {
        using CsvReplaySource source = Open(new ReplayTiming("when"), ["x"], "when,x", $"{first},1", $"{second},2");
        Assert.Equal([1.0], Values(source));
        _clock.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.Empty(Values(source));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([2.0], Values(source));
    }

    [Theory]
    [InlineData("1e10", 1e-6)]
    [InlineData("9e10", 1e-300)]
    [InlineData("-9e10", 1e-300)]
    public void A_row_that_is_due_after_all_time_is_waited_for(string second, double speed)
    {
        using CsvReplaySource source = Open(
            new ReplayTiming("t", Delay: TimeSpan.FromSeconds(5), Speed: speed), ["x"], "t,x", "0,1", $"{second},2", "9e10,3");
        Assert.Empty(Values(source));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1.0, Values(source).First());
        Assert.Empty(Values(source).Skip(1));
    }

    [Fact]
    public void A_late_reader_gets_all_rows_with_their_ages()
    {
        using CsvReplaySource source = Open(
            new ReplayTiming(Period: TimeSpan.FromSeconds(1), Delay: TimeSpan.FromSeconds(5)), ["x"], "x", "1", "2", "3");
        Assert.False(source.TryRead(out _));
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(source.TryRead(out _));
        _clock.SetWall(TimeSpan.FromHours(-1));
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(
            [new Reading(0, 1, null, TimeSpan.FromSeconds(6.5)), new Reading(0, 2, null, TimeSpan.FromSeconds(5.5))],
            Readings(source));
    }

    [Fact]
    public void A_missing_cell_gives_no_reading_and_the_source_ends_with_its_last_reading()
    {
        using CsvReplaySource source = Open(
            new ReplayTiming(Period: TimeSpan.FromSeconds(1)), ["x", "y"], "x,y", ",NA", "1,", ",2", "NaN,");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Readings(source));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([(0, 1.0), (1, 2.0)], Readings(source).Select(reading => (reading.Channel, reading.Value)));
        Assert.Equal(SourceState.Ended, source.State);
        Assert.Equal(new SourceCounts(2, 0, 0, 0), source.Counts);
    }

    [Fact]
    public void A_blank_line_of_one_column_is_a_missing_cell_and_those_at_the_end_are_nothing()
    {
        using CsvReplaySource source = Open(
            new ReplayTiming(Period: TimeSpan.FromSeconds(1)), ["x"], "x", "1", "", "2", "", " ", "");
        Assert.Equal([1.0], Values(source));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Values(source));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([2.0], Values(source));
        Assert.Equal((SourceState.Ended, TimeSpan.FromSeconds(2)), (source.State, source.Length));
    }

    [Fact]
    public void What_cannot_be_used_is_counted_and_logged_and_the_rest_is_replayed()
    {
        using CsvReplaySource source = Open(
            new ReplayTiming("time"), ["x", "y"], "time,x,y", "0,1,oops", "soon,2,2", "1,3", ",4,4", "2,5,5");
        Assert.Equal(4, source.Counts.Faults);
        Assert.Equal([1.0], Values(source));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([5.0, 5.0], Values(source));
        Assert.Contains(":2:5: 'oops' is not a number", _log.Entries[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("3 more since the last message, which was: ", _log.Entries[1].Text, StringComparison.Ordinal);
        Assert.Equal(2, _log.Entries.Count);
    }

    [Fact]
    public void Times_that_go_back_keep_the_order_of_the_file()
    {
        using CsvReplaySource source = Open(new ReplayTiming("time"), ["x"], "time,x", "10,1", "20,2", "5,3", "21,4");
        Assert.Equal([1.0], Values(source));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([2.0, 3.0], Values(source));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([4.0], Values(source));
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_the_nearest_one()
    {
        DataFileException exception = Assert.Throws<DataFileException>(
            () => Open(new ReplayTiming("time"), ["presure"], "time,pressure", "0,1"));
        Assert.Contains("Did you mean \"pressure\"?", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timing_that_makes_no_sense_is_refused()
    {
        foreach (ReplayTiming timing in new ReplayTiming[]
        {
            new(), new("time", TimeSpan.FromSeconds(1)), new(Period: TimeSpan.Zero), new("time", Delay: TimeSpan.FromTicks(-1)),
        })
            Assert.Throws<ArgumentException>(() => Open(timing, ["x"], "time,x", "0,1"));
    }

    private CsvReplaySource Open(ReplayTiming timing, string[] channels, params string[] lines)
    {
        File.WriteAllLines(_path, lines);
        return new CsvReplaySource(_path, channels, timing, _clock, _log);
    }

    private static IEnumerable<double> Values(CsvReplaySource source) => Readings(source).Select(reading => reading.Value);

    private static List<Reading> Readings(CsvReplaySource source)
    {
        var readings = new List<Reading>();
        while (source.TryRead(out Reading reading))
            readings.Add(reading);
        return readings;
    }
}
