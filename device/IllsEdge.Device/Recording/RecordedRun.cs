using IllsEdge.Data;

namespace IllsEdge.Device.Recording;

/// <summary>A recording to be replayed: read as far as it is whole, its steps one block at a time.</summary>
internal sealed class RecordedRun
{
    private readonly string _path;

    private RecordedRun(string path) => _path = path;

    public required RecordingStart Start { get; init; }

    /// <summary>The store at the beginning.</summary>
    public required byte[] Store { get; init; }

    /// <summary>The model file at the beginning; null where there was none.</summary>
    public byte[]? Model { get; init; }

    /// <summary>What training came to, in the order of the challenges.</summary>
    public required IReadOnlyList<RecordedVerdict> Verdicts { get; init; }

    public RecordingEnd End { get; init; }

    /// <summary>Bytes up to the last whole block.</summary>
    public long Whole { get; init; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; init; }

    /// <summary>Opens a recording and looks through it once.</summary>
    /// <exception cref="DataFileException">It cannot be read, is no recording, a newer one, or damaged where it begins.</exception>
    public static RecordedRun Open(string path)
    {
        (RecordingStart? start, byte[]? store, byte[]? model) = (null, null, null);
        List<RecordedVerdict> verdicts = [];
        RecordingEnd end = RecordingEnd.CutOff;
        try
        {
            using FileStream file = OpenFile(path);
            long whole = file.Position;
            while (BlockFile.Read(file) is var (kind, content))
            {
                whole = file.Position;
                ByteCursor cursor = new(content);
                if (kind == BlockKind.Start)
                    start = RecordingStart.Read(cursor);
                else if (kind == BlockKind.Store)
                    store = cursor.Bytes().ToArray();
                else if (kind == BlockKind.Model)
                    model = cursor.Bytes().ToArray();
                else if (kind == BlockKind.Verdict)
                    verdicts.Add(RecordedVerdict.Read(cursor));
                else if (kind == BlockKind.End)
                    end = (RecordingEnd)cursor.Byte();
            }

            if (start is null || store is null)
                throw new DataFileException("is damaged or cut off where it begins; nothing of it can be replayed.", path);
            return new RecordedRun(path)
            {
                Start = start,
                Store = store,
                Model = model,
                Verdicts = verdicts,
                End = end,
                Whole = whole,
                Length = file.Length,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DataFileException($"cannot be read: {exception.Message}", path, cause: exception);
        }
    }

    /// <summary>All steps; the first is what the loop did before it.</summary>
    /// <exception cref="DataFileException">The file has gone.</exception>
    public IEnumerable<RecordedStep> Steps()
    {
        using FileStream file = OpenFile(_path);
        while (file.Position < Whole && BlockFile.Read(file) is var (kind, content))
            if (kind == BlockKind.Steps)
                foreach (RecordedStep step in StepDecoder.Read(content))
                    yield return step;
    }

    private static FileStream OpenFile(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            Span<byte> magic = stackalloc byte[BlockFile.Magic.Length];
            bool isWhole = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length;
            if (!isWhole || !magic[..^1].SequenceEqual(BlockFile.Magic[..^1]))
                throw new DataFileException("is no recording of a run.", path);
            if (magic[^1] != BlockFile.Magic[^1])
                throw new DataFileException(
                    $"is a recording of format {magic[^1]}, and this version reads {BlockFile.Magic[^1]}; take the version that made it.",
                    path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
