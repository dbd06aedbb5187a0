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

    /// <summary>The text, or its beginning and an ellipsis where it is wider than allowed.</summary>
    public static string Shorten(string text, double width)
    {
        if (Of(text) <= width)
            return text;
        StringBuilder kept = new();
        double used = Of("…");
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            used += Of(elements.GetTextElement());
            if (used > width)
                break;
            kept.Append(elements.GetTextElement());
        }

        return kept.ToString().TrimEnd() + "…";
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
