using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Runtime.Validity;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>Twenty minutes of the simulated press with every fault of a sensor there is, and every check at work.</summary>
public class FaultyPressTests : ILoopObserver
{
    private readonly HashSet<TimeSpan> _flagged = [];
    private readonly List<(bool IsMeasured, bool IsUsed, ValueStatus Status)> _samples = [];
    private int _learned;
    private int _passedOver;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nothing_is_learned_of_a_flagged_sample_and_with_something_standing_in_predictions_go_on(ulong seed)
    {
        using TemporaryFolder folder = new();
        AcceleratedClock clock = new(new DateTimeOffset(2026, 1, 31, 6, 0, 0, TimeSpan.Zero));
        DeviceConfiguration press = SimulatedPress.Configuration(folder);
        press = press with
        {
            Inputs = [.. press.Inputs.Select(input => input with
            {
                // What changes with every plate has steps that are none.
                Spikes = input.Name.EndsWith("_temperature", StringComparison.Ordinal)
                    ? new SpikeConfiguration { Threshold = 8 }
                    : null,
                StuckAfter = input.Name == "pressure" ? TimeSpan.FromSeconds(5) : null,
                Replace = new ReplaceConfiguration { With = Substitute.Median },
            })],
        };
        IReadOnlyList<InputCounts> counts;
        using (Wiring wiring = Wiring.Open(
            press, new WiringOptions { IsAccelerated = true, Scenario = Faults(), Seed = seed }, clock, new MemoryLog()))
        using (DeviceLoop loop = new(press, wiring.Parts, clock, new MemoryLog(), this))
        {
            LoopRunner.Run(loop, press.Period, clock, speed: null, () => { }, TestContext.Current.CancellationToken);
            LoopStatus status = loop.Status;
            counts = status.Inputs;
            Assert.True(status.Inputs[0].TooOld > 0, "The silent sensor was not found.");
            Assert.True(status.Inputs[2].Stuck > 0, "The stuck sensor was not found.");
            Assert.True(status.Inputs[2].OutOfRange > 0, "The shifted sensor was not found.");
            Assert.True(status.Inputs.Sum(input => input.Spike) > 0, "No spike was found.");
        }

        Assert.True(_learned > 30 && _passedOver > 0, $"{_learned} labels were learned from, {_passedOver} were not. {string.Join("; ", counts)}");
        // After a minute every sensor has given a good reading, and something stands in for every bad one.
        Assert.All(_samples.Skip(600), sample => Assert.True(sample.IsUsed));
        Assert.All(_samples.Where(sample => !sample.IsMeasured), sample =>
            Assert.True(sample.Status is ValueStatus.OutOfSpecification or ValueStatus.Check or ValueStatus.Failure));
        Assert.Contains(_samples, sample => sample is { IsMeasured: false, Status: ValueStatus.OutOfSpecification });

        using DeviceStore store = DeviceStore.Open(
            press.Store.Path, [.. press.Inputs.Select(input => input.Name)], new StoreOptions(), clock, new MemoryLog());
        Assert.Equal(_learned, store.ReadLabelled(10_000).Count);
        Assert.Equal(_learned + _passedOver, store.ReadLabelled(10_000, onlyComplete: false).Count);
    }

    void ILoopObserver.Sampled(in SampleReport sample)
    {
        bool isMeasured = !sample.Present.Contains(false);
        if (!isMeasured)
            _flagged.Add(sample.Elapsed);
        _samples.Add((isMeasured, !sample.Used.Contains(false), sample.Published.Status));
    }

    void ILoopObserver.Labelled(in LabelReport label)
    {
        bool isFlagged = _flagged.Contains(label.Elapsed - label.Age);
        Assert.Equal(isFlagged, label.Values.IsEmpty);
        _learned += isFlagged ? 0 : 1;
        _passedOver += isFlagged ? 1 : 0;
    }

    void ILoopObserver.Decided(Decision decision)
    {
    }

    private static PressScenario Faults() => new()
    {
        Duration = TimeSpan.FromMinutes(20),
        OutlierShare = 0.02,
        Events =
        [
            new SensorFault(TimeSpan.FromMinutes(3), "platen_temperature", TimeSpan.FromSeconds(15), SensorFaultKind.Silent),
            new SensorFault(TimeSpan.FromMinutes(6), "pressure", TimeSpan.FromSeconds(30), SensorFaultKind.Stuck),
            new SensorFault(TimeSpan.FromMinutes(9), "pressure", TimeSpan.FromMinutes(1), SensorFaultKind.Shifted, 80),
        ],
    };
}
