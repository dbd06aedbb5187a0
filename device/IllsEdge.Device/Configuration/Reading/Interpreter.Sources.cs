using IllsEdge.Device.Sensors;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Configuration.Reading;

// Sources and outputs: one method a kind, and one line where it is registered.
internal sealed partial class Interpreter
{
    private const int FastestBaud = 4_000_000;
    private const int LineBits = 800;   // 80 bytes: three numbers, status and time; start and stop bit
    private const int MostChips = 255;
    private const int MostLines = 4095;

    private static readonly string[] SourceKinds = ["serial", "csv", "gpio", "simulated"];
    private static readonly string[] OutputKinds = ["serial", "gpio", "json"];

    private SourceConfiguration Source(Section owner, string? name)
    {
        if (owner.Part("source", "source", "{\"kind\": \"serial\", ...}", isRequired: true) is not { } part)
            return new UnknownSource();
        SourceConfiguration? source = part.Kind("source", SourceKinds, "Source") switch
        {
            "serial" => SerialSource(part, name),
            "csv" => CsvSource(part, name),
            "gpio" => GpioSource(part),
            "simulated" => SimulatedSource(part, name),
            _ => null,
        };
        if (source is null)
            return new UnknownSource();
        part.Close();
        return source;
    }

    private OutputConfiguration? Output(Section part)
    {
        OutputConfiguration? output = part.Kind("output", OutputKinds, "Output") switch
        {
            "serial" => SerialOutput(part),
            "gpio" => GpioOutput(part),
            "json" => JsonOutput(part),
            _ => null,
        };
        if (output is not null)
            part.Close();
        return output;
    }

    private SerialSourceConfiguration SerialSource(Section part, string? name)
    {
        SerialSourceConfiguration source = new()
        {
            Port = Port(part),
            Baud = Baud(part),
            Channel = part.Text("channel", NameRule, isRequired: false, IsName) ?? name ?? "",
        };
        if (source.Channel is "t" or "age")
            part.Error(
                "channel",
                $"'{source.Channel}' is the time of the values on a serial line; give the sensor's value another name there");
        _conflicts.Listen(part, source);
        return source;
    }

    private CsvSourceConfiguration CsvSource(Section part, string? name)
    {
        TimeSpan? period = part.Duration("period", _period, ShortestPeriod, LongestPeriod, depends: true);
        string? timeColumn = part.Text("timeColumn", "the name of a column", isRequired: false);
        if (timeColumn is not null && part.Has("period"))
            part.Error("timeColumn", "timeColumn and period both say when a row is due; give one of the two");
        CsvSourceConfiguration source = new()
        {
            Path = FilePath(part, "path", "a CSV file, such as \"recorded.csv\"") ?? "",
            TimeColumn = timeColumn,
            Period = timeColumn is null ? period : null,
            Channel = part.Text("channel", "the name of a column", isRequired: false) ?? name ?? "",
            Speed = part.Number("speed", 1, 0.001, 1e6) ?? 1,
            Origin = part.Choice("origin", "what times count from", ["shared", "own"], "shared") == "own"
                ? ReplayOrigin.Own : ReplayOrigin.Shared,
        };
        _conflicts.Replay(part, source);
        if (source.Path.Length > 0)
            _roles.Replay(part, source.Path);
        return source;
    }

    private GpioSourceConfiguration Button(Section part)
    {
        GpioSourceConfiguration button = GpioSource(part);
        part.Close();
        return button;
    }

    private GpioSourceConfiguration GpioSource(Section part)
    {
        GpioLine? line = Line(part);
        string pull = part.Choice("pull", "a resistor", ["none", "up", "down"], "none") ?? "none";
        if (pull != "none" && line?.Driver == GpioDrivers.SysFs)
            part.Error("pull", "sysfs cannot switch resistors; use libgpiod, or set the resistor elsewhere and leave this out");
        GpioSourceConfiguration source = new()
        {
            Line = line ?? default,
            Pull = pull switch { "up" => GpioPull.Up, "down" => GpioPull.Down, _ => GpioPull.None },
        };
        if (line is not null)
            _conflicts.Sense(part, source);
        return source;
    }

    private static SimulatedSourceConfiguration SimulatedSource(Section part, string? name)
    {
        string? machine = part.Choice("machine", "a simulated machine", SimulatedMachines.All);
        IReadOnlyList<string> channels = SimulatedMachines.Channels(machine ?? "");
        string? channel = machine is null
            ? part.Text("channel", "a value of the machine", isRequired: false)
            : part.Choice("channel", $"a value of the {machine}", channels, name ?? "", depends: true, SimulatedMachines.AllChannels);
        if (machine is not null && name is not null && !part.Has("channel") && !channels.Contains(name))
            part.Error(
                "channel",
                $"missing, and the name '{name}' is not a value of the {machine}. Allowed: {string.Join(", ", channels)}");
        return new SimulatedSourceConfiguration { Machine = machine ?? "", Channel = channel ?? "" };
    }

    private SerialOutputConfiguration SerialOutput(Section part)
    {
        SerialOutputConfiguration output = new() { Port = Port(part), Baud = Baud(part) };
        _conflicts.Speak(part, output);
        if (_period is { } period && LineBits / period.TotalSeconds is var needed && needed > output.Baud)
            part.Warning(
                "baud",
                FormattableString.Invariant($"{output.Baud} baud are too slow: a line of about {LineBits / 10} bytes every ") +
                FormattableString.Invariant($"{DurationText.Of(period)} needs {needed:0}; values would be lost"));
        return output;
    }

    private GpioOutputConfiguration GpioOutput(Section part)
    {
        GpioLine? line = Line(part);
        Section? alarm = part.Part("alarm", "alarm", "{\"above\": 5} or {\"below\": 5}", isRequired: true);
        GpioOutputConfiguration output = new()
        {
            Line = line ?? default,
            Alarm = alarm is null ? new() : Alarm(alarm),
            Safe = part.Choice("safe", "a level", ["high", "low"]) == "high" ? GpioLevel.High : GpioLevel.Low,
            Inverted = part.Switch("inverted", otherwise: false),
        };
        if (line is not null)
            _conflicts.Drive(part, output);
        return output;
    }

    private JsonOutputConfiguration JsonOutput(Section part)
    {
        _conflicts.Print(part);
        return new JsonOutputConfiguration();
    }

    private static AlarmConfiguration Alarm(Section part)
    {
        AlarmConfiguration alarm = new()
        {
            Above = part.Number("above", isOptional: true),
            Below = part.Number("below", isOptional: true),
            Hysteresis = part.Number("hysteresis", 0, lowest: 0) ?? 0,
        };
        if (part.Has("above") && part.Has("below"))
            part.Error("below", "an alarm watches one limit: give above or below, and a second output for the other");
        else if (!part.Has("above") && !part.Has("below"))
            part.ErrorHere("has no limit; give above or below");
        part.Close();
        return alarm;
    }

    private static string Port(Section part) =>
        part.Text("port", "a serial port, such as \"/dev/ttyUSB0\"", fits: text => !text.Contains('\0')) ?? "";

    private static int Baud(Section part) =>
        part.Whole("baud", SerialSourceConfiguration.DefaultBaud, 50, FastestBaud) ?? SerialSourceConfiguration.DefaultBaud;

    private static GpioLine? Line(Section part)
    {
        string? driver = part.Choice("driver", "a GPIO driver", GpioDrivers.Kinds);
        int? chip = part.Whole("chip", 0, 0, MostChips);
        int? pin = part.Whole("pin", null, 0, MostLines);
        if (driver == GpioDrivers.SysFs && part.Has("chip"))
            part.Error("chip", "sysfs numbers pins across all chips; leave chip out");
        return driver is null || chip is null || pin is null ? null : new GpioLine(driver, chip.Value, pin.Value);
    }

    /// <summary>Stands where a source could not be read.</summary>
    private sealed record UnknownSource : SourceConfiguration;
}
