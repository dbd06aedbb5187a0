using System.Globalization;

namespace IllsEdge.Data;

/// <summary>Trouble with one row or cell, as a value: a tolerant reader reports it and goes on.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, from 1, or null for the file as a whole.</param>
/// <param name="Column">The character (Unicode scalar) in the line, from 1, or null for the line as a whole.</param>
/// <param name="Text">What is wrong and what to do about it, without the place.</param>
public sealed record DataFault(string File, long? Line, int? Column, string Text)
{
    /// <summary>One line to print: <c>file:line:column: text</c>.</summary>
    /// <returns>The place, as far as it is known, and the text.</returns>
    public override string ToString() => (Line, Column) switch
    {
        (null, _) => $"{File}: {Text}",
        (long line, null) => string.Create(CultureInfo.InvariantCulture, $"{File}:{line}: {Text}"),
        (long line, int column) => string.Create(CultureInfo.InvariantCulture, $"{File}:{line}:{column}: {Text}"),
    };

    /// <summary>The same trouble for a caller that cannot go on.</summary>
    /// <returns>An exception whose message is <see cref="ToString"/>.</returns>
    public DataFileException ToException() => new(this);
}
