namespace IllsEdge.Prediction;

/// <summary>Whether a row has what a model needs.</summary>
public enum RowState
{
    /// <summary>All inputs were measured.</summary>
    Complete,

    /// <summary>Something stands in for a missing value.</summary>
    Filled,

    /// <summary>A value is missing and nothing may stand in for it.</summary>
    Missing,

    /// <summary>There are not as many rows before it as the model looks back.</summary>
    NoHistory,
}
