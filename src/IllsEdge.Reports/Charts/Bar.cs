namespace IllsEdge.Reports.Charts;

/// <summary>A bar of a <see cref="BarMark"/>.</summary>
/// <param name="Value">Its length; NaN leaves the row empty but for the text.</param>
public sealed record Bar(double Value)
{
    /// <summary>Half the length of the whisker at its end; null for none.</summary>
    public double? Error { get; init; }

    /// <summary>Stands at its end; the value, where nothing is given.</summary>
    public string? Text { get; init; }

    /// <summary>Its colour; the mark's, where nothing is given.</summary>
    public Ink? Ink { get; init; }

    /// <summary>A bar of a length and nothing more.</summary>
    public static implicit operator Bar(double value) => new(value);
}
