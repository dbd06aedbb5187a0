using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Simulation;

public class PressSerialFeedTests
{
    private static readonly PressScenario Short = new() { Duration = TimeSpan.FromMinutes(3) };

    [Fact]
    public void Its_lines_read_back_as_the_readings_of_the_source()
    {
        WireNames names = new(PressSource.ChannelNames);
        WirePair[] pairs = new WirePair[names.Count];
        byte[] line = new byte[WireLine.Limit];
        List<(int, double)> read = [];
        List<double> ages = [];
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using PressSource source = new(Short, 1, clock);
        PressSerialFeed feed = new(source);
        long lines = 0;
        for (; source.State == SourceState.Connected; clock.Advance(PressSource.Period))
            while (feed.TryWrite(line, out int written))
            {
                lines++;
                Assert.Equal((byte)'\n', line[written - 1]);
                Assert.True(WireLine.TryParse(line.AsSpan(0, written - 1), names, pairs, out WireContent content, out _));
                Assert.True(content.HasChecksum);
                read.AddRange(pairs.Take(content.Count).Select(pair => (pair.Channel, pair.Value)));
                if (content.Age is { } age)
                    ages.Add(age.TotalSeconds);
            }

        Assert.Equal(
            PressRun.Readings(Short, 1).Select(entry => (entry.Reading.Channel, entry.Reading.Value)), read);
        Assert.NotEmpty(ages);
        Assert.All(ages, age => Assert.InRange(age, 20, 20.1));
        // A line for every 100 ms and one for every label.
        Assert.Equal(1801 + ages.Count, lines);
        Assert.Equal(lines, feed.Lines);
    }

    [Fact]
    public void Nothing_is_due_twice_and_a_late_reader_gets_every_line()
    {
        byte[] line = new byte[WireLine.Limit];
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using PressSource source = new(Short, 1, clock);
        PressSerialFeed feed = new(source);
        Assert.True(feed.TryWrite(line, out _));
        Assert.False(feed.TryWrite(line, out int written));
        Assert.Equal(0, written);
        clock.Advance(TimeSpan.FromSeconds(1));
        for (int tick = 0; tick < 10; tick++)
            Assert.True(feed.TryWrite(line, out _));
        Assert.False(feed.TryWrite(line, out _));
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        byte[] line = new byte[WireLine.Limit];
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using PressSource source = new(Short, 1, clock);
        PressSerialFeed feed = new(source);
        clock.Advance(TimeSpan.FromMinutes(1));
        Drain();
        clock.Advance(TimeSpan.FromMinutes(1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Drain();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Drain()
        {
            while (feed.TryWrite(line, out _))
            {
                // Only what it allocates matters here.
            }
        }
    }

    [Fact]
    public void A_line_needs_its_room()
    {
        using PressSource source = new(Short, 1, new AcceleratedClock(DateTimeOffset.UnixEpoch));
        Assert.Throws<ArgumentException>(() => new PressSerialFeed(source).TryWrite(new byte[100], out _));
    }
}
