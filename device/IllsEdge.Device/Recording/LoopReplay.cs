using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Recording;

/// <summary>
/// Repeats a recorded run as fast as it goes: the loop on a copy of the store as it was, with the readings, times, requests
/// and answers of the recording, and without an output. Nothing of the device is touched.
/// </summary>
public static class LoopReplay
{
    /// <summary>Replays a recording, to its end or to the first difference.</summary>
    /// <param name="path">The recording.</param>
    /// <param name="configuration">What the loop is to do.</param>
    /// <param name="identity">Which configuration it is.</param>
    /// <param name="scratch">A folder for files that are made on the way.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="DataFileException">It is no recording, damaged where it begins, or one of other inputs or another target.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static ReplayReport Run(
        string path, DeviceConfiguration configuration, RecordedConfiguration identity, string scratch, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(identity);
        RecordedRun recording = RecordedRun.Open(path);
        RecordingStart start = recording.Start;
        Check(start, configuration, path);
        string storePath = Path.Combine(scratch, "store.db");
        File.WriteAllBytes(storePath, recording.Store);
        CheckStore(storePath, path);
        string? modelPath = configuration.Model.Path is null ? null : Path.Combine(scratch, "model.ills");
        if (modelPath is not null && recording.Model is { } model)
            File.WriteAllBytes(modelPath, model);

        QuietLog log = new();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using ReplayTape tape = new(recording.Steps());
        // It is only read: numbers are given all the same, and what the loop asks of it is answered by the recording.
        using DeviceStore store = DeviceStore.Open(
            storePath, start.Inputs, new StoreOptions { IsReadOnly = true }, tape, log);
        using ModelArchive archive = new(store, modelPath, log);
        ReplayPace pace = new(tape, recording.Verdicts, end.Token);
        ReplayComparison comparison = new(tape);
        LoopParts parts = new(
            [.. start.Sources.Select((source, index) => new LoopSource(new ReplaySource(source, index, tape), source.Routes))],
            [], store, archive, Pace: pace)
        {
            Surroundings = tape,
        };
        using (DeviceLoop loop = new(configuration, parts, tape, log, comparison))
        {
            comparison.EndStep();
            while (comparison.First is null && !stop.IsCancellationRequested && tape.MoveNext())
            {
                loop.Step();
                comparison.EndStep();
            }

            // A training whose verdict nobody will hear.
            end.Cancel();
        }

        stop.ThrowIfCancellationRequested();
        return new ReplayReport(
            tape.Number, comparison.Samples, comparison.Decisions, pace.Trainings, comparison.First, recording.End,
            tape.Step.Elapsed)
        {
            Notes = [.. Notes(recording, identity)],
        };
    }

    private static void Check(RecordingStart start, DeviceConfiguration configuration, string path)
    {
        string[] inputs = [.. configuration.Inputs.Select(input => input.Name)];
        if (!start.Inputs.SequenceEqual(inputs) || start.Target != configuration.Target.Name)
            throw new DataFileException(
                $"is a recording of {start.Configuration.Name}, which predicts {start.Target} of {string.Join(", ", start.Inputs)}; "
                + $"this configuration predicts {configuration.Target.Name} of {string.Join(", ", inputs)}.",
                path);
    }

    // The file's own trouble would name the copy, and tell how to mend a device.
    private static void CheckStore(string copy, string path)
    {
        string damage;
        try
        {
            StoreFinding finding = StoreFile.Examine(copy);
            if (finding.Fitness == StoreFitness.Sound)
                return;
            damage = finding.Detail;
        }
        catch (DataFileException exception)
        {
            damage = exception.Message.Replace($"{copy}: ", "", StringComparison.Ordinal);
        }

        throw new DataFileException(
            $"is damaged where it begins: the store in it cannot be used ({damage.TrimEnd('.')}). Nothing of it can be replayed.", path);
    }

    private static IEnumerable<string> Notes(RecordedRun recording, RecordedConfiguration identity)
    {
        RecordingStart start = recording.Start;
        if (start.Configuration.Fingerprint != identity.Fingerprint)
            yield return $"the configuration is not the one that was recorded ({start.Configuration.Name}, {start.Configuration.Fingerprint})";
        if (start.Version != RecordingStart.ThisVersion)
            yield return $"it was recorded by version {start.Version}, and this is {RecordingStart.ThisVersion}";
        if (start.Processor != RecordingStart.ThisProcessor)
            yield return $"it was recorded on {start.Processor}, and this is {RecordingStart.ThisProcessor}, which may round otherwise";
        if (recording.End == RecordingEnd.CutOff)
            yield return recording.Whole < recording.Length
                ? $"it is cut off or damaged after {recording.Whole} of {recording.Length} bytes; what comes before was replayed"
                : "it has no end, as after a power cut or on a full disk; what is there was replayed";
        if (recording.End == RecordingEnd.Limit)
            yield return "it had reached its size and ended before the run";
    }

    // What goes wrong went wrong then, and was told.
    private sealed class QuietLog : IDeviceLog
    {
        public void Tell(LogLevel level, string source, string text)
        {
        }
    }
}
