namespace IllsEdge.Data.Csv;

/// <summary>Lines of a stream, each as soon as its line feed has arrived.</summary>
/// <param name="stream">The stream; it is left open.</param>
internal sealed class LiveLines(Stream stream)
{
    private byte[] _buffer = new byte[1 << 12];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The bytes now held in memory; never more than twice the limit.</summary>
    public int BufferSize => _buffer.Length;

    /// <summary>Waits for the next line.</summary>
    /// <param name="line">The line with its line feed, valid until the next call; empty when it is too long.</param>
    /// <param name="tooLong">Whether the line was longer than the limit and has been passed over.</param>
    /// <returns>False at the end of the stream.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line, out bool tooLong)
    {
        tooLong = false;
        line = default;
        int searched = 0;
        while (true)
        {
            int lineEnd = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            int length = lineEnd < 0 ? _end - _start : searched + lineEnd + 1;
            if (length > CsvSource.RecordLimit + 2) tooLong = true;
            if (lineEnd >= 0 || (_ended && (length > 0 || tooLong)))
            {
                if (!tooLong) line = _buffer.AsMemory(_start, length);
                _start += length;
                return true;
            }

            if (_ended) return false;
            // A line that is too long is passed over without keeping it.
            if (tooLong) _start = _end;
            searched = _end - _start;
            Fill();
        }
    }

    /// <summary>Puts the line that was just read back; the next call returns it again.</summary>
    /// <param name="line">The line; a line that was too long is gone and comes back as empty.</param>
    public void Unread(ReadOnlyMemory<byte> line) => _start -= line.Length;

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        // One read returns what is there, however little: waiting for more would keep a finished line waiting.
        int count = stream.Read(_buffer, _end, _buffer.Length - _end);
        if (count == 0) _ended = true;
        _end += count;
    }
}
