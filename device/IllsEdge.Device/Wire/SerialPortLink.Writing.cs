namespace IllsEdge.Device.Wire;

public sealed partial class SerialPortLink
{
    // A second and a half at 115200 baud: more would only be older when it arrives.
    private const int OutgoingBytes = 16384;

    private readonly LineQueue _outgoing = new(OutgoingBytes);
    private readonly byte[] _batch = new byte[1024];
    private long _lost;
    private volatile bool _isWriting;
    private volatile string? _writingTrouble;

    /// <summary>Lines that were taken but never written, because the port went away.</summary>
    internal long Lost => Interlocked.Read(ref _lost);

    /// <summary>Hands a line with its LF to the writer. Never waits, allocates nothing.</summary>
    /// <returns>False where the port is not there, or its reader does not read.</returns>
    internal bool TryWrite(ReadOnlySpan<byte> line) => _isOpen && _outgoing.TryAdd(line);

    /// <summary>Waits until what was handed on is written, or the time is up.</summary>
    internal void Flush(TimeSpan patience) =>
        SpinWait.SpinUntil(() => !_isOpen || (_outgoing.IsEmpty && !_isWriting), patience);

    private async Task WriteAsync(Stream stream, CancellationTokenSource session)
    {
        CancellationToken cancellation = session.Token;
        int lines = 0;
        _writingTrouble = null;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                _isWriting = true;
                int length = _outgoing.Take(_batch, out lines);
                if (length > 0)
                {
                    await stream.WriteAsync(_batch.AsMemory(0, length), cancellation).ConfigureAwait(false);
                    lines = 0;
                    continue;
                }

                _isWriting = false;
                await _outgoing.WaitAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The reader tells of it, and has to be woken for that.
            _writingTrouble = exception.Message;
            await session.CancelAsync().ConfigureAwait(false);
        }

        _isWriting = false;
        Interlocked.Add(ref _lost, lines + _outgoing.Clear());
    }
}
