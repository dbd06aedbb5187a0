namespace IllsEdge.Reports.Charts;

/// <summary>A labelled value of an axis.</summary>
/// <param name="Value">The value.</param>
/// <param name="Text">Its label.</param>
public readonly record struct Tick(double Value, string Text);
