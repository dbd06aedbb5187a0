using System.Globalization;

namespace IllsEdge.Device.Configuration;

/// <summary>A number and its unit as people write them, of which sizes and durations are made.</summary>
internal static class NumberWithUnit
{
    /// <summary>What was meant by a text whose unit is written another way, such as <c>1min</c> for <c>1m</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="others">Units that people write, in small letters, and what they are here.</param>
    /// <returns>The text in a unit that is read; null where none is near.</returns>
    public static string? Meant(string text, ReadOnlySpan<(string Other, string Unit)> others)
    {
        ArgumentNullException.ThrowIfNull(text);
        int end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        string written = text[end..].Trim();
        foreach ((string other, string unit) in others)
            if (end > 0 && written.Equals(other, StringComparison.OrdinalIgnoreCase))
                return $"{text[..end]}{unit}";
        return null;
    }

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
