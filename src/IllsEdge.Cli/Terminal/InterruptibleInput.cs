namespace IllsEdge.Cli.Terminal;

/// <summary>
/// A stream whose reading is cancelled when the user interrupts: a read of standard input goes on, but it can be left
/// waiting. An end would not do: what has arrived of a line would be taken for the whole of it.
/// </summary>
internal sealed class InterruptibleInput(Stream stream, CancellationToken interruption) : Stream
{
    private readonly byte[] _buffer = new byte[1 << 16];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            int wanted = Math.Min(buffer.Length, _buffer.Length);
            Task<int> read = stream.ReadAsync(_buffer, 0, wanted, CancellationToken.None);
            read.Wait(interruption);
            _buffer.AsSpan(0, read.Result).CopyTo(buffer);
            return read.Result;
        }
        catch (AggregateException exception) when (exception.InnerException is IOException inner)
        {
            throw inner;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
