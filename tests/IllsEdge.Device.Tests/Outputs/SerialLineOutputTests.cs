using System.Diagnostics;
using System.Globalization;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Outputs;

public class SerialLineOutputContract : OutputContract
{
    protected override OutputBench Open() => new Bench();

    private sealed class Bench : OutputBench
    {
        private readonly SocatPair _wire;
        private readonly SerialPortLink _link;
        private readonly List<string> _lines = [];

        public Bench()
        {
            SocatPair.SkipWithoutSocat();
            _wire = new SocatPair();
            _link = new SerialPortLink(new SerialPortSettings(_wire.Port), TimeProvider.System, new MemoryLog());
            Output = new SerialLineOutput(_link, [Target], TimeProvider.System);
        }

        public override IOutput Output { get; }

        public override IReadOnlyList<double> Arrived
        {
            get
            {
                lock (_lines)
                    return [.. _lines.Select(line => double.Parse(
                        line.Split('=', ';')[1], CultureInfo.InvariantCulture))];
            }
        }

        public override async Task Ready()
        {
            await _wire.Mend();
            _wire.Listen(_lines);
            await Patience.Until(() => _link.State == SourceState.Connected, "Opening the port");
        }

        public override void Dispose()
        {
            base.Dispose();
            _wire.Dispose();
        }
    }
}

public class SerialLineOutputTests
{
    private readonly MemoryLog _log = new();

    [Fact]
    public async Task Input_and_output_share_a_port_and_the_last_user_closes_it()
    {
        using SocatPair wire = await SocatPair.Whole();
        var lines = new List<string>();
        wire.Listen(lines);
        SerialPortLink link = Link(wire.Port);
        using var source = new SerialLineSource(link, ["a"], TimeProvider.System, _log);
        using var output = new SerialLineOutput(link, ["wear"], TimeProvider.System);
        await Connected(link);
        Publish(output, 12.5);
        wire.Send("a=1\n");
        await Patience.Until(() => source.TryRead(out _), "The input");
        await Patience.Until(() => Count(lines) == 1, "The output");
        Assert.Matches("^wear=12.5;status=G;t=1970-01-01T00:00:00.000Z\\*[0-9A-F]{2}$", lines[0]);

        source.Dispose();
        Publish(output, 13);
        output.Dispose();
        Assert.Equal(SourceState.Disconnected, link.State);
        await Patience.Until(() => Count(lines) == 3, $"The safe state after {output.Faults} faults, {string.Join("|", lines)} and {string.Join("|", _log.Entries)}");
        Assert.StartsWith("wear=;status=F;t=", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_safe_state_is_told_once()
    {
        using SocatPair wire = await SocatPair.Whole();
        var lines = new List<string>();
        wire.Listen(lines);
        SerialPortLink link = Link(wire.Port);
        using var output = new SerialLineOutput(link, ["wear", "heat"], TimeProvider.System);
        await Connected(link);
        Publish(output, 1);
        output.GoSafe();
        output.GoSafe();
        Publish(output, 2);
        await Patience.Until(() => Count(lines) == 4, "The lines");
        Assert.Equal(
            ["wear=1", "wear=", "heat=", "wear=2"], lines.Select(line => line[..line.IndexOf(';', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_reader_that_never_reads_costs_values_but_no_time_and_input_goes_on()
    {
        using SocatPair wire = await SocatPair.Whole();
        SerialPortLink link = Link(wire.Port);
        using var source = new SerialLineSource(link, ["a"], TimeProvider.System, _log);
        using var output = new SerialLineOutput(link, ["wear"], TimeProvider.System);
        await Connected(link);
        int published = 0;
        TimeSpan longest = default;
        await Patience.Until(
            () =>
            {
                for (int more = 0; more < 20; more++)
                {
                    long start = Stopwatch.GetTimestamp();
                    Publish(output, published++);
                    TimeSpan took = Stopwatch.GetElapsedTime(start);
                    longest = took > longest ? took : longest;
                }

                return output.Faults >= 1000;
            },
            "The loss of a thousand values");
        Assert.True(longest < TimeSpan.FromMilliseconds(500), $"A call took {longest.TotalMilliseconds} ms.");
        wire.Send("a=1\n");
        await Patience.Until(() => source.TryRead(out _), "The input");

        Task disposing = Task.Run(
            () =>
            {
                output.Dispose();
                source.Dispose();
            },
            TestContext.Current.CancellationToken);
        Assert.Same(disposing, await Task.WhenAny(disposing, Task.Delay(3000, TestContext.Current.CancellationToken)));
        Assert.InRange(output.Faults, 1000, published + 1);
    }

    [Fact]
    public async Task A_port_that_is_not_there_costs_values_and_they_go_on_when_it_is()
    {
        SocatPair.SkipWithoutSocat();
        using var wire = new SocatPair();
        SerialPortLink link = Link(wire.Port);
        using var output = new SerialLineOutput(link, ["wear"], TimeProvider.System);
        for (int value = 0; value < 100; value++)
            Publish(output, value);
        Assert.Equal(100, output.Faults);

        for (int round = 0; round < 2; round++)
        {
            await wire.Mend();
            var lines = new List<string>();
            wire.Listen(lines);
            await Connected(link);
            Publish(output, 7);
            await Patience.Until(() => Count(lines) == 1, "The first line");
            Assert.StartsWith("wear=7;", lines[0], StringComparison.Ordinal);
            wire.Cut();
            await Patience.Until(() => link.State == SourceState.Disconnected, "Noticing the cut");
        }

        Assert.Equal(2, link.Disconnections);
        Assert.Equal(100, output.Faults);
    }

    private SerialPortLink Link(string port) => new(new SerialPortSettings(port), TimeProvider.System, _log);

    private static Task<TimeSpan> Connected(SerialPortLink link) =>
        Patience.Until(() => link.State == SourceState.Connected, "Opening the port");

    private static int Count(List<string> lines)
    {
        lock (lines)
            return lines.Count;
    }

    private static void Publish(SerialLineOutput output, double value) =>
        output.Publish(new Published("wear", value, null, null, ValueStatus.Good, DateTimeOffset.UnixEpoch));
}
