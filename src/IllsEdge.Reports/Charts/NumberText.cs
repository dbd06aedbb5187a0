using System.Globalization;

namespace IllsEdge.Reports.Charts;

/// <summary>Numbers as people read them: 0.05, 1.5, −20, 20 000, 1.5e6, 2e−5, in every culture the same.</summary>
public static class NumberText
{
    // From here on counting digits takes longer than reading an exponent.
    private const double Large = 1e6;
    private const double Small = 5e-4;

    // A counter that hardly changes: 123 456 789 says more than 1.23456789e8.
    private const double Largest = 1e12;
    private const int MostScientificDigits = 3;

    private static readonly NumberFormatInfo Format = new()
    {
        NegativeSign = "\u2212",
        NumberGroupSeparator = "\u202F",
    };

    /// <summary>A number rounded to significant digits; whole digits are never cut, zeros at the end are.</summary>
    /// <param name="value">The number; NaN is a dash.</param>
    /// <param name="digits">How many significant digits.</param>
    public static string Of(double value, int digits = 3)
    {
        if (double.IsNaN(value))
            return "\u2013";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "\u2212∞";
        if (value == 0)
            return "0";
        int exponent = Exponent(Math.Abs(value));
        return IsPlain(Math.Abs(value))
            ? Plain(value, Math.Max(0, digits - 1 - exponent))
            : Scientific(value, digits - 1);
    }

    /// <summary>A label that tells a tick from its neighbours, in the form that suits all of them.</summary>
    internal static string OfTick(double value, double step, IReadOnlyList<double> all)
    {
        double greatest = Math.Max(Math.Abs(all[0]), Math.Abs(all[^1]));
        if (Math.Abs(value) < step / 2)
            return "0";
        int digits = Exponent(greatest) - Exponent(step);
        return IsPlain(greatest) || (digits > MostScientificDigits && greatest is >= Large and < Largest)
            ? Plain(value, Math.Max(0, -Exponent(step)))
            : Scientific(value, Math.Max(0, Exponent(Math.Abs(value)) - Exponent(step)));
    }

    private static bool IsPlain(double value) => value is >= Small and < Large;

    // A power of ten may come out of its computation a little below itself.
    private static int Exponent(double value) => (int)Math.Floor(Math.Log10(value * (1 + 1e-12)));

    private static string Plain(double value, int decimals)
    {
        string pattern = Math.Abs(value) >= 10_000 ? "#,##0." : "0.";
        return value.ToString(pattern + new string('#', Math.Min(decimals, 15)), Format);
    }

    private static string Scientific(double value, int decimals)
    {
        string text = value.ToString("0." + new string('#', Math.Min(decimals, 15)) + "e0", CultureInfo.InvariantCulture);
        return text.Replace('-', '\u2212');
    }
}
