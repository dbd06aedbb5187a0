using CsvHelper;

namespace IllsEdge.Data.Csv;

/// <summary>
/// Records of a stream that is still being written. CsvHelper waits until its buffer is full, so each line gets a
/// reader of its own (1 µs, 600 bytes) and a quoted cell cannot run over the end of its line.
/// </summary>
/// <param name="lines">The lines of the stream.</param>
/// <param name="file">The name for messages.</param>
/// <param name="separator">The character between cells.</param>
/// <param name="linesBefore">How many lines have been read already.</param>
internal sealed class CsvLiveSource(LiveLines lines, string file, char separator, long linesBefore) : CsvSource(file)
{
    private CsvReaderOptions? _options;
    private CsvReader? _reader;
    private long _firstLine;
    private long _linesBefore = linesBefore;

    /// <inheritdoc/>
    public override bool IsLive => true;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reader?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override bool Advance()
    {
        while (true)
        {
            // A bare carriage return ends a row too, as in a file, so that a line may hold several.
            if (_reader is not null && _reader.Read()) return TakeRecord(_reader);
            _reader?.Dispose();
            _reader = null;

            if (!lines.TryRead(out ReadOnlyMemory<byte> line, out bool tooLong)) return false;
            _firstLine = _linesBefore = Line = _linesBefore + 1;
            // Before CsvHelper sees it: two of the bytes that UTF-8 never has are a UTF-16 mark to it.
            Fault = tooLong ? LineTooLong() : CheckBytes(line.Span);
            if (Fault is not null) return true;
            _reader = CsvReader.Create(line, _options ??= CreateOptions(separator));
        }
    }

    private bool TakeRecord(CsvReader reader)
    {
        _linesBefore = Line = _firstLine + reader.LineNumber - 1;
        Record = reader;
        // The line had room for its line break, so that one byte too many can come through.
        Fault = reader.RawRecord.Length > RecordLimit ? LineTooLong() : CheckQuotes(reader);
        return true;
    }
}
