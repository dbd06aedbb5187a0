using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Recording;

/// <summary>
/// Records a run: everything that comes in from outside, with the step it came in, and what was decided and published. The
/// loop is made with <see cref="Parts"/> and <see cref="Clock"/>, and this observes it.
/// </summary>
/// <remarks>
/// Writing is done by a thread; what cannot be written ends the recording and not the run. Dispose it after the loop. It
/// disposes none of the parts.
/// </remarks>
public sealed class LoopRecorder : ILoopObserver, IDisposable
{
    /// <summary>The largest file where nothing else is said: a day or more at 10 Hz.</summary>
    public const long UsualLimit = 100_000_000;

    private const string Source = "recording";

    private readonly RecordingWriter _writer;
    private readonly StepEncoder _steps;

    private LoopRecorder(RecordingWriter writer, LoopParts parts, TimeProvider clock)
    {
        _writer = writer;
        _steps = new StepEncoder(_writer);
        RecordingClock standing = new(clock);
        _steps.Begin(standing.Elapsed, standing.GetUtcNow());
        Clock = standing;
        ITrainingPace pace = parts.Pace ?? (parts.HandOver is { } wait ? new RepeatablePace(wait) : new PromptPace());
        Parts = parts with
        {
            Sources = [.. parts.Sources.Select((source, index) =>
                source with { Source = new RecordedSource(source.Source, index, _steps) })],
            Pace = new RecordingPace(pace, _writer, _steps),
            Surroundings = new RecordingSurroundings(parts.Surroundings ?? new Surroundings(parts.Store), standing, _steps),
        };
    }

    /// <summary>What the loop works with.</summary>
    public LoopParts Parts { get; }

    /// <summary>The loop's time; it stands during a step.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Whether nothing is recorded any more: the limit was reached, or the disk could not be written.</summary>
    public bool IsOver => _writer.IsOver;

    /// <summary>Bytes in the file.</summary>
    public long Length => _writer.Length;

    /// <summary>
    /// Begins a recording, before the loop is made. A file that is there is kept as <c>PATH.previous</c>, in place of the one
    /// before it; but a recording that ended in order takes the place of none that did not, a crash's.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Bytes at most, what the run begins with included.</param>
    /// <param name="configuration">What the loop is to do.</param>
    /// <param name="identity">Which configuration it is.</param>
    /// <param name="seed">Seed of a simulated machine, for who looks into the file.</param>
    /// <param name="parts">What the loop would work with.</param>
    /// <param name="clock">What its time would be.</param>
    /// <param name="log">Is told when nothing more can be recorded.</param>
    /// <returns>Null where it cannot be begun, which is told: a run does not fail for its recording.</returns>
    /// <exception cref="DataFileException">
    /// The folder is not there, the path is one, or a file that is no recording: somebody's slip, told at once.
    /// </exception>
    public static LoopRecorder? Begin(
        string path, long limit, DeviceConfiguration configuration, RecordedConfiguration identity, ulong seed, LoopParts parts,
        TimeProvider clock, IDeviceLog log)
    {
        path = Path.GetFullPath(path);
        if (Directory.Exists(path))
            throw new DataFileException("is a directory; name a file in it for the recording.", path);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new DataFileException("cannot be recorded to: its directory does not exist. Make it first.", path);
        try
        {
            if (new FileInfo(path) is { LinkTarget: not null } link)
                path = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
            byte[][] start = [.. Start(configuration, identity, seed, parts)];
            if (RecordingWriter.LeastLimit(start) is var least && least > limit)
            {
                log.Tell(
                    LogLevel.Error, Source,
                    $"nothing is recorded in {path}: what this run begins with, models and labels of its store, takes "
                    + $"{SizeText.Of((least + 999) / 1000 * 1000)} there, and the limit is {SizeText.Of(limit)}. Give a limit above that. "
                    + "The loop runs without a recording.");
                return null;
            }

            // A device such as /dev/null has no length, and stays where it is.
            if (new FileInfo(path) is { Exists: true, Length: > 0 })
            {
                // The store, the configuration or the data of the run itself, perhaps.
                if (!BlockFile.IsRecording(path))
                    throw new DataFileException("is there and no recording; name another file for it.", path);
                KeepPrevious(path);
            }

            return new LoopRecorder(new RecordingWriter(path, limit, log, start), parts, clock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            log.Tell(LogLevel.Error, Source, $"nothing is recorded in {path}: {exception.Message.TrimEnd('.')}. The loop runs without a recording.");
            return null;
        }
    }

    // A service that is started again and again after a crash must not write over the one recording that shows it.
    private static void KeepPrevious(string path)
    {
        string previous = path + ".previous";
        if (!File.Exists(previous) || HasEnd(previous) || !HasEnd(path))
            File.Move(path, previous, overwrite: true);
    }

    private static bool HasEnd(string path)
    {
        using FileStream file = File.OpenRead(path);
        return BlockFile.HasEnd(file);
    }

    /// <inheritdoc/>
    public void Sampled(in SampleReport sample) => _steps.Sample(sample.Published);

    /// <inheritdoc/>
    public void Labelled(in LabelReport label)
    {
    }

    /// <inheritdoc/>
    public void Decided(Decision decision) => _steps.Decision(decision);

    /// <summary>Writes what waits and the end. The loop must not step any more.</summary>
    public void Dispose()
    {
        _steps.Flush();
        _writer.Dispose();
    }

    private static IEnumerable<byte[]> Start(
        DeviceConfiguration configuration, RecordedConfiguration identity, ulong seed, LoopParts parts)
    {
        yield return Block(BlockKind.Start, RecordingStart.Of(configuration, identity, seed, parts).Write);
        byte[] store = StoreSnapshot.Take(parts.Store, configuration.Retrain.Budgets.Rows);
        yield return Block(BlockKind.Store, buffer => buffer.Bytes(store));
        if (configuration.Model.Path is { } file && File.Exists(file) && File.ReadAllBytes(file) is { Length: > 0 } model)
            yield return Block(BlockKind.Model, buffer => buffer.Bytes(model));
    }

    private static byte[] Block(BlockKind kind, Action<ByteBuffer> write)
    {
        ByteBuffer buffer = new(1024);
        write(buffer);
        return BlockFile.Pack(kind, buffer.Written);
    }
}
