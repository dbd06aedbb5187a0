using System.Globalization;

namespace IllsEdge.Data;

/// <summary>Where an input of a network takes its value: in a column, some rows back.</summary>
/// <param name="Column">The column.</param>
/// <param name="Lag">How many rows back, in the order of the file; 0 for the row itself.</param>
/// <param name="IsIndicator">Whether the input is not the value but 1 where it is missing and 0 where it is not.</param>
/// <param name="Fill">What stands in for a missing value; null where nothing may.</param>
public sealed record Tap(string Column, int Lag = 0, bool IsIndicator = false, double? Fill = null)
{
    /// <summary>The largest lag: a day of samples a second, and 0.7 MB of memory a column.</summary>
    public const int LargestLag = 86_400;

    /// <summary>Name of the input: <c>flow</c>, <c>flow@2</c> two rows back, <c>flow@missing</c>.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"{Column}{(Lag > 0 ? $"@{Lag}" : "")}{(IsIndicator ? "@missing" : "")}");
}
