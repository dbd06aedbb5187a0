using System.Globalization;
using System.Text;

namespace IllsEdge.Reports.Charts;

/// <summary>
/// How much room text takes, without a font at hand: as in DejaVu Sans, which is wider than what most systems show.
/// </summary>
internal static class TextWidth
{
    /// <summary>Size in pixels of all text in a chart.</summary>
    public const double FontSize = 12;

    /// <summary>The width in pixels.</summary>
    public static double Of(string text) => text.EnumerateRunes().Sum(Em) * FontSize;

    /// <summary>
    /// The text, or its beginning, an ellipsis and its end where it is wider than allowed: names of sensors often differ at their end.
    /// </summary>
    public static string Shorten(string text, double width)
    {
        if (Of(text) <= width)
            return text;
        int[] starts = [.. StringInfo.ParseCombiningCharacters(text), text.Length];
        double left = width - Of("…");
        int head = 0, tail = 0;
        // Two at the beginning for one at the end.
        for (int taken = 0; head + tail < starts.Length - 1; taken++)
        {
            bool isTail = taken % 3 == 2;
            int element = isTail ? starts.Length - 2 - tail : head;
            left -= Of(text[starts[element]..starts[element + 1]]);
            if (left < 0)
                break;
            _ = isTail ? tail++ : head++;
        }

        return $"{text[..starts[head]].TrimEnd()}…{text[starts[^(tail + 1)]..].TrimStart()}";
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '\'' or '.' or ',' or ':' or ' ' or '\u202F' or 'I' or '|' => 0.34,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' or '<' or '>' or '=' or '+' or '\u2212' => 0.98,
        'f' or 't' or 'r' or '(' or ')' or '-' or '/' => 0.42,
        >= 'A' and <= 'Z' or '_' => 0.74,
        < 0x2E80 => 0.636,
        _ => 1.4,
    };
}
