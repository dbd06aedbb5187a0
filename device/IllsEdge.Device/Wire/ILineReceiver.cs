namespace IllsEdge.Device.Wire;

/// <summary>Who is told of the lines that come over a wire. Called on the wire's own thread, one call at a time.</summary>
internal interface ILineReceiver
{
    /// <summary>A line has come.</summary>
    /// <param name="line">The line without its end; holds during the call only.</param>
    void Receive(ReadOnlySpan<byte> line);

    /// <summary>A line cannot be used.</summary>
    /// <param name="start">Its first bytes; holds during the call only.</param>
    /// <param name="fault">Why.</param>
    void Refuse(ReadOnlySpan<byte> start, WireFault fault);
}
