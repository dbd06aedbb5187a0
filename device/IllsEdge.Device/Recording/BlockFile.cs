using System.Buffers.Binary;
using System.IO.Compression;
using IllsEdge.Data;

namespace IllsEdge.Device.Recording;

/// <summary>How blocks lie in the file: kind, length as stored, length unpacked, CRC-32C over these and the bytes, the bytes (deflate).</summary>
internal static class BlockFile
{
    /// <summary>Bytes before those of a block.</summary>
    public const int HeaderLength = 13;

    // Nothing that is recorded comes near; what says so is damaged.
    private const int LongestBlock = 1 << 30;

    /// <summary>The first bytes of a file; the last is the format's version.</summary>
    public static ReadOnlySpan<byte> Magic => "illsrec\u0001"u8;

    /// <summary>Whether a file begins as a recording does, of whichever version of the format.</summary>
    public static bool IsRecording(string path)
    {
        Span<byte> start = stackalloc byte[Magic.Length];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[..^1].SequenceEqual(Magic[..^1]);
    }

    /// <summary>A block as it is written.</summary>
    public static byte[] Pack(BlockKind kind, ReadOnlySpan<byte> content)
    {
        using MemoryStream packed = new();
        packed.SetLength(HeaderLength);
        packed.Position = HeaderLength;
        using (DeflateStream deflate = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(content);
        byte[] block = packed.ToArray();
        block[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(1), block.Length - HeaderLength);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(5), content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(9), Checksum(block.AsSpan(0, 9), block.AsSpan(HeaderLength)));
        return block;
    }

    /// <summary>The next block of a file; null at its end, and where no whole, sound block follows.</summary>
    public static (BlockKind Kind, byte[] Content)? Read(Stream file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            return null;
        int stored = BinaryPrimitives.ReadInt32LittleEndian(header[1..]);
        int length = BinaryPrimitives.ReadInt32LittleEndian(header[5..]);
        if (stored < 0 || stored > file.Length - file.Position || length is < 0 or > LongestBlock)
            return null;
        byte[] packed = new byte[stored];
        file.ReadExactly(packed);
        if (Checksum(header[..9], packed) != BinaryPrimitives.ReadUInt32LittleEndian(header[9..]))
            return null;
        byte[] content = new byte[length];
        try
        {
            using DeflateStream inflate = new(new MemoryStream(packed), CompressionMode.Decompress);
            inflate.ReadExactly(content);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            return null;
        }

        return ((BlockKind)header[0], content);
    }

    /// <summary>
    /// Whether a recording ended in order: its last whole block is of the kind <see cref="BlockKind.End"/>. Reads the heads of
    /// the blocks only.
    /// </summary>
    public static bool HasEnd(Stream file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BlockKind last = default;
        for (long place = Magic.Length; place + HeaderLength <= file.Length;)
        {
            file.Position = place;
            file.ReadExactly(header);
            int stored = BinaryPrimitives.ReadInt32LittleEndian(header[1..]);
            place += HeaderLength + stored;
            if (stored < 0 || place > file.Length)
                break;
            last = (BlockKind)header[0];
        }

        return last == BlockKind.End;
    }

    private static uint Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> packed)
    {
        Crc32C crc = new();
        crc.Add(header);
        crc.Add(packed);
        return crc.Value;
    }
}
