namespace IllsEdge.Device.Sensors;

/// <summary>
/// Where readings come from: a serial line, a file, pins, a simulated machine. The loop empties every source in every
/// period; a source does its waiting elsewhere.
/// </summary>
public interface IInputSource : IDisposable
{
    /// <summary>What it is, for logs: its kind and address, such as <c>serial /dev/ttyUSB0</c>.</summary>
    string Name { get; }

    /// <summary>Names of the values it gives; <see cref="Reading.Channel"/> is an index into them.</summary>
    IReadOnlyList<string> Channels { get; }

    /// <summary>Whether values can come at present.</summary>
    SourceState State { get; }

    /// <summary>What has come and what was wrong with it, since the start.</summary>
    SourceCounts Counts { get; }

    /// <summary>Takes the next reading that has come by now, in the order of coming.</summary>
    /// <param name="reading">The reading; default where there is none.</param>
    /// <returns>False where nothing has come. Never waits, never throws for what the world does, allocates nothing.</returns>
    bool TryRead(out Reading reading);
}

/// <summary>One value from a source, as it was sent: unscaled.</summary>
/// <param name="Channel">Index into <see cref="IInputSource.Channels"/>.</param>
/// <param name="Value">Always finite.</param>
/// <param name="Time">The time it belongs to, as the sender says; null where it says none. Only labels need it.</param>
/// <param name="Age">How old it was when it came, as the sender says or a pin's edge tells; null where nothing tells it.</param>
public readonly record struct Reading(int Channel, double Value, DateTimeOffset? Time = null, TimeSpan? Age = null);

/// <summary>Whether a source can give values.</summary>
public enum SourceState
{
    /// <summary>It is there.</summary>
    Connected,

    /// <summary>It has gone away or was never there; it is being tried again.</summary>
    Disconnected,

    /// <summary>It has given all it had and will give no more.</summary>
    Ended,
}

/// <summary>Counts of a source.</summary>
/// <param name="Readings">Values that were handed out.</param>
/// <param name="Faults">Lines or values that could not be used; each was logged.</param>
/// <param name="Dropped">Values lost because they were not taken in time.</param>
/// <param name="Disconnections">Times it went away.</param>
public readonly record struct SourceCounts(long Readings, long Faults, long Dropped, long Disconnections);
