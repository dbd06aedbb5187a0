using System.Globalization;

namespace IllsEdge.Comparison;

/// <summary>Figures of a comparison as people read them, the same on a terminal and on a page.</summary>
public static class FigureText
{
    /// <summary>When a method is as good as both leaders become: a duration, or in how many fits it is; empty for a linear model.</summary>
    /// <param name="result">The result.</param>
    /// <param name="method">One of its methods.</param>
    public static string ToCommonAccuracy(ComparisonResult result, MethodResult method)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(method);
        if (method.Method.IsLinear)
            return "";
        return result.TypicalSecondsToCommon(method) is { } seconds
            ? Seconds(seconds)
            : $"in {result.SecondsToCommon(method).Count(reached => reached is not null)} of {method.Fits.Count}";
    }

    /// <summary>A value to the digits that its standard error leaves it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">Its standard error; null where it is not known.</param>
    public static string WithStandardError(double value, double? error)
    {
        if (error is not > 0)
            return Significant(value);
        int decimals = 1 - (int)Math.Floor(Math.Log10(error.Value));
        return decimals is >= 0 and <= 6
            ? $"{Fixed(value)} ± {Fixed(error.Value)}"
            : $"{Significant(value)} ± {Significant(error)}";

        string Fixed(double number) => number.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>A duration with the unit that suits it.</summary>
    /// <param name="seconds">The duration, s.</param>
    public static string Seconds(double? seconds) => seconds switch
    {
        null => "-",
        < 1e-3 => $"{Significant(1e6 * seconds, 2)} µs",
        < 1 => $"{Significant(1e3 * seconds, 2)} ms",
        _ => $"{Significant(seconds, 2)} s",
    };

    /// <summary>A share in whole per cent, below 10 % with one decimal.</summary>
    /// <param name="share">Such as 0.5.</param>
    public static string Percent(double share) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Round(100 * share, share < 0.1 ? 1 : 0)} %");

    /// <summary>A ratio.</summary>
    /// <param name="ratio">Above 0.</param>
    public static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.0} times");

    /// <summary>A number to a few significant digits, whole ones from 100 on.</summary>
    /// <param name="value">The number; a dash where it is null.</param>
    /// <param name="digits">Significant digits below 100.</param>
    public static string Significant(double? value, int digits = 3)
    {
        if (value is not { } number)
            return "-";
        // G writes 123456 with three digits as 1.23E+05, which is no way to speak to people.
        return Math.Abs(number) switch
        {
            >= 100 and < 1e7 => number.ToString("0", CultureInfo.InvariantCulture),
            >= 1e-4 and < 100 or 0 => number.ToString($"G{digits}", CultureInfo.InvariantCulture),
            _ => number.ToString("0.##e0", CultureInfo.InvariantCulture),
        };
    }
}
