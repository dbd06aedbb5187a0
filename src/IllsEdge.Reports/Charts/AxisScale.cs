namespace IllsEdge.Reports.Charts;

/// <summary>How an axis turns values into lengths.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equal lengths.</summary>
    Linear,

    /// <summary>Equal ratios are equal lengths; values of 0 and below are not shown.</summary>
    Logarithmic,
}
