using System.Text;
using System.Text.Json;
using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.ModelFiles;

/// <summary>
/// Model files: one JSON object, then a last line with the CRC-32C of all bytes before it. Described in README.md in this
/// folder.
/// </summary>
public static class ModelFile
{
    /// <summary>Newest version that is read. A model is written in the oldest version that can hold it.</summary>
    public const int Version = 2;

    internal const string Format = "illsedge-model";

    private const int LargestLength = 1 << 30;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a model; the file appears whole or not at all.</summary>
    /// <exception cref="DataFileException">It cannot be written; what stood there before is as it was.</exception>
    public static void Write(string path, Model model)
    {
        byte[] bytes = ToBytes(model);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="DataFileException">
    /// It cannot be read, is damaged or cut off, is not a model, or comes from a newer version; the message says which.
    /// </exception>
    public static Model Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] bytes;
        try
        {
            if (Directory.Exists(path))
                throw new DataFileException("is a directory, not a model file.", path);
            if (new FileInfo(path) is { Exists: true, Length: > LargestLength } large)
                throw new DataFileException($"has {large.Length} bytes; a model file has at most {LargestLength}.", path);
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(
                $"there is no such file (looked for {Path.GetFullPath(path)}).", path, cause: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException($"cannot be read: {exception.Message}", path, cause: exception);
        }

        return FromBytes(bytes, path);
    }

    /// <summary>The content of a model file.</summary>
    public static byte[] ToBytes(Model model)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(ModelMapping.ToDocument(model), ModelJson.Default.ModelDocument);
        byte[] content = [.. json, (byte)'\n'];
        return [.. content, .. Utf8.GetBytes(Checksum(content) + "\n")];
    }

    /// <summary>A model from the content of a file.</summary>
    /// <param name="content">All bytes.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <exception cref="DataFileException">As for <see cref="Read"/>.</exception>
    public static Model FromBytes(ReadOnlySpan<byte> content, string name)
    {
        ReadOnlySpan<byte> json = CheckedContent(content, name);
        // The reader looks at no text that it passes over.
        if (!System.Text.Unicode.Utf8.IsValid(json))
            throw new DataFileException("has a correct checksum but is not UTF-8 text. Train the model again.", name);
        try
        {
            ModelHeader? header = JsonSerializer.Deserialize(json, ModelJson.Default.ModelHeader);
            if (header?.Format != Format)
                throw new DataFileException("is not a model file of this program.", name);
            if (header.Version is not { } version || version < 1)
                throw new DataFileException("has no version. Train the model again.", name);
            if (version > Version)
                throw new DataFileException(
                    $"has version {version} of the model format and this program reads up to {Version}. Use a newer program.",
                    name);
            return ModelMapping.ToModel(JsonSerializer.Deserialize(json, ModelJson.Default.ModelDocument)!);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException
            or OverflowException)
        {
            throw new DataFileException(
                $"has a correct checksum but not the content of a model: {exception.Message}", name, cause: exception);
        }
    }

    private static string Checksum(ReadOnlySpan<byte> content)
    {
        Crc32C crc = new();
        crc.Add(content);
        return crc.ToString();
    }

    /// <summary>The JSON before the last line, once that line agrees with it. Its own newline may be missing.</summary>
    private static ReadOnlySpan<byte> CheckedContent(ReadOnlySpan<byte> content, string name)
    {
        ReadOnlySpan<byte> withoutNewline = content is [.. var rest, (byte)'\n'] ? rest : content;
        int lastLine = withoutNewline.LastIndexOf((byte)'\n') + 1;
        if (lastLine == 0 || !withoutNewline[lastLine..].StartsWith("crc32c:"u8))
            throw new DataFileException(
                "is no model, or damaged or cut off: it does not end in a line with its checksum. Check the order of the " +
                "arguments, restore the file from a copy, or train again.",
                name);
        if (!withoutNewline[lastLine..].SequenceEqual(Utf8.GetBytes(Checksum(content[..lastLine]))))
            throw new DataFileException(
                "is damaged or was edited: its checksum does not agree with its content. Restore it from a copy, or train again.",
                name);
        return content[..lastLine];
    }
}
