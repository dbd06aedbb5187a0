using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Configuration.Reading;

/// <summary>Finds what sources and outputs claim of the same thing and cannot both have.</summary>
internal sealed class Conflicts
{
    private readonly Dictionary<string, (string Path, int Baud)> _ports = [];
    private readonly Dictionary<string, string> _speakers = [];
    private readonly Dictionary<string, (string Path, CsvSourceConfiguration Source)> _files = [];
    private readonly Dictionary<GpioLine, (string Path, GpioPull Pull)> _sensed = [];
    private readonly Dictionary<GpioLine, string> _driven = [];
    private string? _printer;

    /// <summary>A serial port is listened to.</summary>
    public void Listen(Section part, SerialSourceConfiguration source) => Use(part, source.Port, source.Baud);

    /// <summary>A serial port is written to.</summary>
    public void Speak(Section part, SerialOutputConfiguration output)
    {
        Use(part, output.Port, output.Baud);
        if (output.Port.Length > 0 && !_speakers.TryAdd(output.Port, part.Path))
            part.Error("port", $"{_speakers[output.Port]} writes the same lines to this port already; remove one of the two");
    }

    /// <summary>A file is replayed; all its columns together, so they have one pace.</summary>
    public void Replay(Section part, CsvSourceConfiguration source)
    {
        if (source.Path.Length == 0 || _files.TryAdd(source.Path, (part.Path, source)))
            return;
        (string path, CsvSourceConfiguration first) = _files[source.Path];
        if (source.TimeColumn != first.TimeColumn || source.Period != first.Period || source.Speed != first.Speed
            || source.Origin != first.Origin)
            part.Error("path", $"{path} replays this file at another pace; give both the same timeColumn, period, speed and origin");
    }

    /// <summary>A pin is read.</summary>
    public void Sense(Section part, GpioSourceConfiguration source)
    {
        if (!_sensed.TryAdd(source.Line, (part.Path, source.Pull)) && _sensed[source.Line].Pull != source.Pull)
            part.Error("pin", $"{_sensed[source.Line].Path} reads {source.Line} with another pull; a pin has one resistor");
    }

    /// <summary>A pin is driven. Outputs are read after all sources.</summary>
    public void Drive(Section part, GpioOutputConfiguration output)
    {
        if (_sensed.TryGetValue(output.Line, out (string Path, GpioPull) reader))
            part.Error("pin", $"{output.Line} is read by {reader.Path}; a pin is an input or an output");
        if (!_driven.TryAdd(output.Line, part.Path))
            part.Error("pin", $"{output.Line} is driven by {_driven[output.Line]} already; give each output a pin of its own");
    }

    /// <summary>Standard output is written to.</summary>
    public void Print(Section part)
    {
        if (_printer is not null)
            part.Error("kind", $"{_printer} writes the same lines to standard output already; remove one of the two");
        _printer ??= part.Path;
    }

    private void Use(Section part, string port, int baud)
    {
        if (port.Length > 0 && !_ports.TryAdd(port, (part.Path, baud)) && _ports[port].Baud != baud)
            part.Error(
                part.Has("baud") ? "baud" : "port",
                FormattableString.Invariant($"{baud} baud, but {_ports[port].Path} uses {port} with {_ports[port].Baud}; a port has one rate"));
    }
}
