namespace IllsEdge.Reports.Charts;

/// <summary>A dot with a whisker, of a <see cref="DotRangeMark"/>.</summary>
/// <param name="Value">The dot.</param>
/// <param name="Low">Where the whisker starts.</param>
/// <param name="High">Where it ends.</param>
public sealed record DotRange(double Value, double Low, double High)
{
    /// <summary>Stands to the right of it; the value, where nothing is given.</summary>
    public string? Text { get; init; }

    /// <summary>Its colour; the mark's, where nothing is given.</summary>
    public Ink? Ink { get; init; }
}
