namespace IllsEdge.Cli.Terminal;

/// <summary>A stream that fails where its reader has gone, which the runtime's own takes for a success.</summary>
/// <param name="stream">The stream; it is disposed with this.</param>
/// <param name="hasNoReader">Whether its reader has gone.</param>
internal sealed class WatchedOutput(Stream stream, Func<bool> hasNoReader) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">It cannot be written, or there is nobody who would read it.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        stream.Write(buffer);
        // Asked afterwards, for the reader may have gone while this waited for it.
        if (hasNoReader())
            throw new IOException("the pipe is closed.");
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => stream.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
