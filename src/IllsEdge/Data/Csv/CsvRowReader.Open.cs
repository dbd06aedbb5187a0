namespace IllsEdge.Data.Csv;

public sealed partial class CsvRowReader
{
    // Enough for the headers of ten thousand columns; the separator shows long before.
    private const int StartLength = 1 << 16;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file; one that cannot seek, such as a named pipe, will do.</param>
    /// <returns>A reader before the first row, which owns the file.</returns>
    /// <exception cref="DataFileException">The file cannot be opened or its header cannot be used.</exception>
    public static CsvRowReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Stream stream = OpenStream(path);
        try
        {
            byte[] start = new byte[StartLength];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            CsvDialect.CheckEncoding(start.AsSpan(0, length), path);
            char separator = CsvDialect.FindSeparator(start.AsSpan(0, length));
            if (stream.CanSeek) stream.Seek(0, SeekOrigin.Begin);
            else stream = new RewoundStream(start.AsMemory(0, length), stream);
            return new CsvRowReader(new CsvFileSource(stream, path, separator), separator);
        }
        catch (IOException exception)
        {
            stream.Dispose();
            throw new DataFileException($"cannot be read: {exception.Message}", path, cause: exception);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the header of a stream that is still being written; waits for it.</summary>
    /// <param name="stream">The stream, for example standard input; it is left open.</param>
    /// <param name="name">The name for messages.</param>
    /// <returns>A reader that hands out each row as soon as its line feed has arrived.</returns>
    /// <exception cref="DataFileException">The header cannot be used.</exception>
    public static CsvRowReader OpenLive(Stream stream, string name = "standard input")
    {
        ArgumentNullException.ThrowIfNull(stream);
        var lines = new LiveLines(stream);
        ReadOnlyMemory<byte> header;
        long blanks = 0;
        while (true)
        {
            if (!lines.TryRead(out header, out bool tooLong))
                throw new DataFileException("nothing came in. The first line must name the columns.", name);
            CsvDialect.CheckEncoding(header.Span, name);
            if (tooLong)
                throw new DataFileException(
                    $"the header is longer than {CsvSource.RecordLimit} bytes. Is this CSV?", name, blanks + 1);
            if (header.Span.Trim(" \r\n\uFEFF"u8).Length > 0) break;
            blanks++;
        }

        char separator = CsvDialect.FindSeparator(header.Span);
        lines.Unread(header);
        return new CsvRowReader(new CsvLiveSource(lines, name, separator, blanks), separator);
    }

    private static FileStream OpenStream(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new DataFileException("is a directory, not a CSV file.", path);
        try
        {
            // CsvHelper brings its own buffer.
            return new FileStream(
                full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException($"there is no such file (looked for {full}).", path, cause: exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DataFileException(
                $"no permission to read it. Check with: ls -l {full}", path, cause: exception);
        }
        catch (IOException exception)
        {
            throw new DataFileException($"cannot be opened: {exception.Message}", path, cause: exception);
        }
    }
}
