using System.Globalization;

namespace IllsEdge.Data.Csv;

/// <summary>Reads the text of a cell as a number.</summary>
internal static class CellNumber
{
    private const NumberStyles Style = NumberStyles.Float;

    /// <summary>Reads one cell.</summary>
    /// <param name="text">The cell in UTF-8, without its quotes.</param>
    /// <param name="value">The number; 0 when there is none.</param>
    /// <returns>Whether the cell is a number, missing or unusable.</returns>
    public static CellState Read(ReadOnlySpan<byte> text, out double value)
    {
        if (DecimalNumber.TryRead(text, out value)) return CellState.Number;

        text = text.Trim(" \t\r\n"u8);
        value = 0;
        if (IsMissing(text)) return CellState.Missing;
        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out double parsed)) return CellState.Unusable;
        if (!double.IsFinite(parsed)) return CellState.Unusable;
        value = parsed;
        return CellState.Number;
    }

    /// <summary>Says why a cell is unusable.</summary>
    /// <param name="text">The cell in UTF-8, without its quotes.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <returns>One sentence and the remedy.</returns>
    public static string Describe(ReadOnlySpan<byte> text, string column, string remedy)
    {
        text = text.Trim(" \t\r\n"u8);
        string shown = $"'{CellText.Show(text)}'";
        string where = $"(column \"{CellText.Show(column)}\")";
        if (LooksLikeDecimalComma(text))
        {
            string written = CellText.Show(text).Replace(',', '.');
            return $"{shown} is not a number {where}: write the decimal comma as a point, {written}.";
        }

        if (IsInfinity(text)) return $"{shown} is not a finite number {where}. {remedy}";
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value) && double.IsInfinity(value)
            ? $"{shown} is beyond the largest number, 1.8E+308 {where}. {remedy}"
            : $"{shown} is not a number {where}. {remedy}";
    }

    private static bool IsMissing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        2 => (text[0] | 0x20) == 'n' && (text[1] | 0x20) == 'a',
        3 => (text[0] | 0x20) == 'n' && (text[1] | 0x20) == 'a' && (text[2] | 0x20) == 'n',
        _ => false,
    };

    private static bool IsInfinity(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-') text = text[1..];
        return System.Text.Ascii.EqualsIgnoreCase(text, "inf"u8)
            || System.Text.Ascii.EqualsIgnoreCase(text, "infinity"u8) || text.SequenceEqual("∞"u8);
    }

    private static bool LooksLikeDecimalComma(ReadOnlySpan<byte> text)
    {
        if (text.Count((byte)',') != 1 || text.Length > 40) return false;
        Span<byte> pointed = stackalloc byte[text.Length];
        text.Replace(pointed, (byte)',', (byte)'.');
        return double.TryParse(pointed, Style, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value);
    }
}
