namespace IllsEdge.Reports.Charts;

/// <summary>How a line is interrupted.</summary>
public enum DashStyle
{
    /// <summary>Not at all.</summary>
    Solid,

    /// <summary>Long dashes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,

    /// <summary>Dashes and dots.</summary>
    DashDotted,
}
