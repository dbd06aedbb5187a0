using System.Runtime.InteropServices;
using IllsEdge.Cli.Terminal;
using IllsEdge.Device;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Recording;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Service;
using IllsEdge.Device.Simulation;

namespace IllsEdge.Cli.Live;

/// <summary>One run of the device loop with its view: opens what the configuration names, runs, and tells how it was.</summary>
internal sealed class DeviceRun : IDisposable
{
    // Four plant minutes a second: an hour in a quarter of a minute, slow enough to be watched.
    private const double SpeedToWatch = 240;

    // Numbers of SIGUSR1 and SIGUSR2 on Linux, which the runtime takes as they are.
    private const int UserSignal1 = 10;
    private const int UserSignal2 = 12;

    // As in a fixed film, every run of a simulation begins at the same time of the same day.
    private static readonly DateTimeOffset SimulatedStart = new(2026, 1, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan BetweenRefreshes = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan BetweenAcceleratedRefreshes = TimeSpan.FromSeconds(1);

    private readonly DeviceConfiguration _configuration;
    private readonly AcceleratedClock? _accelerated;
    private readonly double? _speed;
    private readonly Interruption _interruption;
    private readonly IRunView _view;
    private readonly Stream _output = new WatchedOutput(Console.OpenStandardOutput(), StandardOutput.HasNoReader);
    private readonly Wiring _wiring;
    private readonly LoopRecorder? _recorder;
    private readonly DeviceLoop _loop;
    private readonly MachineEvent? _change;
    private readonly DriftStudy? _study;
    private readonly LoopRunner _runner = new();
    private readonly ServiceReport _service = ServiceReport.Of(
        Environment.GetEnvironmentVariable, Environment.ProcessId, TimeProvider.System);
    private readonly MissedPeriodsLog _missed;
    private TimeSpan _nextRefresh;
    private bool _isDisposed;
    private bool _isClosed;

    private DeviceRun(
        DeviceConfiguration configuration, RecordedConfiguration identity, AcceleratedClock? accelerated, double? speed,
        RunRequest request, MachineScenario? scenario, Interruption interruption)
    {
        (_configuration, _accelerated, _speed, _interruption) = (configuration, accelerated, speed, interruption);
        _view = MakeView(configuration, scenario?.Duration, request.Least);
        _missed = new MissedPeriodsLog(_view, TimeProvider.System);
        interruption.BeforeEnd = _view.Abandon;
        try
        {
            TimeProvider clock = accelerated ?? TimeProvider.System;
            _service.Opening(SizeOf(configuration.Store.Path));
            _wiring = Wiring.Open(
                configuration,
                new WiringOptions
                {
                    JsonLines = _output,
                    IsAccelerated = accelerated is not null,
                    Stop = interruption.Token,
                    Scenario = scenario,
                    Seed = request.Seed,
                },
                clock,
                _view);
            _change = scenario?.HiddenChange;
            _study = _change is null ? null : new DriftStudy(_change.At);
            if (request.Record is { } record)
                _recorder = LoopRecorder.Begin(
                    record, request.RecordLimit, configuration, identity, request.Seed, _wiring.Parts, clock, _view);
            _loop = new DeviceLoop(
                configuration, _recorder?.Parts ?? _wiring.Parts, _recorder?.Clock ?? clock, _view, Observers());
        }
        catch
        {
            _recorder?.Dispose();
            _wiring?.Dispose();
            _view.Dispose();
            _service.Dispose();
            throw;
        }

        _study?.Loop = _loop;
        if (request.RollBack)
            _loop.RequestRollBack();
    }

    /// <summary>Runs a configuration until it is ended, or until every file that it replays is.</summary>
    public static int OnDevice(string path, RunRequest request, Interruption interruption)
    {
        DeviceConfiguration configuration = ConfigurationReader.Read(path, new PlainLog(request.Least));
        if (request.Json)
            configuration = WithJson(configuration);
        bool isFast = request.Speed is { } speed && speed != 1;
        if (isFast && TiedToRealTime(configuration) is { } tied)
            throw new UsageException($"--speed is for simulated machines and replayed files; {tied} comes in real time.");
        AcceleratedClock? clock = isFast ? new AcceleratedClock(DateTimeOffset.UtcNow) : null;
        using DeviceRun run = new(
            configuration, RecordedConfiguration.Of(Path.GetFileName(path), File.ReadAllBytes(path)), clock, request.Speed, request, null, interruption);
        int result = run.Run();
        if (request.Json)
            run.Summarise(json: true);
        return result;
    }

    /// <summary>Runs the example of a simulated machine on a store of its own.</summary>
    public static int OnSimulation(string machine, string store, RunRequest request, Interruption interruption)
    {
        DeviceConfiguration example = ConfigurationReader.FromBytes(
            SimulatedMachines.Example(machine), $"{machine}.json", Path.GetDirectoryName(store)!).Configuration!;
        DeviceConfiguration configuration = example with
        {
            Store = example.Store with { Path = store },
            // The example shows JSON lines; a person who looks on wants the picture, and a program asks for them.
            Outputs = [.. example.Outputs.Where(output => request.Json || output is not JsonOutputConfiguration)],
        };
        MachineScenario scenario = SimulatedMachines.Scenario(machine);
        double speed = request.Speed ?? (Console.IsErrorRedirected ? double.PositiveInfinity : SpeedToWatch);
        using DeviceRun run = new(
            configuration, RecordedConfiguration.Of(machine, SimulatedMachines.Example(machine)),
            new AcceleratedClock(SimulatedStart), speed, request,
            request.Hours is { } hours ? scenario.Lasting(TimeSpan.FromHours(hours)) : scenario, interruption);
        int result = run.Run();
        run.Summarise(request.Json);
        return result;
    }

    /// <summary>Takes the outputs to their safe state, commits what waits and closes everything.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        Close();
        _view.Dispose();
        _interruption.BeforeEnd = null;
        _output.Dispose();
        _service.Dispose();
    }

    // All but what tells of it.
    private void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, true))
            return;
        _loop.Dispose();
        _recorder?.Dispose();
        _wiring.Dispose();
    }

    private int Run()
    {
        using PosixSignalRegistration? retrain = On(UserSignal1, _loop.RequestRetraining);
        using PosixSignalRegistration? rollBack = On(UserSignal2, _loop.RequestRollBack);
        if (_accelerated is null)
            _runner.Run(_loop, _configuration.Period, AfterStep, _interruption.Token, _service.Beat);
        else
            LoopRunner.Run(
                _loop, _configuration.Period, _accelerated, double.IsInfinity(_speed ?? 1) ? null : _speed, AfterStep,
                _interruption.Token, _service.Beat);
        _service.Stopping();
        _view.Refresh(Status, IsAlarm);
        // What could not be written even at the end is lost as well, and only then known.
        Close();
        LoopStatus status = Status;
        int left = _wiring.Parts.Store.Counts.Queued;
        _view.Tell(
            LogLevel.Information,
            "loop",
            $"ended after {Format.Count(status.Samples, "sample")} and {Format.Count(status.Labels, "label")}, {status.Lost + left} lost"
            + (left > 0 ? $" ({left} of them at the end, waiting to be written)" : "")
            + StoreText.NotKept(status.Store)
            + (status.Unpublished > 0 ? $", {Format.Count(status.Unpublished, "value")} not taken by an output's reader" : "")
            + (status.Timing is { } timing ? $"; {TimingText.Of(timing)}" : ""));
        // A service is ended by SIGTERM; that is its normal end, and not what Ctrl-C is to a person.
        return _interruption.IsInterrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    private void Summarise(bool json)
    {
        LoopStatus status = Status;
        // The picture has to be over before anything else is written, and the lines of the outputs too.
        Dispose();
        // What could not be written even at the end is lost as well.
        status = status with { Lost = status.Lost + _wiring.Parts.Store.Counts.Queued };
        RunSummary summary = RunSummary.Of(status, _study, _change, _configuration.Target.Unit);
        if (json)
            CliJson.Print(new RunOutput(summary), CliJson.Default.RunOutput);
        else
            foreach (string line in summary.Lines())
                Console.Out.WriteLine(line);
    }

    private ILoopObserver Observers()
    {
        ILoopObserver[] all = [.. ((ILoopObserver?[])[_recorder, _study, _view]).OfType<ILoopObserver>()];
        return all.Length == 1 ? all[0] : new ObserverGroup(all);
    }

    private bool IsAlarm => _wiring.Alarm?.IsOn ?? false;

    private LoopStatus Status => _loop.Status with { Timing = _runner.Timing };

    private void AfterStep()
    {
        _service.Stepped(ServiceStatus);
        _missed.Look(_runner.Missed);
        Refresh();
    }

    // One line that `systemctl status` shows.
    private string ServiceStatus()
    {
        LoopStatus status = Status;
        string timing = status.Timing is { } late ? $"; {TimingText.Of(late)}" : "";
        return $"{LogLine.Meaning(status.Status)}, model {status.ModelVersion}, {Format.Count(status.Samples, "sample")}, " +
            $"{Format.Count(status.Labels, "label")}{timing}";
    }

    private static long SizeOf(string store) => new FileInfo(store) is { Exists: true, Length: var length } ? length : 0;

    private void Refresh()
    {
        TimeSpan now = _loop.Elapsed;
        if (now < _nextRefresh)
            return;
        _nextRefresh = now + (_accelerated is null ? BetweenRefreshes : BetweenAcceleratedRefreshes);
        _view.Refresh(Status, IsAlarm);
    }

    private static IRunView MakeView(DeviceConfiguration configuration, TimeSpan? duration, LogLevel least)
    {
        AlarmConfiguration? alarm = configuration.Outputs.OfType<GpioOutputConfiguration>().FirstOrDefault()?.Alarm;
        ScreenSetting setting = new(
            configuration.Name, configuration.Target.Name, configuration.Target.Unit, alarm?.Above, alarm?.Below,
            [.. configuration.Inputs.Select(input => input.Name)], duration, least);
        // JSON lines on the same terminal would tear the picture.
        bool isTorn = !Console.IsOutputRedirected && configuration.Outputs.Any(output => output is JsonOutputConfiguration);
        bool isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        return Console.IsErrorRedirected || isTorn || isDumb
            ? new PlainView(setting, Console.Error, StandardError.IsJournal)
            : new LiveView(setting, Console.Error);
    }

    private static DeviceConfiguration WithJson(DeviceConfiguration configuration) =>
        configuration.Outputs.Any(output => output is JsonOutputConfiguration)
            ? configuration
            : configuration with { Outputs = [.. configuration.Outputs, new JsonOutputConfiguration()] };

    private static string? TiedToRealTime(DeviceConfiguration configuration) =>
        configuration.Inputs.Select(input => input.Source).Append(configuration.Target.Source).Select(source => source switch
        {
            SerialSourceConfiguration serial => serial.Port,
            GpioSourceConfiguration { Line.Driver: not "simulated" } gpio => gpio.Line.ToString(),
            _ => null,
        }).FirstOrDefault(place => place is not null);

    private static PosixSignalRegistration? On(int signal, Action request)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        return PosixSignalRegistration.Create((PosixSignal)signal, context =>
        {
            context.Cancel = true;
            request();
        });
    }
}
