namespace IllsEdge.Reports.Charts;

/// <summary>What a point of a scatter plot looks like.</summary>
public enum PointShape
{
    /// <summary>A filled circle.</summary>
    Dot,

    /// <summary>An open circle.</summary>
    Ring,

    /// <summary>A filled square.</summary>
    Square,

    /// <summary>An open diamond.</summary>
    Diamond,
}
