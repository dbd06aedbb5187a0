using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Configuration;

/// <summary>Where readings or labels come from. Two that name the same port or file share it.</summary>
public abstract record SourceConfiguration;

/// <summary>A serial line.</summary>
public sealed record SerialSourceConfiguration : SourceConfiguration
{
    /// <summary>The port as the system names it, such as <c>/dev/ttyUSB0</c>.</summary>
    public required string Port { get; init; }

    /// <summary>Bits a second; the same for all that share the port.</summary>
    public int Baud { get; init; } = DefaultBaud;

    /// <summary>The name before the equals sign on the wire.</summary>
    public required string Channel { get; init; }

    /// <summary>What most sensors send with as they come.</summary>
    public const int DefaultBaud = 9600;
}

/// <summary>A CSV file that is replayed.</summary>
public sealed record CsvSourceConfiguration : SourceConfiguration
{
    /// <summary>The file, a full path.</summary>
    public required string Path { get; init; }

    /// <summary>The column that says when a row is due; null where rows come every <see cref="Period"/>.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Time between two rows; null where <see cref="TimeColumn"/> says it. The loop's period by default.</summary>
    public TimeSpan? Period { get; init; }

    /// <summary>The column.</summary>
    public required string Channel { get; init; }

    /// <summary>How many times faster than it was recorded.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>What the times of <see cref="TimeColumn"/> count from; of no meaning without it.</summary>
    public ReplayOrigin Origin { get; init; } = ReplayOrigin.Shared;
}

/// <summary>A pin that is read as 0 or 1.</summary>
public sealed record GpioSourceConfiguration : SourceConfiguration
{
    /// <summary>The pin.</summary>
    public required GpioLine Line { get; init; }

    /// <summary>Resistor of the pin.</summary>
    public GpioPull Pull { get; init; } = GpioPull.None;
}

/// <summary>A value of a simulated machine. All that name the same machine share one.</summary>
public sealed record SimulatedSourceConfiguration : SourceConfiguration
{
    /// <summary>The machine; see <see cref="SimulatedMachines"/>.</summary>
    public required string Machine { get; init; }

    /// <summary>The value.</summary>
    public required string Channel { get; init; }
}
