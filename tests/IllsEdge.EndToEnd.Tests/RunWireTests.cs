using System.Globalization;
using System.Text;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>`run` between two real serial lines.</summary>
public class RunWireTests
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMilliseconds(20);
    private const int LinesPerLabel = 100;

    [Fact]
    public async Task It_learns_from_a_wire_survives_its_being_cut_and_keeps_every_line()
    {
        using SocatPair wire = await SocatPair.Whole();
        using SocatPair outputWire = await SocatPair.Whole();
        using Folder folder = new();
        List<string> published = [];
        outputWire.Listen(published);
        string store = folder["wire.db"];
        using RunningDevice device = new(folder.Write("wire.json", Configuration(wire.Port, outputWire.Port)));
        await Patience.Until(() => Count(published) > 0, "The first published line");

        List<double> sent = [];
        Sender sender = new(wire, sent);
        // Fifty lines a second and a label every two seconds, until there is a model and some time beyond.
        await sender.Send(1100);
        await device.Says("adopt     model 1");
        await Task.Delay(500, TestContext.Current.CancellationToken);

        wire.Cut();
        await device.Says("wire has gone");
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await wire.Mend();
        await device.Says($"{wire.Port}: open at", times: 2);
        int before = Count(published);
        await sender.Send(300);
        await Patience.Until(() => Count(published) > before + 200, "Published lines after the cut");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(0, device.End("TERM"));

        HashSet<double> kept = [.. StoreFile.FirstValues(store).Select(sample => sample.Value)];
        Assert.Superset(sent.ToHashSet(), kept);
        Assert.Equal([sender.Labels], StoreFile.Numbers(store, "SELECT count(*) FROM labels WHERE sample_id IS NOT NULL"));

        string[] lines;
        lock (published)
            lines = [.. published];
        Assert.All(lines[..^1], line => Assert.True(IsSound(line), line));
        Assert.Contains(lines, line => line.StartsWith("y=;status=F;t=", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(";status=C;", StringComparison.Ordinal));
        Assert.Contains(";status=F;", lines.Last(line => line.EndsWith('\n') || IsSound(line)), StringComparison.Ordinal);
    }

    private static int Count(List<string> lines)
    {
        lock (lines)
            return lines.Count;
    }

    private static bool IsSound(string line)
    {
        int star = line.LastIndexOf('*');
        return star > 0
            && WireLine.Checksum(Encoding.ASCII.GetBytes(line[..star])).ToString("X2", CultureInfo.InvariantCulture)
                == line[(star + 1)..];
    }

    private static string Configuration(string port, string outputPort)
    {
        string source = $$"""{ "kind": "serial", "port": "{{port}}", "baud": 115200 }""";
        return $$"""
            {
              "name": "wire",
              "period": "20ms",
              "readings": "every",
              "store": { "path": "wire.db" },
              "inputs": [
                { "name": "a", "source": {{source}} },
                { "name": "b", "source": {{source}} }
              ],
              "target": { "name": "y", "source": {{source}}, "match": { "tolerance": "500ms" } },
              "model": { "hidden": [2], "minimumLabels": 10 },
              "outputs": [{ "kind": "serial", "port": "{{outputPort}}", "baud": 115200 }]
            }
            """;
    }

    private sealed class Sender(SocatPair wire, List<double> sent)
    {
        private long _count;

        public int Labels { get; private set; }

        public async Task Send(int lines)
        {
            using PeriodicTimer timer = new(BetweenLines);
            for (int line = 0; line < lines; line++)
            {
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
                // Multiples of the golden ratio never come twice.
                double a = Math.Round(4 * (++_count * 0.6180339887498949 % 1) - 2, 6);
                double b = Math.Round(Math.Sin(_count * 0.01), 6);
                sent.Add(a);
                wire.Send(Line(FormattableString.Invariant($"a={a};b={b}")));
                if (_count % LinesPerLabel != 0)
                    continue;
                Labels++;
                wire.Send(Line(FormattableString.Invariant($"y={Math.Round(a * a - b, 6)};age=0")));
            }
        }

        private static string Line(string text) => string.Create(
            CultureInfo.InvariantCulture, $"{text}*{WireLine.Checksum(Encoding.ASCII.GetBytes(text)):X2}\n");
    }
}
