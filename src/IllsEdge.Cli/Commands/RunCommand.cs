using System.CommandLine;
using System.Globalization;
using IllsEdge.Cli.Live;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.Device;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Recording;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge run`: the device loop, on hardware or on a simulated machine.</summary>
internal static class RunCommand
{
    private const int MostHours = 10_000;

    public static Command Make()
    {
        Argument<string?> configuration = new("CONFIG.json")
        {
            Description = "Configuration of the device.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> simulate = new("--simulate")
        {
            Description = $"Run on a simulated machine instead: {string.Join(", ", SimulatedMachines.All)}.",
            HelpName = "NAME",
        };
        Option<double?> speed = Options.Read<double?>(
            "--speed", "max",
            "How many times faster than real time, or max; for simulated machines and replayed files. Default: 1, for " +
            "--simulate 240 on a terminal and max elsewhere.",
            null, Speed);
        Option<int?> hours = Options.Read<int?>(
            "--hours", "1", $"Plant hours that --simulate runs for. Default: {UsualHours}.", null,
            text => Options.WholeNumber(1, MostHours)(text));
        Option<ulong> seed = Options.Read("--seed", "1", "Seed of the simulated machine.", 1ul, Options.Seed);
        Option<string?> store = new("--store")
        {
            Description = "Where --simulate keeps its store. Default: a temporary file.",
            HelpName = "FILE.db",
        };
        Option<bool> rollBack = new("--roll-back")
        {
            Description = "Begin by putting the previous model back.",
        };
        Option<LogLevel> least = Options.Read(
            "--log-level", "LEVEL", "What is told: error, warning, information or debug, and what matters more.",
            LogLevel.Information, Level);
        Option<bool> json = new("--json")
        {
            Description = "Print one JSON object a prediction on standard output, and a summary at the end.",
        };
        Option<string?> record = new("--record")
        {
            Description = "Write all that comes in from outside to a file, with which the run can be replayed.",
            HelpName = "FILE",
        };
        Option<long> recordLimit = Options.Read(
            "--record-limit", "100MB", "Largest recording; the run goes on without it.", LoopRecorder.UsualLimit, Size);
        Option<string?> replay = new("--replay")
        {
            Description = "Repeat a recorded run instead and compare its decisions one by one. Exit code 1: there is a difference.",
            HelpName = "FILE",
        };
        ExampleCommand command = new(
            "run",
            "Reads sensors, predicts, publishes and learns, until it is ended. Signals: SIGUSR1 retrains, SIGUSR2 rolls back.",
            "illsedge run --simulate press",
            "illsedge run device.json")
        {
            configuration, simulate, speed, hours, seed, store, rollBack, least, json, record, recordLimit, replay,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(replay) is not null)
                RefuseAny(parsed, speed, hours, seed, store, rollBack, record, recordLimit);
            return Run(
                parsed.GetValue(configuration),
                parsed.GetValue(simulate),
                new RunRequest(
                    parsed.GetValue(speed),
                    parsed.GetValue(hours),
                    parsed.GetValue(seed),
                    parsed.GetValue(rollBack),
                    parsed.GetValue(json),
                    parsed.GetValue(least))
                {
                    Record = parsed.GetValue(record),
                    RecordLimit = parsed.GetValue(recordLimit),
                },
                parsed.GetValue(store),
                parsed.GetValue(replay));
        });
        return command;
    }

    private static string UsualHours => string.Join(", ", SimulatedMachines.All.Select(machine => string.Create(
        CultureInfo.InvariantCulture, $"{SimulatedMachines.Scenario(machine).Duration!.Value.TotalHours} for the {machine}")));

    private static int Run(string? path, string? machine, RunRequest request, string? store, string? replay)
    {
        // First, so that whatever is opened meanwhile is also closed.
        using Interruption interruption = new();
        if (path is null == machine is null)
            throw new UsageException($"give either a configuration or --simulate NAME; NAME is one of: {string.Join(", ", SimulatedMachines.All)}.");
        if (replay is not null)
            return Replay(path, machine, request, replay, interruption);
        if (machine is null)
            return store is null
                ? DeviceRun.OnDevice(path!, request, interruption)
                : throw new UsageException("--store is for --simulate; a configuration names its store itself.");
        if (!SimulatedMachines.All.Contains(machine))
            throw NoMachine(machine);
        if (store is not null)
            return DeviceRun.OnSimulation(machine, Path.GetFullPath(store), request, interruption);

        return InFolder(folder => DeviceRun.OnSimulation(
            machine, Path.Combine(folder, $"{machine}.db"), request, interruption));
    }

    private static void RefuseAny(ParseResult parsed, params IEnumerable<Option> options)
    {
        string[] given = [.. options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
        if (given.Length > 0)
            throw new UsageException(
                $"--replay repeats what was recorded, on a store of its own, and does not go with {string.Join(" and ", given)}.");
    }

    private static int Replay(string? path, string? machine, RunRequest request, string recording, Interruption interruption)
    {
        if (machine is not null && !SimulatedMachines.All.Contains(machine))
            throw NoMachine(machine);
        return InFolder(folder => machine is null
            ? ReplayRun.OfDevice(path!, recording, folder, request, interruption)
            : ReplayRun.OfSimulation(machine, recording, folder, request, interruption));
    }

    private static UsageException NoMachine(string machine) =>
        new($"there is no simulated machine '{machine}'. There is: {string.Join(", ", SimulatedMachines.All)}.");

    private static int InFolder(Func<string, int> run)
    {
        string folder = MakeFolder();
        try
        {
            return run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (long Value, string? Trouble) Size(string text) =>
        SizeText.TryRead(text, out long bytes) && bytes > 0 ? (bytes, null) : (0, "give a size with its unit, such as 100MB or 1GB.");

    private static string MakeFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("illsedge-").FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(
                "is not a folder in which a store can be made; set TMPDIR to one, or give --store FILE.db.",
                Path.GetTempPath(), cause: exception);
        }
    }

    private static (LogLevel Value, string? Trouble) Level(string text)
    {
        string[] names = [.. Enum.GetNames<LogLevel>().Select(name => name.ToLowerInvariant()).Reverse()];
        return names.Contains(text)
            ? (Enum.Parse<LogLevel>(text, ignoreCase: true), null)
            : (LogLevel.Information, Options.OneOf(text, names));
    }

    private static (double? Value, string? Trouble) Speed(string text) =>
        text == "max" ? (double.PositiveInfinity, null)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is >= 1 and <= 1e6
            ? (number, null)
            : (null, "give a number from 1 to 1000000, such as 60, or max.");
}
