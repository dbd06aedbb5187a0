namespace IllsEdge.Reports.Charts;

/// <summary>One layer of a chart. NaN and infinities in its data are passed over.</summary>
public abstract class Mark
{
    private protected Mark()
    {
    }

    /// <summary>What it shows; written beside it, or in a legend where there is no room.</summary>
    public string? Name { get; init; }

    /// <summary>Its colour.</summary>
    public Ink Ink { get; init; }

    /// <summary>Whether there is too much data for all of it to be drawn.</summary>
    public virtual bool IsThinned => false;

    /// <summary>What a horizontal axis is to cover.</summary>
    internal abstract IEnumerable<double> XValues { get; }

    /// <summary>What a vertical axis is to cover.</summary>
    internal abstract IEnumerable<double> YValues { get; }

    /// <summary>Lengths mean something from 0 on only, so the horizontal axis starts there.</summary>
    internal virtual bool IsXFromZero => false;

    /// <summary>The vertical axis starts at 0.</summary>
    internal virtual bool IsYFromZero => false;

    /// <summary>What a horizontal axis is to reach where that is not far.</summary>
    internal virtual double? NearbyX => null;

    /// <summary>What a vertical axis is to reach where that is not far.</summary>
    internal virtual double? NearbyY => null;

    /// <summary>Pixels to be kept free at the right of the plot, for text.</summary>
    internal virtual double RoomAtRight => 0;

    /// <summary>Pixels to be kept free above the rows of a chart, for text.</summary>
    internal virtual double RoomAboveRows => 0;

    /// <summary>Draws it into the plot.</summary>
    internal abstract void Draw(Plot plot);

    /// <summary>Draws a sample of it, 18 pixels wide, for the legend.</summary>
    internal virtual void DrawSample(Plot plot, double left, double middle) => plot.Svg.Add(
        $"""<rect class="area" x="{left + 3}" y="{middle - 5}" width="12" height="10"/>""");

    /// <summary>Where it ends at the right, which is where its name can stand; null where it has no such place.</summary>
    internal virtual (double X, double Y)? End(Axis x, Axis y) => null;

    private protected static void RequireSameLength(
        IReadOnlyCollection<double> expected, IReadOnlyCollection<double> actual, string name)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        if (expected.Count != actual.Count)
            throw new ArgumentException($"{expected.Count} horizontal values meet {actual.Count} vertical ones.", name);
    }
}
