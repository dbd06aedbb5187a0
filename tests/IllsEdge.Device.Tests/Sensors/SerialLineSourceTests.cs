using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Sensors;

public class SerialLineSourceContract : InputSourceContract
{
    protected override SourceBench Open() => new Bench();

    private sealed class Bench : SourceBench
    {
        private readonly SocatPair _wire;
        private int _sent;

        public Bench()
        {
            SocatPair.SkipWithoutSocat();
            _wire = new SocatPair();
            var log = new MemoryLog();
            Source = new SerialLineSource(
                new SerialPortLink(new SerialPortSettings(_wire.Port), TimeProvider.System, log), ["a", "b"],
                TimeProvider.System, log);
        }

        public override IInputSource Source { get; }

        public override async Task Ready()
        {
            await _wire.Mend();
            await Patience.Until(() => Source.State == SourceState.Connected, "Opening the port");
        }

        public override IReadOnlyList<(int Channel, double Value)> Feed(int rounds)
        {
            var expected = new List<(int, double)>();
            for (int round = 0; round < rounds; round++, _sent++)
            {
                _wire.Send($"b={_sent}.5;a={-_sent}\n");
                expected.AddRange([(1, _sent + 0.5), (0, -_sent)]);
            }

            return expected;
        }

        public override void Dispose()
        {
            base.Dispose();
            _wire.Dispose();
        }
    }
}

public class SerialLineSourceTests
{
    // What the loop is promised: values go on within this time once the wire is back.
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(2);

    private readonly MemoryLog _log = new();

    [Fact]
    public async Task A_line_gives_its_values_with_its_time_and_age()
    {
        using SocatPair wire = await SocatPair.Whole();
        using SerialLineSource source = Open(wire.Port);
        await Connected(source);
        wire.Send("b=2;a=1;t=2026-01-31T12:00:00.000Z\r\na=3;age=90\n");
        var time = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [new Reading(1, 2, time), new Reading(0, 1, time), new Reading(0, 3, null, TimeSpan.FromSeconds(90))],
            await Take(source, 3));
        Assert.Equal($"serial {wire.Port}", source.Name);
    }

    [Fact]
    public async Task Bad_lines_are_counted_and_logged_and_the_next_line_is_fine()
    {
        using SocatPair wire = await SocatPair.Whole();
        // The log's second does not end while the clock stands.
        using var source = new SerialLineSource(
            new SerialPortLink(new SerialPortSettings(wire.Port), TimeProvider.System, _log), ["a"], new ManualClock(), _log);
        await Connected(source);
        string[] bad =
        [
            "a=1*FF", "a=1;b", "a=1;b=x", "\u00ff\u0000\u0001a=1", new string('z', 1 << 20), "a=1;a=2", "a=1;t=now",
        ];
        for (int at = 0; at < bad.Length; at++)
            wire.Send($"{bad[at]}\na={at}\n");
        List<Reading> readings = await Take(source, bad.Length);
        Assert.Equal(Enumerable.Range(0, bad.Length).Select(at => (double)at), readings.Select(reading => reading.Value));
        Assert.Equal(new SourceCounts(bad.Length, bad.Length, 0, 0), source.Counts);
        (LogLevel level, string name, string text) = Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Warning);
        Assert.Equal((LogLevel.Warning, source.Name), (level, name));
        Assert.Equal("a line with a wrong or missing checksum: a=1*FF", text);
    }

    [Fact]
    public async Task The_log_shows_80_bytes_escaped()
    {
        using SocatPair wire = await SocatPair.Whole();
        using SerialLineSource source = Open(wire.Port);
        await Connected(source);
        wire.Send($"\u001b[31m\u00e9{new string('y', 200)}\n");
        await Patience.Until(() => source.Counts.Faults == 1, "The fault");
        Assert.Contains(
            _log.Entries,
            entry => entry.Text.EndsWith($": \\x1B[31m\\xE9{new string('y', 74)}...", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_that_nothing_asks_for_are_told_once()
    {
        using SocatPair wire = await SocatPair.Whole();
        using SerialLineSource source = Open(wire.Port);
        await Connected(source);
        wire.Send("a=1;temprature=2\na=2;temprature=3\n");
        Assert.Equal(2, (await Take(source, 2)).Count);
        Assert.Equal(1, _log.Count("temprature"));
        Assert.Equal(0, source.Counts.Faults);
    }

    [Fact]
    public async Task A_checksum_can_be_demanded()
    {
        using SocatPair wire = await SocatPair.Whole();
        using var source = new SerialLineSource(
            new SerialPortLink(new SerialPortSettings(wire.Port), TimeProvider.System, _log), ["a"], TimeProvider.System, _log,
            needsChecksum: true);
        await Connected(source);
        wire.Send($"a=1\na=2*{WireLine.Checksum("a=2"u8):x2}\n");
        Assert.Equal(2, Assert.Single(await Take(source, 1)).Value);
        Assert.Equal(1, source.Counts.Faults);
    }

    [Fact]
    public async Task A_port_that_is_not_there_at_the_start_is_waited_for()
    {
        SocatPair.SkipWithoutSocat();
        using var wire = new SocatPair();
        using SerialLineSource source = Open(wire.Port);
        await Patience.Until(() => _log.Count("no such port") > 0, "The message");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(SourceState.Disconnected, source.State);
        Assert.False(source.TryRead(out _));

        await wire.Mend();
        Assert.True(await Connected(source) < LongestGap);
        wire.Send("a=1\n");
        Assert.Equal(1, Assert.Single(await Take(source, 1)).Value);
        Assert.Equal(1, _log.Count("no such port"));
        Assert.Equal(1, _log.Count("open at"));
        Assert.Equal(0, source.Counts.Disconnections);
    }

    [Fact]
    public async Task A_wire_that_is_cut_and_mended_goes_on_and_the_line_that_was_cut_is_not_used()
    {
        using SocatPair wire = await SocatPair.Whole();
        using SerialLineSource source = Open(wire.Port);
        await Connected(source);
        for (int round = 1; round <= 3; round++)
        {
            wire.Send($"a={round}\nb=12");
            Assert.Equal(round, Assert.Single(await Take(source, 1)).Value);
            // The begun line has to be on this side of the wire before that is cut.
            await Task.Delay(50, TestContext.Current.CancellationToken);
            wire.Cut();
            await Patience.Until(() => source.State == SourceState.Disconnected, "Noticing the cut");
            await Task.Delay(700, TestContext.Current.CancellationToken);
            Assert.False(source.TryRead(out _));
            await wire.Mend();
            Assert.True(await Connected(source) < LongestGap);
            Assert.Equal((round, round), (source.Counts.Disconnections, source.Counts.Faults));
        }

        wire.Send("3;b=4\na=5\n");
        Assert.Equal(new Reading(0, 5), Assert.Single(await Take(source, 1)));
        Assert.Equal(3, _log.Count("has gone"));
        Assert.Equal(4, _log.Count("open at"));
    }

    [Fact]
    public async Task Readings_that_nobody_takes_are_dropped_and_counted()
    {
        using SocatPair wire = await SocatPair.Whole();
        using var source = new SerialLineSource(
            new SerialPortLink(new SerialPortSettings(wire.Port), TimeProvider.System, _log), ["a", "b"], TimeProvider.System,
            _log, capacity: 16);
        await Connected(source);
        for (int line = 0; line < 20; line++)
            wire.Send($"a={line}\n");
        await Patience.Until(() => source.Counts.Dropped == 4, "Dropping");
        Assert.Equal(Enumerable.Range(0, 16).Select(at => (double)at), (await Take(source, 16)).Select(r => r.Value));
        Assert.Equal(new SourceCounts(16, 0, 4, 0), source.Counts);
    }

    [Fact]
    public async Task Disposing_ends_the_wait_for_a_port_at_once()
    {
        SerialLineSource source = Open("/nowhere/port");
        await Patience.Until(() => _log.Count("no such port") > 0, "The message");
        Task disposing = Task.Run(source.Dispose, TestContext.Current.CancellationToken);
        Assert.Same(disposing, await Task.WhenAny(disposing, Task.Delay(500, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_link_has_one_source()
    {
        using var link = new SerialPortLink(new SerialPortSettings("/nowhere/port"), TimeProvider.System, _log);
        using var first = new SerialLineSource(link, ["a"], TimeProvider.System, _log);
        Assert.Throws<InvalidOperationException>(() => new SerialLineSource(link, ["b"], TimeProvider.System, _log));
    }

    private SerialLineSource Open(string port) => new(
        new SerialPortLink(new SerialPortSettings(port), TimeProvider.System, _log), ["a", "b"], TimeProvider.System, _log);

    private static Task<TimeSpan> Connected(SerialLineSource source) =>
        Patience.Until(() => source.State == SourceState.Connected, "Opening the port");

    private static async Task<List<Reading>> Take(SerialLineSource source, int count)
    {
        var readings = new List<Reading>();
        await Patience.Until(
            () =>
            {
                while (source.TryRead(out Reading reading))
                    readings.Add(reading);
                return readings.Count >= count;
            },
            $"The coming of {count} readings");
        return readings;
    }
}
