using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IllsEdge.Reports;

/// <summary>
/// XML and HTML under construction: the fixed parts of an interpolated string are taken as they are, everything between
/// braces is escaped, so that no name of a column can become markup.
/// </summary>
/// <example><code>new Markup().Add($"&lt;b&gt;{name}&lt;/b&gt;")</code></example>
public sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends an interpolated string.</summary>
    /// <param name="content">
    /// Between braces: text, escaped; numbers, with one decimal at most; markup, as it is.
    /// </param>
    /// <returns>The same markup.</returns>
    public Markup Add([InterpolatedStringHandlerArgument("")] ref Interpolation content)
    {
        // The parts have been appended while the string was interpolated.
        _ = content;
        return this;
    }

    /// <summary>Appends text, escaped.</summary>
    /// <returns>The same markup.</returns>
    public Markup AddText(string? text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            // Half a surrogate pair becomes the replacement character.
            _ = Rune.DecodeFromUtf16(rest, out Rune rune, out int length);
            rest = rest[length..];
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                < ' ' and not ('\n' or '\t') or 0xFFFE or 0xFFFF => _text.Append('\uFFFD'), // XML has no way to say these
                _ => _text.Append(rune.ToString()),
            };
        }

        return this;
    }

    /// <summary>Markup from a file of our own.</summary>
    internal static Markup Trusted(string markup)
    {
        Markup trusted = new();
        trusted._text.Append(markup);
        return trusted;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>What the compiler turns an interpolated string into.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Interpolation
    {
        private readonly Markup _markup;

        /// <summary>Starts a string; called by the compiler.</summary>
        public Interpolation(int literalLength, int formattedCount, Markup markup)
        {
            _ = (literalLength, formattedCount);
            ArgumentNullException.ThrowIfNull(markup);
            _markup = markup;
        }

        /// <summary>Appends a fixed part as it is.</summary>
        public void AppendLiteral(string value) => _markup._text.Append(value);

        /// <summary>Appends text, escaped.</summary>
        public void AppendFormatted(string? value) => _markup.AddText(value);

        /// <summary>Appends a number with one decimal at most: a tenth of a pixel is less than anyone sees.</summary>
        public void AppendFormatted(double value) =>
            _markup._text.Append(CultureInfo.InvariantCulture, $"{value:0.#}");

        /// <summary>Appends a whole number.</summary>
        public void AppendFormatted(int value) => _markup._text.Append(CultureInfo.InvariantCulture, $"{value}");

        /// <summary>Appends markup as it is.</summary>
        public void AppendFormatted(Markup? value) => _markup._text.Append(value?._text);
    }
}
