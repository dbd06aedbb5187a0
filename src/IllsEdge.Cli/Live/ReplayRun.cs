using IllsEdge.Cli.Terminal;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Recording;

namespace IllsEdge.Cli.Live;

/// <summary>`run --replay`: repeats a recorded run and says whether everything came out the same.</summary>
internal static class ReplayRun
{
    /// <summary>Replays a run of a configuration.</summary>
    public static int OfDevice(string path, string recording, string folder, RunRequest request, Interruption interruption) => Run(
        ConfigurationReader.Read(path, new PlainLog(request.Least)),
        RecordedConfiguration.Of(Path.GetFileName(path), File.ReadAllBytes(path)), recording, folder, request, interruption);

    /// <summary>Replays a run of a simulated machine's example.</summary>
    public static int OfSimulation(
        string machine, string recording, string folder, RunRequest request, Interruption interruption)
    {
        byte[] example = SimulatedMachines.Example(machine);
        return Run(
            ConfigurationReader.FromBytes(example, $"{machine}.json", folder).Configuration!,
            RecordedConfiguration.Of(machine, example), recording, folder, request, interruption);
    }

    private static int Run(
        DeviceConfiguration configuration, RecordedConfiguration identity, string recording, string folder, RunRequest request,
        Interruption interruption)
    {
        ReplayReport report;
        try
        {
            report = LoopReplay.Run(recording, configuration, identity, folder, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        PlainLog log = new(request.Least);
        foreach (string note in report.Notes)
            log.Tell(Device.LogLevel.Warning, "replay", $"{recording}: {note}");
        if (request.Json)
            CliJson.Print(ReplayOutput.Of(report), CliJson.Default.ReplayOutput);
        else
            foreach (string line in Lines(report))
                Console.Out.WriteLine(line);
        return report.IsSame ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<string> Lines(ReplayReport report)
    {
        string same = report.First is null ? ", all the same" : " the same before the first difference";
        yield return $"{Format.Count(report.Decisions, "decision")}{same}";
        yield return $"{Format.Count(report.Samples, "published value")}{same}; {LogLine.Time(report.Elapsed)} in {Format.Count(report.Steps, "step")}";
        ReplayedTrainings trainings = report.Trainings;
        if (trainings.Repeated > 0)
            yield return $"{Format.Count(trainings.Repeated, "training")} held again, with the same model to the last bit";
        if (trainings.CutShort > 0)
            yield return $"{Format.Count(trainings.CutShort, "training")} cut by the time limit then, which cannot be repeated: taken from the recording";
        if (trainings.BrokenOff > 0)
            yield return $"{Format.Count(trainings.BrokenOff, "training")} broken off or failed then: taken from the recording";
        if (trainings.Unknown > 0)
            yield return $"{Format.Count(trainings.Unknown, "training")} without a verdict in the recording";
        foreach (Difference difference in ((Difference?[])[trainings.First, report.First]).OfType<Difference>())
        {
            yield return $"the first difference: {difference.What}, at {LogLine.Time(difference.Elapsed)} in step {difference.Step}";
            yield return $"  recorded  {LogLine.Clean(difference.Recorded)}";
            yield return $"  replayed  {LogLine.Clean(difference.Replayed)}";
        }
    }
}

/// <summary>What `run --replay --json` prints.</summary>
internal sealed record ReplayOutput(
    bool Same,
    long Steps,
    double Hours,
    long Decisions,
    long Samples,
    ReplayTrainingsOutput Trainings,
    DifferenceOutput? Difference,
    string End,
    IReadOnlyList<string> Notes)
{
    public static ReplayOutput Of(ReplayReport report) => new(
        report.IsSame,
        report.Steps,
        report.Elapsed.TotalHours,
        report.Decisions,
        report.Samples,
        new ReplayTrainingsOutput(
            report.Trainings.Repeated, report.Trainings.CutShort, report.Trainings.BrokenOff, report.Trainings.Unknown,
            DifferenceOutput.Of(report.Trainings.First)),
        DifferenceOutput.Of(report.First),
        report.End.ToString().ToLowerInvariant(),
        report.Notes);
}

/// <summary>What became of the trainings.</summary>
internal sealed record ReplayTrainingsOutput(
    int Repeated, int CutShort, int BrokenOff, int Unknown, DifferenceOutput? Difference);

/// <summary>A place where both sides differ; seconds since the recording began.</summary>
internal sealed record DifferenceOutput(long Step, double Seconds, string What, string Recorded, string Replayed)
{
    public static DifferenceOutput? Of(Difference? difference) => difference is null
        ? null
        : new DifferenceOutput(
            difference.Step, difference.Elapsed.TotalSeconds, difference.What, difference.Recorded, difference.Replayed);
}
