using System.Numerics;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Tests.Configuration;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Support;

/// <summary>An hour of the press of the example, as fast as it goes, watched by somebody who knows the truth.</summary>
internal sealed class SimulatedPress : ILoopObserver
{
    private readonly Wiring _wiring;
    private readonly TimeSpan _change;
    private Predictor? _frozen;
    private double _squares;
    private double _frozenSquares;
    private int _judged;

    private SimulatedPress(Wiring wiring, TimeSpan change) => (_wiring, _change) = (wiring, change);

    public List<Decision> Decisions { get; } = [];

    public LoopStatus Status { get; private set; } = null!;

    /// <summary>Of everything that was published, to the last bit.</summary>
    public ulong Fingerprint { get; private set; } = 0xCBF29CE484222325;

    /// <summary>Error after the change, mm, of what was published with a value.</summary>
    public double Rmse => Math.Sqrt(_squares / _judged);

    /// <summary>Error of the model that was in use at the change, on the same samples.</summary>
    public double FrozenRmse => Math.Sqrt(_frozenSquares / _judged);

    public static SimulatedPress Run(ulong seed)
    {
        using TemporaryFolder folder = new();
        PressScenario scenario = new();
        MemoryLog log = new();
        AcceleratedClock clock = new(new DateTimeOffset(2026, 1, 31, 6, 0, 0, TimeSpan.Zero));
        DeviceConfiguration configuration = Configuration(folder);
        using Wiring wiring = Wiring.Open(
            configuration, new WiringOptions { IsAccelerated = true, Scenario = scenario, Seed = seed }, clock, log);
        SimulatedPress press = new(wiring, scenario.Change!.Value);
        using DeviceLoop loop = new(configuration, wiring.Parts, clock, log, press);
        LoopRunner.Run(
            loop, configuration.Period, clock, speed: null, () => press.Freeze(loop),
            TestContext.Current.CancellationToken);
        press.Status = loop.Status;
        return press;
    }

    public static DeviceConfiguration Configuration(TemporaryFolder folder)
    {
        DeviceConfiguration press = ConfigurationReader.Read(
            Documents.RepositoryFile("device/deploy/examples/press.json"), new MemoryLog());
        return press with
        {
            Store = press.Store with { Path = folder.File("press.db") },
            Outputs = [.. press.Outputs.Where(output => output is not JsonOutputConfiguration)],
        };
    }

    public void Sampled(in SampleReport sample)
    {
        Published published = sample.Published;
        foreach (ulong part in (ReadOnlySpan<ulong>)
            [BitConverter.DoubleToUInt64Bits(published.Value), (ulong)published.Status, (ulong)published.Time.Ticks])
            Fingerprint = BitOperations.RotateLeft((Fingerprint ^ part) * 0x100000001B3, 31);
        if (_frozen is not { } frozen || published.Status == ValueStatus.Failure
            || _wiring.Press!.TrueThickness is not { } truth)
            return;
        double[] prediction = new double[1];
        frozen.Predict(sample.Values, prediction);
        _squares += Math.Pow(published.Value - truth, 2);
        _frozenSquares += Math.Pow(prediction[0] - truth, 2);
        _judged++;
    }

    public void Labelled(in LabelReport label)
    {
    }

    public void Decided(Decision decision) => Decisions.Add(decision);

    private void Freeze(DeviceLoop loop)
    {
        if (_frozen is null && loop.Elapsed >= _change)
            _frozen = new Predictor(loop.Champion!);
    }
}
