using System.Globalization;

namespace IllsEdge.Device.Configuration;

/// <summary>A number and its unit as people write them, of which sizes and durations are made.</summary>
internal static class NumberWithUnit
{
    /// <summary>Reads digits, perhaps a decimal point and digits, then a unit.</summary>
    /// <param name="text">The text; nothing may stand around it.</param>
    /// <param name="units">Units and what they are worth; one that ends as another does stands before it.</param>
    /// <returns>The number times what its unit is worth, rounded to whole ones; null where it is no such text.</returns>
    public static double? Read(string text, ReadOnlySpan<(string Unit, long Worth)> units)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach ((string unit, long worth) in units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
                continue;
            string number = text[..^unit.Length];
            if (number.Length > 0 && char.IsAsciiDigit(number[0]) && char.IsAsciiDigit(number[^1])
                && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
                return Math.Round(value * worth);
        }

        return null;
    }
}
