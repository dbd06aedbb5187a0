namespace IllsEdge.Device.Wire;

/// <summary>Pauses between attempts to open again what has gone: 0.1 s at first, then twice as long each time, up to 1 s.</summary>
internal static class ReopenPause
{
    /// <summary>The first: a cable that was disturbed is there again at once.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>The last: nobody has to wait longer for what is there again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>The pause after one.</summary>
    public static TimeSpan After(TimeSpan pause) => pause * 2 < Longest ? pause * 2 : Longest;
}
