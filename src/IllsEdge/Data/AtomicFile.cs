namespace IllsEdge.Data;

/// <summary>
/// A file that appears whole or not at all: written beside its place under a temporary name, flushed to the disk, and
/// renamed. What stood there before stays until then. A device or a pipe is written as it is.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private readonly string _name;
    private readonly string _path;
    private readonly string? _temporary;
    private readonly FileStream _stream;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it is to appear; a link is followed.</param>
    /// <exception cref="DataFileException">Nothing can be written there; the message says why.</exception>
    public AtomicFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _name = path;
        _path = Path.GetFullPath(path);
        try
        {
            bool isDevice = IsDevice(_path);
            if (!isDevice)
            {
                if (new FileInfo(_path).LinkTarget is not null)
                    _path = File.ResolveLinkTarget(_path, returnFinalTarget: true)!.FullName;
                RefuseUnusable(_path, path);
                _temporary = $"{_path}.{Environment.ProcessId}.tmp";
            }

            _stream = new FileStream(
                _temporary ?? _path, isDevice ? FileMode.Open : FileMode.Create, FileAccess.Write, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException($"cannot be written: {exception.Message}", path, cause: exception);
        }
    }

    /// <summary>Where to write.</summary>
    public Stream Stream => _stream;

    /// <summary>Finds out, before long work, whether a file can be written. Nothing stays behind.</summary>
    /// <param name="path">Where a file is to appear.</param>
    /// <exception cref="DataFileException">Nothing can be written there; the message says why.</exception>
    public static void Check(string path)
    {
        using AtomicFile probe = new(path);
    }

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">Where it is to appear.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="DataFileException">It could not be written; what stood there before is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using AtomicFile file = new(path);
        try
        {
            write(file.Stream);
        }
        catch (IOException exception)
        {
            throw file.Failed(exception);
        }

        file.Commit();
    }

    /// <summary>Flushes the content to the disk and gives the file its name.</summary>
    /// <exception cref="DataFileException">It could not be written; what stood there before is as it was.</exception>
    public void Commit()
    {
        try
        {
            _stream.Flush(flushToDisk: _temporary is not null);
            _stream.Dispose();
            if (_temporary is not null)
            {
                if (!OperatingSystem.IsWindows() && File.Exists(_path))
                    File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_path));
                File.Move(_temporary, _path, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>What to tell the user of trouble while writing, such as a full disk.</summary>
    public DataFileException Failed(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new($"could not be written: {cause.Message} Nothing was changed.", _name, cause: cause);
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // The last bytes did not fit a full disk; the file is given up anyway.
        }

        if (_temporary is not null)
            File.Delete(_temporary);
    }

    // What the kernel makes of these names is not a file that could be replaced.
    private static bool IsDevice(string path) =>
        (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static void RefuseUnusable(string path, string name)
    {
        if (Directory.Exists(path))
            throw new DataFileException("is a directory; name a file in it.", name);
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
            throw new DataFileException($"cannot be written: there is no directory {folder}. Create it first.", name);
        if (!File.Exists(path))
            return;

        using FileStream existing = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (!existing.CanSeek)
            throw new DataFileException("is a pipe. Write to standard output and redirect it there.", name);
    }
}
