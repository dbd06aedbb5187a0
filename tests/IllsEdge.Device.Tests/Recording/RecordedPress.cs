using IllsEdge.Device.Configuration;
using IllsEdge.Device.Recording;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Recording;

/// <summary>Runs of the simulated press with faults of sensors, a clock that is set, and people who ask for things.</summary>
internal sealed class RecordedPress : IDisposable
{
    public RecordedPress()
    {
        DeviceConfiguration press = SimulatedPress.Configuration(Folder);
        Configuration = press with
        {
            Model = press.Model with { Path = Folder.File("press.ills"), MinimumLabels = 20 },
            Retrain = press.Retrain with
            {
                Triggers = press.Retrain.Triggers with { Commands = Folder.File("commands") },
            },
        };
    }

    public TemporaryFolder Folder { get; } = new();

    public DeviceConfiguration Configuration { get; set; }

    public RecordedConfiguration Identity { get; } = new("press", "crc32c:00000001");

    public string Recording => Folder.File("press.rec");

    public MemoryLog Log { get; } = new();

    /// <summary>Decisions of the last run.</summary>
    public IReadOnlyList<Decision> Decisions { get; private set; } = [];

    /// <summary>Samples of the last run.</summary>
    public int Samples { get; private set; }

    /// <summary>Runs, on the store as the run before has left it.</summary>
    /// <param name="minutes">Plant minutes.</param>
    /// <param name="recording">Where to record; null for nowhere.</param>
    /// <param name="seed">Of the machine.</param>
    /// <param name="limit">Of the recording.</param>
    public void Run(double minutes, string? recording, ulong seed = 1, long limit = LoopRecorder.UsualLimit)
    {
        AcceleratedClock clock = new(new DateTimeOffset(2026, 1, 31, 6, 0, 0, TimeSpan.Zero) + TimeSpan.FromHours(seed));
        WiringOptions options = new() { IsAccelerated = true, Scenario = Faults(minutes), Seed = seed };
        RecordingObserver observer = new();
        using Wiring wiring = Wiring.Open(Configuration, options, clock, Log);
        LoopRecorder? recorder = recording is null
            ? null
            : LoopRecorder.Begin(recording, limit, Configuration, Identity, seed, wiring.Parts, clock, Log);
        try
        {
            ILoopObserver both = recorder is null ? observer : new ObserverGroup(recorder, observer);
            using DeviceLoop loop = new(
                Configuration, recorder?.Parts ?? wiring.Parts, recorder?.Clock ?? clock, Log, both);
            int step = 0;
            LoopRunner.Run(
                loop, Configuration.Period, clock, speed: null, () => Disturb(++step, loop, clock),
                TestContext.Current.CancellationToken);
        }
        finally
        {
            recorder?.Dispose();
        }

        (Decisions, Samples) = ([.. observer.Decisions], observer.Samples.Count);
    }

    public ReplayReport Replay(Func<DeviceConfiguration, DeviceConfiguration>? change = null)
    {
        using TemporaryFolder scratch = new();
        return LoopReplay.Run(
            Recording, change?.Invoke(Configuration) ?? Configuration, Identity, scratch.Path, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Folder.Dispose();

    private void Disturb(int step, DeviceLoop loop, AcceleratedClock clock)
    {
        if (step == 2000)
            clock.SetUtc(clock.GetUtcNow() - TimeSpan.FromHours(1));
        else if (step == 4000)
            clock.SetUtc(clock.GetUtcNow() + TimeSpan.FromDays(30));
        else if (step == 5000)
            File.WriteAllText(Configuration.Retrain.Triggers.Commands!, "retrain");
        else if (step == 11_000)
            loop.RequestRollBack();
    }

    private static PressScenario Faults(double minutes) => new()
    {
        Duration = TimeSpan.FromMinutes(minutes),
        OutlierShare = 0.02,
        Events =
        [
            new SensorFault(TimeSpan.FromMinutes(3), "platen_temperature", TimeSpan.FromSeconds(15), SensorFaultKind.Silent),
            new SensorFault(TimeSpan.FromMinutes(6), "pressure", TimeSpan.FromSeconds(30), SensorFaultKind.Stuck),
            new SensorFault(TimeSpan.FromMinutes(9), "pressure", TimeSpan.FromMinutes(1), SensorFaultKind.Shifted, 80),
            new MaterialChange(TimeSpan.FromMinutes(11), ViscosityFactor: 1.4),
        ],
    };
}
