namespace IllsEdge.Device.Store;

/// <summary>
/// A copy of a damaged store, with its log, whose first page is that of a new store. What every table is called and where it
/// begins stands there, and is the same in all stores; so what lies behind a lost first page can be read all the same. Where
/// the log holds the page, SQLite takes it from there.
/// </summary>
internal sealed class MendedCopy : IDisposable
{
    /// <summary>What the copy is called beside the store.</summary>
    public const string Ending = ".mending";

    // The number of pages, and the first and the number of the free ones: 0 is for SQLite to look at the file's length.
    private const int CountsAt = 28;
    private const int CountsLength = 12;

    /// <summary>Makes it; the damaged store is only read.</summary>
    /// <param name="damaged">The store.</param>
    /// <param name="head">The first page of a new one.</param>
    /// <exception cref="IOException">There is no room for it.</exception>
    public MendedCopy(string damaged, ReadOnlySpan<byte> head)
    {
        Path = damaged + Ending;
        Dispose();
        try
        {
            File.Copy(damaged, Path);
            byte[] page = head.ToArray();
            page.AsSpan(CountsAt, CountsLength).Clear();
            using (FileStream file = File.OpenWrite(Path))
                file.Write(page);
            if (File.Exists(damaged + "-wal"))
                File.Copy(damaged + "-wal", Path + "-wal");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Deletes it.</summary>
    public void Dispose()
    {
        foreach (string companion in (string[])["", "-wal", "-shm"])
            File.Delete(Path + companion);
    }
}
