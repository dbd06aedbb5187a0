using System.Text;
using IllsEdge.Device.Configuration.Json;
using IllsEdge.Device.Configuration.Reading;

namespace IllsEdge.Device.Configuration;

/// <summary>
/// Reads the configuration of <c>illsedge run</c>: JSON with comments and trailing commas, described in README.md in this
/// folder. All errors are found at once, each with its line, column and path; nothing that it names is opened.
/// </summary>
/// <remarks>Safe from several threads. Relative paths in the file begin at the file's folder.</remarks>
public static class ConfigurationReader
{
    /// <summary>Largest file that is read, in bytes; a thousand inputs take less than a quarter of it.</summary>
    public const int LargestLength = 1 << 20;

    /// <summary>Reads a file whose errors are the end of the matter.</summary>
    /// <param name="path">The file.</param>
    /// <param name="log">Is told the warnings.</param>
    /// <exception cref="ConfigurationException">It cannot be read or used; the exception holds all errors.</exception>
    public static DeviceConfiguration Read(string path, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ConfigurationReading reading = TryRead(path);
        foreach (ConfigurationFault warning in reading.Warnings)
            log.Tell(LogLevel.Warning, "configuration", warning.ToString());
        return reading.Configuration ?? throw new ConfigurationException(reading.Errors);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The configuration, or all that is wrong with the file. Does not throw for what the file is or holds.</returns>
    public static ConfigurationReading TryRead(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            if (Directory.Exists(path))
                return Refused(path, "is a directory; name a configuration file in it.");
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            byte[] content = new byte[LargestLength + 1];
            int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return FromBytes(content.AsSpan(0, length), path, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refused(path, $"there is no such file (looked for {Path.GetFullPath(path)}).");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refused(path, $"cannot be read: {JsonTree.OneLine(exception.Message)}");
        }
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">All bytes, UTF-8 with or without byte order mark.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="folder">Full path at which relative paths in the file begin.</param>
    /// <returns>The configuration, or all that is wrong with it. Does not throw for what the content is.</returns>
    public static ConfigurationReading FromBytes(ReadOnlySpan<byte> content, string name, string folder) =>
        FromBytes(content, name, folder, known: null);

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">All bytes.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="folder">Full path at which relative paths in the file begin.</param>
    /// <param name="known">Is told of every key that is looked for.</param>
    internal static ConfigurationReading FromBytes(
        ReadOnlySpan<byte> content, string name, string folder, Action<KeyFact>? known)
    {
        if (content.Length > LargestLength)
            return Refused(name, $"has more than {LargestLength} bytes; this is no configuration.");
        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];

        byte[] text = content.ToArray();
        Findings findings = new(name, text) { Known = known };
        DeviceConfiguration? configuration = Interpret(text, findings, folder, Path.GetFileName(name));
        return new ConfigurationReading(configuration, findings.Errors, findings.Warnings);
    }

    private static DeviceConfiguration? Interpret(byte[] text, Findings findings, string folder, string file)
    {
        if (TextPlaces.FirstInvalid(text) is { } invalid)
        {
            findings.Error(invalid, "", $"is not UTF-8: byte 0x{text[invalid]:X2} begins no character. Save it as UTF-8.");
            return null;
        }

        if (text.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            findings.Error(0, "", "is empty; a configuration is an object: {\"name\": ...}.");
            return null;
        }

        if (JsonTreeReader.Read(text, out string? trouble, out int offset) is not { } tree)
        {
            findings.Error(offset, "", $"is not JSON: {trouble}");
            return null;
        }

        if (tree.Kind != System.Text.Json.JsonValueKind.Object)
        {
            findings.Error(tree.Offset, "", $"{tree.Shown} is not a configuration; it is an object: {{\"name\": ...}}.");
            return null;
        }

        return new Interpreter(findings, folder, file).Read(tree);
    }

    private static ConfigurationReading Refused(string name, string text) =>
        new(null, [new ConfigurationFault(name, null, null, "", text)], []);
}
