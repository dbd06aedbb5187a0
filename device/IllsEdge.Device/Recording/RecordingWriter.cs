using System.Collections.Concurrent;
using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Recording;

/// <summary>
/// Writes blocks on a thread of its own, so that nobody waits for the disk. What cannot be written ends the recording, and
/// is told once.
/// </summary>
internal sealed class RecordingWriter : IDisposable
{
    private const string Source = "recording";

    // Of blocks that wait for a disk that stands still; at 10 Hz an hour.
    private const int MostWaiting = 8 << 20;

    // For the last block, which says why it is the last.
    private const int Reserve = 64;

    private readonly FileStream _file;
    private readonly long _limit;
    private readonly IDeviceLog _log;
    private readonly BlockingCollection<(BlockKind Kind, ByteBuffer Content)> _blocks = [];
    private readonly ConcurrentBag<ByteBuffer> _free = [];
    private readonly Thread _thread;
    private long _waiting;
    private long _length;
    private volatile bool _isOver;
    private bool _isDisposed;

    /// <summary>Begins a file. Where it cannot be begun whole there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Bytes at most; not less than <see cref="LeastLimit"/> says.</param>
    /// <param name="log">Is told when nothing more can be written.</param>
    /// <param name="start">The blocks without which nothing could be repeated; they are written before this returns.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public RecordingWriter(string path, long limit, IDeviceLog log, params IEnumerable<byte[]> start)
    {
        (_limit, _log) = (limit, log);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            _file.Write(BlockFile.Magic);
            foreach (byte[] block in start)
                _file.Write(block);
            _length = _file.Length;
        }
        catch
        {
            _file.Dispose();
            Discard(path);
            throw;
        }

        _thread = new Thread(Work) { IsBackground = true, Name = "recording" };
        _thread.Start();
    }

    /// <summary>Bytes of a file that begins with these blocks and has room to say how it ended.</summary>
    public static long LeastLimit(IEnumerable<byte[]> start) => BlockFile.Magic.Length + start.Sum(block => (long)block.Length) + Reserve;

    /// <summary>Whether nothing is written any more.</summary>
    public bool IsOver => _isOver;

    /// <summary>Bytes in the file.</summary>
    public long Length => Interlocked.Read(ref _length);

    /// <summary>An empty buffer, to be handed to <see cref="Add"/>.</summary>
    public ByteBuffer Take() => _free.TryTake(out ByteBuffer? buffer) ? buffer : new ByteBuffer(StepEncoder.BlockLength * 5 / 4);

    /// <summary>Hands a block over, from any thread. Waits for nobody.</summary>
    public void Add(BlockKind kind, ByteBuffer content)
    {
        if (_isOver)
            return;
        if (Interlocked.Add(ref _waiting, content.Length) - content.Length > MostWaiting)
        {
            // With a gap, nothing behind it could be repeated.
            End(LogLevel.Error, "the disk is too slow");
            return;
        }

        lock (_blocks)
            if (!_blocks.IsAddingCompleted)
                _blocks.Add((kind, content));
    }

    /// <summary>Writes what waits, and that the run has ended.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        lock (_blocks)
            _blocks.CompleteAdding();
        _thread.Join();
        if (!_isOver)
            Guard(() =>
            {
                Write(EndBlock(RecordingEnd.Run));
                _file.Flush(flushToDisk: true);
            });
        _isOver = true;
        _file.Dispose();
        _blocks.Dispose();
    }

    private void Work()
    {
        foreach ((BlockKind kind, ByteBuffer content) in _blocks.GetConsumingEnumerable())
        {
            if (!_isOver)
                Guard(() => Keep(BlockFile.Pack(kind, content.Written)));
            Interlocked.Add(ref _waiting, -content.Length);
            content.Clear();
            _free.Add(content);
        }
    }

    private void Keep(byte[] block)
    {
        if (_length + block.Length + Reserve <= _limit)
        {
            Write(block);
            return;
        }

        Write(EndBlock(RecordingEnd.Limit));
        End(LogLevel.Information, $"it has reached its {SizeText.Of(_limit)}");
    }

    private void Write(byte[] block)
    {
        _file.Write(block);
        Interlocked.Add(ref _length, block.Length);
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            End(LogLevel.Error, exception.Message);
            CutToWhole();
        }
    }

    // Half a start would be kept as if it were a crash's recording. A device such as /dev/full has no length, and stays.
    private static void Discard(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > 0 })
            File.Delete(path);
    }

    // What is half written would be passed over by every reader; but it takes room, and the disk may be full.
    private void CutToWhole()
    {
        try
        {
            _file.SetLength(_length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk has gone.
        }
    }

    private void End(LogLevel level, string why)
    {
        if (Interlocked.Exchange(ref _isOver, true))
            return;
        _log.Tell(level, Source, $"nothing more is recorded in {_file.Name}: {why.TrimEnd('.')}. The loop goes on.");
    }

    private static byte[] EndBlock(RecordingEnd end) => BlockFile.Pack(BlockKind.End, [(byte)end]);
}
