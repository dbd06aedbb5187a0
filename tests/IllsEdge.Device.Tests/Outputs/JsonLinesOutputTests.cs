using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Outputs;

public class JsonLinesOutputContract : OutputContract
{
    protected override OutputBench Open() => new Bench();

    private sealed class Bench : OutputBench
    {
        private readonly LockedStream _stream = new();

        public Bench() => Output = new JsonLinesOutput(_stream, new MemoryLog());

        public override IOutput Output { get; }

        public override IReadOnlyList<double> Arrived =>
            [.. _stream.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("value").GetDouble())];
    }
}

public class JsonLinesOutputTests
{
    private readonly MemoryLog _log = new();

    [Fact]
    public void A_value_is_one_object_on_one_line()
    {
        var stream = new LockedStream();
        var output = new JsonLinesOutput(stream, _log);
        var time = new DateTimeOffset(2026, 1, 31, 13, 0, 0, 7, TimeSpan.FromHours(1));
        output.Publish(new Published("wear", 12.34, 11.9, null, ValueStatus.OutOfSpecification, time));
        output.Publish(new Published("wear", 12.34, 11.9, 12.8, ValueStatus.Failure, time));
        output.Publish(new Published("a\n\"b", double.NaN, 11.9, 12.8, ValueStatus.Good, time));
        output.Dispose();
        Assert.Equal(
            """
            {"time":"2026-01-31T12:00:00.007Z","name":"wear","value":12.34,"low":11.9,"high":null,"status":"S"}
            {"time":"2026-01-31T12:00:00.007Z","name":"wear","value":null,"low":null,"high":null,"status":"F"}
            {"time":"2026-01-31T12:00:00.007Z","name":"a\n\u0022b","value":null,"low":null,"high":null,"status":"F"}

            """,
            stream.Text);
        Assert.Equal(0, output.Faults);
    }

    [Fact]
    public async Task A_reader_that_has_gone_is_told_once_and_every_value_counted()
    {
        using var server = new AnonymousPipeServerStream(PipeDirection.Out);
        using (var client = new AnonymousPipeClientStream(PipeDirection.In, server.ClientSafePipeHandle))
            server.DisposeLocalCopyOfClientHandle();
        using var output = new JsonLinesOutput(server, _log);
        Publish(output, 1);
        await Patience.Until(() => output.Faults == 1, "The fault");
        await Patience.Until(() => _log.Entries.Count > 0, "The word of it");
        for (int value = 0; value < 10; value++)
            Publish(output, value);
        Assert.Equal(11, output.Faults);
        Assert.Single(_log.Entries);
    }

    [Fact]
    public async Task A_reader_that_never_reads_costs_values_but_no_time()
    {
        using var server = new AnonymousPipeServerStream(PipeDirection.Out);
        using var client = new AnonymousPipeClientStream(PipeDirection.In, server.ClientSafePipeHandle);
        var output = new JsonLinesOutput(server, _log, capacity: 4096);
        int published = 0;
        await Patience.Until(
            () =>
            {
                for (int more = 0; more < 20; more++)
                    Publish(output, published++);
                return output.Faults >= 100;
            },
            "The loss of a hundred values");
        Task disposing = Task.Run(output.Dispose, TestContext.Current.CancellationToken);
        Assert.Same(disposing, await Task.WhenAny(disposing, Task.Delay(3000, TestContext.Current.CancellationToken)));
        Assert.InRange(output.Faults, 100, published);
    }

    private static void Publish(JsonLinesOutput output, double value) =>
        output.Publish(new Published("wear", value, null, null, ValueStatus.Good, DateTimeOffset.UnixEpoch));
}

/// <summary>A stream in memory that one thread writes while another reads.</summary>
internal sealed class LockedStream : MemoryStream
{
    public string Text
    {
        get
        {
            lock (this)
                return Encoding.UTF8.GetString(ToArray());
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (this)
            base.Write(buffer);
    }
}
