using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Configuration;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Runtime;

public sealed class WiringTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly MemoryLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_example_of_the_press_opens()
    {
        SimulatedPins pins = new();
        using (Wiring wiring = Wiring.Open(Press(), new WiringOptions { Pins = pins }, _clock, _log))
        {
            LoopParts parts = wiring.Parts;
            LoopSource source = Assert.Single(parts.Sources);
            Assert.Same(wiring.Press, source.Source);
            Assert.Equal(PressSource.ChannelNames.Count, source.Routes.Count);
            Assert.Equal([0, 1, 2, 3, 4, 5, LoopSource.Target], source.Routes.Select(route => Assert.Single(route)));
            Assert.Collection(
                parts.Outputs,
                output => Assert.IsType<JsonLinesOutput>(output),
                output => Assert.Same(wiring.Alarm, output));
            Assert.Equal(
                ["platen_temperature", "oil_temperature", "pressure", "vibration", "cycle_time", "stroke"],
                parts.Store.InputNames);
            Assert.Null(parts.HandOver);
            using DeviceLoop loop = new(Press(), parts, _clock, _log);
            Assert.True(loop.Step());
            Assert.Equal(1, loop.Status.Samples);
        }

        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void A_target_that_was_renamed_is_refused_for_its_labels_are_of_another_quantity()
    {
        DeviceConfiguration press = Press();
        using (Wiring.Open(press, new WiringOptions(), _clock, _log))
        {
        }

        DeviceConfiguration renamed = press with { Target = press.Target with { Name = "diameter" } };
        Assert.Contains(
            $"of {press.Target.Name}, but the configuration's target is diameter",
            Assert.Throws<DataFileException>(() => Wiring.Open(renamed, new WiringOptions(), _clock, _log)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_time_is_accelerated_a_verdict_has_its_time()
    {
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using Wiring wiring = Wiring.Open(Press(), new WiringOptions { IsAccelerated = true }, clock, _log);
        Assert.Equal(TimeSpan.FromSeconds(2), wiring.Parts.HandOver);
    }

    [Fact]
    public void All_that_come_from_one_file_share_one_source()
    {
        string csv = Csv("a,b,y\n1,2,3\n4,5,6\n");
        string other = Csv("b\n7\n8\n");
        DeviceConfiguration configuration = Small(
            ("a", csv, "a"), ("twice", csv, "a"), ("b", other, "b"), ("c", csv, "b"));
        using Wiring wiring = Wiring.Open(configuration, new WiringOptions(), _clock, _log);
        LoopParts parts = wiring.Parts;
        Assert.Equal(2, parts.Sources.Count);
        Assert.Equal(["a", "b", "y"], parts.Sources[0].Source.Channels);
        Assert.Equal([[0, 1], [3], [LoopSource.Target]], parts.Sources[0].Routes);
        Assert.Equal(["b"], parts.Sources[1].Source.Channels);
        Assert.Equal([[2]], parts.Sources[1].Routes);

        RecordingObserver observer = new();
        using DeviceLoop loop = new(configuration, parts, _clock, _log, observer);
        Assert.True(loop.Step());
        _clock.Advance(configuration.Period);
        Assert.False(loop.Step());
        Assert.Equal([[1, 1, 7, 2], [4, 4, 8, 5]], observer.Samples.Select(sample => sample.Values));
        Assert.Equal([3, 6], observer.Labels.Select(label => label.Measured));
    }

    [Fact]
    public void A_label_from_a_file_of_its_own_finds_the_sample_that_was_recorded_when_it_was()
    {
        string inputs = Csv("time,a\n100,1\n100.1,2\n100.2,3\n100.3,4\n");
        string labels = Csv("when,y\n100.2,30\n100.3,40\n");
        DeviceConfiguration configuration = Small(("a", inputs, "a"));
        configuration = configuration with
        {
            Inputs = [Input("a", new CsvSourceConfiguration { Path = inputs, Channel = "a", TimeColumn = "time" })],
            Target = configuration.Target with
            {
                Source = new CsvSourceConfiguration { Path = labels, Channel = "y", TimeColumn = "when" },
            },
        };
        using Wiring wiring = Open(configuration);
        RecordingObserver observer = new();
        using DeviceLoop loop = new(configuration, wiring.Parts, _clock, _log, observer);
        while (loop.Step())
            _clock.Advance(configuration.Period);
        Assert.Equal([[1], [2], [3], [4]], observer.Samples.Select(sample => sample.Values));
        Assert.Equal([(30, 3), (40, 4)], observer.Labels.Select(label => (label.Measured, label.Values[0])));
    }

    [Fact]
    public void A_run_of_files_ends_with_the_last_row_of_the_last_file_also_where_there_is_a_button()
    {
        DeviceConfiguration files = Small(("a", Csv("a,y\n1,2\n2,3\n"), "a"), ("b", Csv("b\n1\n2\n3\n4\n5\n"), "b"));
        DeviceConfiguration configuration = files with
        {
            Retrain = files.Retrain with
            {
                Triggers = files.Retrain.Triggers with { Button = new() { Line = new GpioLine(GpioDrivers.Simulated, 0, 17) } },
            },
        };
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using Wiring wiring = Wiring.Open(configuration, new WiringOptions { IsAccelerated = true }, clock, _log);
        Assert.Equal([false, false, true], wiring.Parts.Sources.Select(source => source.IsOnlyButton));
        RecordingObserver observer = new();
        using DeviceLoop loop = new(configuration, wiring.Parts, clock, _log, observer);
        int steps = 1;
        for (; loop.Step() && steps < 100; steps++)
            clock.Advance(configuration.Period);
        Assert.Equal((5, 5), (steps, observer.Samples.Count));
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_and_everything_is_closed_again()
    {
        DeviceConfiguration configuration = Small(("a", Csv("a,b\n1,2\n"), "pressure"));
        var exception = Assert.Throws<DataFileException>(() => Open(configuration));
        Assert.Contains("pressure", exception.Message, StringComparison.Ordinal);
        AssertStoreIsFree(configuration);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_and_everything_is_closed_again()
    {
        DeviceConfiguration configuration = Small(("a", _folder.File("none.csv"), "a"));
        var exception = Assert.Throws<DataFileException>(() => Open(configuration));
        Assert.Contains("none.csv", exception.Message, StringComparison.Ordinal);
        AssertStoreIsFree(configuration);
    }

    [Fact]
    public void A_chip_that_is_not_there_is_named_and_everything_is_closed_again()
    {
        DeviceConfiguration configuration = Press() with
        {
            Outputs =
            [
                Lamp("simulated", 0, 17),
                Lamp("libgpiod", 4711, 17),
            ],
        };
        var exception = Assert.Throws<HardwareException>(() => Open(configuration));
        Assert.Contains("/dev/gpiochip4711", exception.Message, StringComparison.Ordinal);
        AssertStoreIsFree(configuration);
    }

    [Fact]
    public void A_pin_that_is_used_twice_is_refused_and_the_first_one_is_given_back()
    {
        SimulatedPins pins = new();
        DeviceConfiguration configuration = Press() with
        {
            Outputs = [Lamp("simulated", 0, 17), Lamp("simulated", 0, 17)],
        };
        Assert.Throws<HardwareException>(() =>
            Wiring.Open(configuration, new WiringOptions { Pins = pins }, _clock, _log));
        using Wiring wiring = Wiring.Open(Press(), new WiringOptions { Pins = pins }, _clock, _log);
        Assert.NotNull(wiring.Alarm);
    }

    [Fact]
    public void Pins_of_one_chip_share_one_source_and_may_be_on_it_with_an_output()
    {
        SimulatedPins pins = new();
        GpioSourceConfiguration Pin(int pin) => new() { Line = new GpioLine("simulated", 0, pin) };
        DeviceConfiguration configuration = Press() with
        {
            Inputs = [Input("a", Pin(4)), Input("b", Pin(5))],
            Store = new StoreConfiguration { Path = _folder.File("pins.db") },
        };
        using Wiring wiring = Wiring.Open(configuration, new WiringOptions { Pins = pins }, _clock, _log);
        Assert.Equal(2, wiring.Parts.Sources.Count);
        Assert.IsType<GpioInputSource>(wiring.Parts.Sources[0].Source);
        Assert.Equal([[0], [1]], wiring.Parts.Sources[0].Routes);
        Assert.NotNull(wiring.Alarm);
    }

    [Fact]
    public void A_store_that_is_in_use_is_refused_and_the_one_that_uses_it_goes_on()
    {
        using Wiring first = Open(Press());
        string said = Assert.Throws<HardwareException>(() => Open(Press())).Message;
        Assert.Contains("the store is in use by another process", said, StringComparison.Ordinal);
        Assert.Equal(StoreState.Writing, first.Parts.Store.State);
        Assert.True(first.Parts.Store.Flush());
    }

    [Fact]
    public void Disposing_twice_is_as_good_as_once_and_commits_what_waits()
    {
        Wiring wiring = Open(Press());
        wiring.Parts.Store.AppendDecision(0, "test", "something");
        wiring.Dispose();
        wiring.Dispose();
        using Wiring again = Open(Press());
        Assert.Single(again.Parts.Store.ReadDecisions(10));
    }

    private static GpioOutputConfiguration Lamp(string driver, int chip, int pin) => new()
    {
        Line = new GpioLine(driver, chip, pin),
        Alarm = new AlarmConfiguration { Above = 6 },
        Safe = GpioLevel.High,
    };

    private static InputConfiguration Input(string name, SourceConfiguration source) =>
        new() { Name = name, Source = source, MaxAge = TimeSpan.FromSeconds(1) };

    private static CsvSourceConfiguration Column(string path, string column) =>
        new() { Path = path, Channel = column, Period = TimeSpan.FromMilliseconds(100) };

    private Wiring Open(DeviceConfiguration configuration) =>
        Wiring.Open(configuration, new WiringOptions(), _clock, _log);

    private void AssertStoreIsFree(DeviceConfiguration configuration)
    {
        using DeviceStore store = DeviceStore.Open(
            configuration.Store.Path, [.. configuration.Inputs.Select(input => input.Name)], new StoreOptions(), _clock,
            _log);
        Assert.Equal(0, store.LastSampleId);
    }

    private DeviceConfiguration Press()
    {
        DeviceConfiguration press = ConfigurationReader.Read(
            Documents.RepositoryFile("device/deploy/examples/press.json"), _log);
        return press with { Store = press.Store with { Path = _folder.File("press.db") } };
    }

    private DeviceConfiguration Small(params (string Name, string Path, string Column)[] inputs) => new()
    {
        Name = "small",
        Period = TimeSpan.FromMilliseconds(100),
        Store = new StoreConfiguration { Path = _folder.File("small.db") },
        Inputs = [.. inputs.Select(input => Input(input.Name, Column(input.Path, input.Column)))],
        Target = new TargetConfiguration
        {
            Name = "y",
            Source = Column(inputs[0].Path, "y"),
            Match = new LabelMatch { Tolerance = TimeSpan.FromMilliseconds(50) },
        },
        Outputs = [new JsonOutputConfiguration()],
    };

    private string Csv(string content)
    {
        string path = _folder.File($"{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, content);
        return path;
    }
}
