using System.Globalization;

namespace IllsEdge.Device.Configuration;

/// <summary>One thing that is wrong with a configuration, or, as a warning, probably not meant.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, from 1; null where the trouble is the file's as a whole.</param>
/// <param name="Column">The character (Unicode scalar) in the line, from 1; null where <paramref name="Line"/> is.</param>
/// <param name="Path">The place in the document, such as <c>inputs[2].source.kind</c>; empty for the document itself.</param>
/// <param name="Text">What is wrong and what to do about it, without the place.</param>
public sealed record ConfigurationFault(string File, int? Line, int? Column, string Path, string Text)
{
    /// <summary>One line to print.</summary>
    /// <returns><c>file:line:column: path: text</c>, as far as the place is known.</returns>
    public override string ToString()
    {
        string place = Line is null
            ? File
            : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
        return Path.Length == 0 ? $"{place}: {Text}" : $"{place}: {Path}: {Text}";
    }
}

/// <summary>What came of reading a configuration.</summary>
/// <param name="Configuration">The configuration; null where there are errors.</param>
/// <param name="Errors">All that is wrong, in the order of the file.</param>
/// <param name="Warnings">What is allowed and probably not meant, in the order of the file.</param>
public sealed record ConfigurationReading(
    DeviceConfiguration? Configuration,
    IReadOnlyList<ConfigurationFault> Errors,
    IReadOnlyList<ConfigurationFault> Warnings);

/// <summary>A configuration that cannot be used. The message holds one line an error, ready to print.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="errors">At least one.</param>
    public ConfigurationException(IReadOnlyList<ConfigurationFault> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>All that is wrong, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationFault> Errors { get; }
}
