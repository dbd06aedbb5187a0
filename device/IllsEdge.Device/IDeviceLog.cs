namespace IllsEdge.Device;

/// <summary>Where the loop tells what happens to it. Calls may come from several threads.</summary>
public interface IDeviceLog
{
    /// <summary>Tells one thing.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="source">Who tells it: a source's, an output's or a part's name.</param>
    /// <param name="text">One line.</param>
    void Tell(LogLevel level, string source, string text);
}

/// <summary>How much an event matters.</summary>
public enum LogLevel
{
    /// <summary>What helps whoever sets a device up, and nobody later.</summary>
    Debug,

    /// <summary>Normal operation.</summary>
    Information,

    /// <summary>Something was lost or refused; the loop goes on.</summary>
    Warning,

    /// <summary>The loop cannot do its work as it should.</summary>
    Error,
}
