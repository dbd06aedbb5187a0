namespace IllsEdge.Device.Configuration;

/// <summary>Where predictions go.</summary>
public abstract record OutputConfiguration;

/// <summary>A serial line. May be the port of a source: lines then go both ways.</summary>
public sealed record SerialOutputConfiguration : OutputConfiguration
{
    /// <summary>The port as the system names it, such as <c>/dev/ttyUSB0</c>.</summary>
    public required string Port { get; init; }

    /// <summary>Bits a second; the same for all that share the port.</summary>
    public int Baud { get; init; } = SerialSourceConfiguration.DefaultBaud;
}

/// <summary>A pin that shows an alarm.</summary>
public sealed record GpioOutputConfiguration : OutputConfiguration
{
    /// <summary>The pin.</summary>
    public required GpioLine Line { get; init; }

    /// <summary>When the alarm is on.</summary>
    public required AlarmConfiguration Alarm { get; init; }

    /// <summary>Level of the pin on a fault and at exit: what is measured at the pin, whether inverted or not.</summary>
    public required GpioLevel Safe { get; init; }

    /// <summary>False: the pin is high while the alarm is on; true: low.</summary>
    public bool Inverted { get; init; }

    /// <summary>Whether the safe level is the one that shows the alarm.</summary>
    public bool SafeIsAlarm => Safe == GpioLevel.High != Inverted;
}

/// <summary>JSON lines on standard output.</summary>
public sealed record JsonOutputConfiguration : OutputConfiguration;

/// <summary>
/// When an alarm is on: from a prediction above <see cref="Above"/> (or below <see cref="Below"/>) until one that has come
/// back by more than the hysteresis. Exactly one of the two is given.
/// </summary>
public sealed record AlarmConfiguration
{
    /// <summary>Upper limit, in the target's unit; null where the lower one is watched.</summary>
    public double? Above { get; init; }

    /// <summary>Lower limit, in the target's unit; null where the upper one is watched.</summary>
    public double? Below { get; init; }

    /// <summary>How far inside the limit the alarm goes off again, in the target's unit, 0 or more.</summary>
    public double Hysteresis { get; init; }
}
