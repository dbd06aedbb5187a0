namespace IllsEdge.Data.Csv;

/// <summary>
/// Reads a CSV file, or a stream that is still being written, row by row. Trouble with a row is its
/// <see cref="Fault"/>, trouble with a cell its <see cref="CellState"/>, and reading goes on after both; only a file
/// that cannot be opened, or has no usable header, throws.
/// </summary>
/// <remarks>
/// RFC 4180 in UTF-8, with or without byte order mark, LF or CR LF; comma, semicolon or tab, whichever the header
/// has. A row is at most 1 MiB. Blank lines are passed over, except in a file of one column, where a blank line is a
/// row whose cell is missing unless only blank lines follow it. A live stream of one column answers every line, and
/// its quoted cells end with their line. Not safe for use by several threads.
/// </remarks>
public sealed partial class CsvRowReader : IDisposable
{
    private readonly CsvSource _source;
    private readonly string[] _names;
    private DataFault? _fault;
    private long _firstBlank;
    private int _blanks;
    private bool _held;
    private bool _onBlank = true;

    private CsvRowReader(CsvSource source, char separator)
    {
        _source = source;
        Separator = separator;
        _names = CsvHeader.Read(source);
    }

    /// <summary>The file as the user named it.</summary>
    public string File => _source.File;

    /// <summary>The names in the header, without the spaces around them.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The character between cells.</summary>
    public char Separator { get; }

    /// <summary>The line on which the row starts, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>What is wrong with the row as a whole (length, bytes, quotes, cell count), or null.</summary>
    public DataFault? Fault => _fault;

    /// <summary>How many cells the row has; 0 when it could not be taken apart.</summary>
    public int FieldCount => _onBlank ? 1 : _source.Record?.FieldCount ?? 0;

    /// <summary>The bytes read before this row.</summary>
    public long BytesRead => _source.BytesRead;

    /// <summary>The bytes of the file, or null where they cannot be known.</summary>
    public long? Length => _source.Length;

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="DataFileException">The system could not go on reading.</exception>
    public bool Read()
    {
        try
        {
            return MoveNext();
        }
        catch (IOException exception)
        {
            throw new DataFileException(
                $"reading stopped: {exception.Message.TrimEnd('.')}.", File, LineNumber + 1, cause: exception);
        }
    }

    /// <summary>Closes the file. A live stream is left open.</summary>
    public void Dispose() => _source.Dispose();

    private bool MoveNext()
    {
        _fault = null;
        if (_blanks > 0) return TakeBlank();
        if (_held)
        {
            _held = false;
            return TakeRecord();
        }

        while (_source.MoveNext())
        {
            if (!_source.IsBlank) return TakeRecord();
            if (_names.Length > 1) continue;
            _firstBlank = _source.Line;
            _blanks = 1;
            if (!_source.IsLive && !CountBlanks()) return false;
            return TakeBlank();
        }

        return false;
    }

    // Blank lines are rows only if a row follows, so it has to be fetched first and kept.
    private bool CountBlanks()
    {
        while (_source.MoveNext())
        {
            _held = !_source.IsBlank;
            if (_held) return true;
            _blanks++;
        }

        _blanks = 0;
        return false;
    }

    private bool TakeBlank()
    {
        LineNumber = _firstBlank++;
        _blanks--;
        return _onBlank = true;
    }

    private bool TakeRecord()
    {
        _onBlank = false;
        LineNumber = _source.Line;
        _fault = _source.Fault ?? CsvCells.CheckCount(_source, _names.Length);
        return true;
    }
}
