using CsvHelper;

namespace IllsEdge.Data.Csv;

/// <summary>Records of a file, read in large blocks.</summary>
internal sealed class CsvFileSource : CsvSource
{
    private readonly Stream _stream;
    private readonly CsvReaderOptions _options;
    private CsvReader _reader;
    private long _readerStart;
    private long _readerLine = 1;
    private (long Offset, long Line)? _resume;
    private bool _ended;

    /// <summary>Starts at the stream's current position and owns the stream.</summary>
    /// <param name="stream">UTF-8; one that can seek is read on after a record that cannot be taken apart.</param>
    /// <param name="file">The name for messages.</param>
    /// <param name="separator">The character between cells.</param>
    public CsvFileSource(Stream stream, string file, char separator) : base(file)
    {
        _stream = stream;
        _options = CreateOptions(separator);
        _reader = CsvReader.Create(stream, _options, leaveOpen: true);
    }

    /// <inheritdoc/>
    public override bool IsLive => false;

    /// <inheritdoc/>
    public override long BytesRead => _readerStart + _reader.ByteOffset;

    /// <inheritdoc/>
    public override long? Length => _stream.CanSeek ? _stream.Length : null;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override bool Advance()
    {
        if (_ended) return false;
        if (_resume is { } place) ResumeAt(place.Offset, place.Line);
        try
        {
            if (!_reader.Read())
            {
                _ended = true;
                return false;
            }
        }
        catch (CsvFormatException exception)
        {
            // The only exception these options leave: the record outgrew the buffer.
            PassOversized(exception);
            return true;
        }

        Line = _readerLine + _reader.LineNumber - 1;
        ReadOnlySpan<byte> raw = _reader.RawRecord;
        Record = _reader;
        // CsvHelper checks the limit only when it needs more input, so up to twice the limit can come through.
        Fault = raw.Length > RecordLimit ? LineTooLong() : CheckQuotes(_reader);

        // A quote that is never closed swallows the lines below it. They are rows of their own.
        int lineEnd = Fault is null ? -1 : raw.IndexOf((byte)'\n');
        if (lineEnd >= 0 && _stream.CanSeek) _resume = (BytesRead + lineEnd + 1, Line + 1);
        return true;
    }

    private void PassOversized(CsvFormatException exception)
    {
        long start = _readerStart + exception.ByteOffset;
        Line = _readerLine + exception.LineNumber - 1;
        Fault = LineTooLong();
        long? next = _stream.CanSeek ? FindNextLine(start) : null;
        if (next is null) _ended = true;
        else _resume = (next.Value, Line + 1);
        if (next - start <= RecordLimit)
            Fault = Fault with
            {
                Text = $"the record that starts here is longer than {RecordLimit} bytes and has line breaks in it. "
                    + "Close the quote that was left open.",
            };
    }

    private long? FindNextLine(long offset)
    {
        byte[] block = new byte[1 << 16];
        _stream.Seek(offset, SeekOrigin.Begin);
        for (int count; (count = _stream.Read(block)) > 0; offset += count)
        {
            int lineEnd = block.AsSpan(0, count).IndexOf((byte)'\n');
            if (lineEnd >= 0) return offset + lineEnd + 1;
        }

        return null;
    }

    private void ResumeAt(long offset, long line)
    {
        _resume = null;
        _reader.Dispose();
        _stream.Seek(offset, SeekOrigin.Begin);
        _reader = CsvReader.Create(_stream, _options, leaveOpen: true);
        (_readerStart, _readerLine) = (offset, line);
    }
}
