using System.Buffers.Binary;
using System.Text.Unicode;
using IllsEdge.Device.Recording;

namespace IllsEdge.Device.Store;

/// <summary>What the first page of a file says: whether it is a store's, a damaged store's, or another file's.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">The damage, or whose file it is; empty otherwise.</param>
internal sealed record StoreHead(HeadKind Kind, string Detail = "")
{
    // Places in a database's header (sqlite.org/fileformat2.html, 1.3).
    private const int PageSizeAt = 16;
    private const int PageCountAt = 28;
    private const int ApplicationAt = 68;
    private const int HeaderLength = 100;

    // Of files that begin like this somebody has put one in the store's place, and is at hand to read of it.
    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        ([0x89, .. "PNG\r\n"u8], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"), ([.. "%PDF-"u8], "a PDF document"),
        ([.. "PK\u0003\u0004"u8], "a ZIP archive"), ([0x1F, 0x8B, 0x08], "a gzip archive"), ([.. "BZh"u8], "a bzip2 archive"),
        ([0xFD, .. "7zXZ\0"u8], "an xz archive"), ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
        ([0x7F, .. "ELF"u8], "a program"), ([.. "{\"format\":\"illsedge-model\""u8], "a model of this program"),
        ([.. BlockFile.Magic[..^1]], "a recording of this program"),
    ];

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Looks at a file. Nothing of it or beside it is changed.</summary>
    public static StoreHead Look(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true })
                return new StoreHead(HeadKind.None);
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] start = new byte[2 * StoreFile.PageLength];
            return Of(path, start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // Opening it for writing says better what is wrong.
            return new StoreHead(HeadKind.Database);
        }
    }

    /// <summary>Whether the header counts fewer pages than there are, so that SQLite does not look at the others.</summary>
    public static bool CountsTooFew(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderLength];
        return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && BinaryPrimitives.ReadUInt32BigEndian(header[PageCountAt..]) < file.Length / StoreFile.PageLength;
    }

    private static StoreHead Of(string path, ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            return WasStore(path) || HasLog(path) ? Damaged("it is empty, and was a store") : new StoreHead(HeadKind.None);
        if (start.StartsWith(Magic))
            return OfDatabase(path, start);
        foreach ((byte[] signature, string name) in Signatures)
            if (start.StartsWith(signature))
                return new StoreHead(HeadKind.Foreign, name);
        bool isStore = WasStore(path);
        if (!isStore && IsText(start[..Math.Min(start.Length, StoreFile.PageLength)]))
            return new StoreHead(HeadKind.Foreign, "a text");
        return isStore || HasLog(path) || File.Exists(path + ".lock") || HasNamesOfInputs(start)
            ? Damaged("its beginning is not a database's")
            : new StoreHead(HeadKind.Foreign);
    }

    private static StoreHead OfDatabase(string path, ReadOnlySpan<byte> start)
    {
        bool isOurs = WasStore(path) || (start.Length >= HeaderLength
            && BinaryPrimitives.ReadInt32BigEndian(start[ApplicationAt..]) == StoreFile.Application);
        if (start.Length < HeaderLength || start.Length < PageSize(start))
            // SQLite takes it for a database without tables, and deletes its log.
            return isOurs || HasLog(path)
                ? Damaged($"it ends after {start.Length} bytes, within its first page") : new StoreHead(HeadKind.Foreign);
        // The length of a page, the log of version 2 or none, and four bytes that never change.
        return isOurs && !(start[PageSizeAt..] is [16, 0, 1 or 2, 1 or 2, 0, 64, 32, 32, ..])
            ? Damaged("its header is not a store's") : new StoreHead(HeadKind.Database);
    }

    private static int PageSize(ReadOnlySpan<byte> start) =>
        BinaryPrimitives.ReadUInt16BigEndian(start[PageSizeAt..]) is var size and >= 512 and <= 4096 ? size : StoreFile.PageLength;

    // What only a store that was open leaves beside itself; an empty lock may be anybody's.
    private static bool WasStore(string path) =>
        new FileInfo(path + ".lock") is { Exists: true, Length: StoreHold.Room };

    private static bool HasLog(string path)
    {
        if (!File.Exists(path + "-wal"))
            return false;
        using FileStream log = new(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> magic = stackalloc byte[4];
        // As SQLite writes it, of either order of bytes.
        return log.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length
            && (BinaryPrimitives.ReadUInt32BigEndian(magic) & ~1u) == 0x377F0682;
    }

    // The second page is the table of them: leaf of an index.
    private static bool HasNamesOfInputs(ReadOnlySpan<byte> start) =>
        start.Length > StoreFile.PageLength && start[StoreFile.PageLength] == 10
        && start[StoreFile.PageLength..].IndexOf("input.0"u8) > 0;

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
            return false;
        // A letter of several bytes may be cut by the end of the page.
        for (int cut = 0; cut < 4 && cut < bytes.Length; cut++)
            if (Utf8.IsValid(bytes[..^cut]))
                return true;
        return false;
    }

    private static StoreHead Damaged(string detail) => new(HeadKind.Damaged, detail);
}

/// <summary>What a file is, by its first page.</summary>
internal enum HeadKind
{
    /// <summary>There is no file, or an empty one.</summary>
    None,

    /// <summary>A database, or a file that cannot be read; SQLite says more.</summary>
    Database,

    /// <summary>A store whose first page is damaged.</summary>
    Damaged,

    /// <summary>Somebody else's file.</summary>
    Foreign,
}
