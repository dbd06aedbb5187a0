using System.Device.Gpio;
using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Store;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Runtime;

/// <summary>Everything that a configuration names, opened: what is shared by several, such as a port, once.</summary>
public sealed class Wiring : IDisposable
{
    private readonly DeviceConfiguration _configuration;
    private readonly WiringOptions _options;
    private readonly TimeProvider _clock;
    private readonly IDeviceLog _log;
    private readonly List<LoopSource> _sources = [];
    private readonly List<IOutput> _outputs = [];
    private readonly Dictionary<string, SerialPortLink> _links = [];
    private readonly HashSet<GpioLine> _lines = [];
    private DeviceStore? _store;
    private ModelArchive? _archive;

    private Wiring(DeviceConfiguration configuration, WiringOptions options, TimeProvider clock, IDeviceLog log) =>
        (_configuration, _options, _clock, _log) = (configuration, options, clock, log);

    /// <summary>What a loop works with.</summary>
    public LoopParts Parts => new(
        _sources, _outputs, _store!, _archive!,
        // Two seconds of plant time are what a small board needs for a hundred rows.
        _options.IsAccelerated ? TimeSpan.FromSeconds(2) : null);

    /// <summary>The first simulated machine; null where there is none.</summary>
    public MachineSource? Machine => _sources.Select(source => source.Source).OfType<MachineSource>().FirstOrDefault();

    /// <summary>The pin that shows the alarm; null where there is none.</summary>
    public GpioAlarmOutput? Alarm => _outputs.OfType<GpioAlarmOutput>().FirstOrDefault();

    /// <summary>Opens the store, then pins, files and ports. A port that is not there yet is waited for.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="options">The rest.</param>
    /// <param name="clock">The device's time.</param>
    /// <param name="log">Is told what goes wrong.</param>
    /// <exception cref="HardwareException">A chip or pin is not there.</exception>
    /// <exception cref="DataFileException">The store or a file cannot be used.</exception>
    public static Wiring Open(
        DeviceConfiguration configuration, WiringOptions options, TimeProvider clock, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        Wiring wiring = new(configuration, options, clock, log);
        try
        {
            wiring.OpenStore();
            wiring.OpenSources();
            wiring.OpenOutputs();
            return wiring;
        }
        catch
        {
            wiring.Dispose();
            throw;
        }
    }

    /// <summary>Takes the outputs to their safe state, closes everything and commits what waits.</summary>
    public void Dispose()
    {
        foreach (IOutput output in _outputs)
            output.Dispose();
        foreach (LoopSource source in _sources)
            source.Source.Dispose();
        foreach (SerialPortLink link in _links.Values)
            link.Dispose();
        _archive?.Dispose();
        _store?.Dispose();
    }

    private void OpenStore()
    {
        StoreOptions options = new()
        {
            Target = _configuration.Target.Name,
            MaxRows = _configuration.Store.MaxRows,
            MaxAge = _configuration.Store.MaxAge,
            MaxBytesPerDay = _configuration.Store.MaxBytesPerDay,
            KeptModels = _configuration.Store.Models,
            IsReadOnly = _configuration.Store.ReadOnly,
            IsSynchronous = _options.IsAccelerated,
            BatchInterval = TimeSpan.FromSeconds(_options.IsAccelerated ? 60 : 1),
        };
        try
        {
            _store = DeviceStore.Open(
                _configuration.Store.Path, [.. _configuration.Inputs.Select(input => input.Name)], options, _clock, _log);
        }
        catch (DataFileException exception) when (StoreTrouble.IsPassing(exception))
        {
            // Of the device as it is at this moment, like a chip that is not there: a service tries it again.
            throw new HardwareException(exception.Message, exception);
        }

        _archive = new ModelArchive(_store, _configuration.Model.Path, _log);
    }

    private void OpenSources()
    {
        (SourceConfiguration Source, int Route)[] all =
        [
            .. _configuration.Inputs.Select((input, index) => (input.Source, index)),
            (_configuration.Target.Source, LoopSource.Target),
        ];
        foreach (IGrouping<object, (SourceConfiguration Source, int Route)> shared in all.GroupBy(one => Place(one.Source)))
        {
            string[] channels = [.. shared.Select(one => Channel(one.Source)).Distinct()];
            IInputSource source = Open([.. shared.Select(one => one.Source).DistinctBy(Channel)], channels);
            ILookup<string, int> routes = shared.ToLookup(one => Channel(one.Source), one => one.Route);
            // A source may have more channels than are asked for.
            _sources.Add(new LoopSource(source, [.. source.Channels.Select(channel => routes[channel].ToArray())]));
        }

        SharedOrigin.Apply(_sources.Select(source => source.Source).OfType<CsvReplaySource>(), _log);

        if (_configuration.Retrain.Triggers.Button is { } button)
            _sources.Add(new LoopSource(
                new GpioInputSource(
                    Chip(button.Line),
                    // With a resistor to the supply it is pressed when it is low.
                    [new GpioInput("button", button.Line.Pin, button.Pull, Inverted: button.Pull == GpioPull.Up)],
                    TimeSpan.FromMilliseconds(50), _clock, _log),
                [[LoopSource.Button]]));
    }

    // What is opened once, however many values come from it.
    private static object Place(SourceConfiguration source) => source switch
    {
        SerialSourceConfiguration serial => ("serial", serial.Port),
        CsvSourceConfiguration csv => ("csv", csv.Path),
        GpioSourceConfiguration gpio => ("gpio", gpio.Line.Driver, gpio.Line.Chip),
        SimulatedSourceConfiguration simulated => ("simulated", simulated.Machine),
        _ => throw Unknown(source),
    };

    private static string Channel(SourceConfiguration source) => source switch
    {
        SerialSourceConfiguration serial => serial.Channel,
        CsvSourceConfiguration csv => csv.Channel,
        GpioSourceConfiguration gpio => FormattableString.Invariant($"pin {gpio.Line.Pin}"),
        SimulatedSourceConfiguration simulated => simulated.Channel,
        _ => throw Unknown(source),
    };

    private IInputSource Open(SourceConfiguration[] shared, string[] channels) => shared[0] switch
    {
        SerialSourceConfiguration serial => new SerialLineSource(Link(serial.Port, serial.Baud), channels, _clock, _log),
        CsvSourceConfiguration csv => new CsvReplaySource(
            csv.Path, channels, new ReplayTiming(csv.TimeColumn, csv.Period, Speed: csv.Speed, Origin: csv.Origin), _clock, _log),
        GpioSourceConfiguration gpio => new GpioInputSource(
            Chip(shared.Cast<GpioSourceConfiguration>().Select(one => one.Line)),
            [.. shared.Cast<GpioSourceConfiguration>().Select(one => new GpioInput(Channel(one), one.Line.Pin, one.Pull))],
            TimeSpan.Zero, _clock, _log),
        SimulatedSourceConfiguration simulated => Scenario(simulated.Machine).Open(_options.Seed, _clock),
        _ => throw Unknown(shared[0]),
    };

    private MachineScenario Scenario(string machine) =>
        _options.Scenario is { } scenario && scenario.Machine.Name == machine
            ? scenario
            : SimulatedMachines.Scenario(machine) with { Duration = null };

    private void OpenOutputs()
    {
        foreach (OutputConfiguration output in _configuration.Outputs)
            _outputs.Add(output switch
            {
                SerialOutputConfiguration serial => new SerialLineOutput(
                    Link(serial.Port, serial.Baud), [_configuration.Target.Name], _clock),
                GpioOutputConfiguration gpio => new GpioAlarmOutput(Chip(gpio.Line), AlarmOf(gpio), _clock, _log),
                JsonOutputConfiguration => new JsonLinesOutput(
                    _options.JsonLines, _log, patience: _options.IsAccelerated ? _options.Stop : null,
                    source: IsSimulated ? "simulated" : null),
                _ => throw new NotSupportedException($"There is no output for {output.GetType().Name}."),
            });
    }

    private bool IsSimulated => _configuration.Inputs.Select(input => input.Source).Any(source =>
        source is SimulatedSourceConfiguration or GpioSourceConfiguration { Line.Driver: GpioDrivers.Simulated });

    private GpioAlarm AlarmOf(GpioOutputConfiguration output) => new(
        output.Line.Pin,
        _configuration.Target.Name,
        output.Alarm.Above ?? output.Alarm.Below ?? 0,
        output.Alarm.Hysteresis,
        output.Alarm.Above is null ? AlarmSide.Below : AlarmSide.Above,
        output.SafeIsAlarm,
        output.Inverted);

    private SerialPortLink Link(string port, int baud)
    {
        if (!_links.TryGetValue(port, out SerialPortLink? link))
            _links[port] = link = new SerialPortLink(new SerialPortSettings(port, baud), _clock, _log);
        return link;
    }

    // Each source and output opens a chip for itself, so that each can open it again; what they claim of it is looked at here.
    private Func<GpioController> Chip(params IEnumerable<GpioLine> lines)
    {
        GpioLine chip = lines.First();
        foreach (GpioLine line in lines)
            if (!_lines.Add(line))
                throw GpioDrivers.UsedTwice(line.Pin);
        return ReturningChip.Opener(chip.Driver, chip.Chip, _options.Pins, _log);
    }

    private static NotSupportedException Unknown(SourceConfiguration source) =>
        new($"There is no source for {source.GetType().Name}.");
}
