using System.Reflection;
using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Device.Recording;

/// <summary>What a recorded run began with, beside models and labels.</summary>
/// <param name="Version">Version of this library.</param>
/// <param name="Processor">Architecture of the processor; another one may round otherwise.</param>
/// <param name="Configuration">Name and fingerprint of the configuration.</param>
/// <param name="Seed">Seed of a simulated machine.</param>
/// <param name="Target">The target's name.</param>
/// <param name="Inputs">The inputs' names.</param>
/// <param name="LastSample">Number of the newest sample in the store.</param>
/// <param name="IsRepeatable">Whether verdicts were heard a fixed time after the start of training.</param>
/// <param name="Sources">Sources and where their channels lead.</param>
internal sealed record RecordingStart(
    string Version,
    string Processor,
    RecordedConfiguration Configuration,
    ulong Seed,
    string Target,
    IReadOnlyList<string> Inputs,
    long LastSample,
    bool IsRepeatable,
    IReadOnlyList<RecordedChannels> Sources)
{
    public static string ThisVersion { get; } = typeof(RecordingStart).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static string ThisProcessor => System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();

    public static RecordingStart Of(
        DeviceConfiguration configuration, RecordedConfiguration identity, ulong seed, LoopParts parts) => new(
            ThisVersion,
            ThisProcessor,
            identity,
            seed,
            configuration.Target.Name,
            [.. configuration.Inputs.Select(input => input.Name)],
            parts.Store.LastSampleId,
            parts.HandOver is not null || parts.Pace?.IsRepeatable == true,
            [.. parts.Sources.Select(source => new RecordedChannels(
                source.Source.Name, source.Source.Channels, source.Routes))]);

    public void Write(ByteBuffer buffer)
    {
        buffer.Text(Version);
        buffer.Text(Processor);
        buffer.Text(Configuration.Name);
        buffer.Text(Configuration.Fingerprint);
        buffer.Count(Seed);
        buffer.Text(Target);
        WriteAll(buffer, Inputs);
        buffer.Number(LastSample);
        buffer.Flag(IsRepeatable);
        buffer.Count((ulong)Sources.Count);
        foreach (RecordedChannels source in Sources)
        {
            buffer.Text(source.Name);
            WriteAll(buffer, source.Channels);
            foreach (int[] routes in source.Routes)
            {
                buffer.Count((ulong)routes.Length);
                foreach (int route in routes)
                    buffer.Number(route);
            }
        }
    }

    public static RecordingStart Read(ByteCursor cursor) => new(
        cursor.Text(), cursor.Text(), new RecordedConfiguration(cursor.Text(), cursor.Text()), cursor.Count(), cursor.Text(),
        Texts(cursor), cursor.Number(), cursor.Flag(), [.. Many(cursor, Channels)]);

    private static RecordedChannels Channels(ByteCursor cursor)
    {
        string name = cursor.Text();
        string[] channels = Texts(cursor);
        return new RecordedChannels(
            name, channels, [.. channels.Select(_ => Many(cursor, one => (int)one.Number()).ToArray())]);
    }

    private static void WriteAll(ByteBuffer buffer, IReadOnlyList<string> texts)
    {
        buffer.Count((ulong)texts.Count);
        foreach (string text in texts)
            buffer.Text(text);
    }

    private static string[] Texts(ByteCursor cursor) => [.. Many(cursor, one => one.Text())];

    private static List<T> Many<T>(ByteCursor cursor, Func<ByteCursor, T> read)
    {
        List<T> all = [];
        for (int left = cursor.Small(); left > 0; left--)
            all.Add(read(cursor));
        return all;
    }
}

/// <summary>Which configuration a run had.</summary>
/// <param name="Name">Its file or machine, for people.</param>
/// <param name="Fingerprint">Of its bytes: another one has another.</param>
public sealed record RecordedConfiguration(string Name, string Fingerprint)
{
    /// <summary>The name, and the CRC-32C of the bytes.</summary>
    public static RecordedConfiguration Of(string name, ReadOnlySpan<byte> bytes)
    {
        Crc32C crc = new();
        crc.Add(bytes);
        return new RecordedConfiguration(name, crc.ToString());
    }
}

/// <summary>A source and where its channels lead; see <see cref="LoopSource"/>.</summary>
internal sealed record RecordedChannels(string Name, IReadOnlyList<string> Channels, IReadOnlyList<int[]> Routes);
