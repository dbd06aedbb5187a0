using CsvHelper;

namespace IllsEdge.Data.Csv;

/// <summary>
/// Where records come from. A file and a live stream differ only here: both leave a CsvHelper reader standing on the
/// record, so that cells are taken apart by the same code.
/// </summary>
internal abstract class CsvSource(string file) : IDisposable
{
    /// <summary>The most bytes a record may have; a file without line breaks must not fill the memory.</summary>
    public const int RecordLimit = 1 << 20;

    // Set by CsvHelper while it moves to a record.
    private bool _hasOddQuotes;

    /// <summary>The file as the user named it.</summary>
    public string File { get; } = file;

    /// <summary>The reader that stands on the record, or null when there is none to look at.</summary>
    public CsvReader? Record { get; protected set; }

    /// <summary>What is wrong with the record, or null.</summary>
    public DataFault? Fault { get; protected set; }

    /// <summary>The line on which the record starts, from 1.</summary>
    public long Line { get; protected set; }

    /// <summary>Whether rows are to be answered as they come, without looking at the next one.</summary>
    public abstract bool IsLive { get; }

    /// <summary>The bytes before the record.</summary>
    public virtual long BytesRead => 0;

    /// <summary>The bytes of the whole source, or null where they cannot be known.</summary>
    public virtual long? Length => null;

    /// <summary>Whether the record is a line with nothing on it but spaces and tabs.</summary>
    public bool IsBlank =>
        Fault is null && Record is { FieldCount: 1 } record && record.RawRecord.Trim(" \t"u8).IsEmpty;

    /// <summary>Moves to the next record, blank lines and faulty ones included.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext()
    {
        Fault = null;
        Record = null;
        _hasOddQuotes = false;
        if (!Advance()) return false;
        if (Fault is null && Record is { } record) Fault = CheckBytes(record.RawRecord);
        return true;
    }

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Moves to the next record and sets Record, Line and, where quotes or length are wrong, Fault.</summary>
    /// <returns>False at the end.</returns>
    protected abstract bool Advance();

    /// <summary>How CsvHelper is to read.</summary>
    /// <param name="separator">The character between cells.</param>
    /// <returns>Options that report to this source.</returns>
    protected CsvReaderOptions CreateOptions(char separator) => new()
    {
        Separator = separator,
        HasHeader = false,
        // A blank line is a missing value in a file of one column, which only the caller knows.
        SkipEmptyLines = false,
        // Finds the quotes in ` "2" `; unquoted cells are trimmed on the way to a number anyway.
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = RecordLimit,
        OnMalformedRecord = _ => _hasOddQuotes = true,
    };

    /// <summary>The fault for quotes that leave open where cells end, or null.</summary>
    /// <param name="record">A reader that stands on the record.</param>
    /// <returns>A fault at the quote or at the text after it.</returns>
    protected DataFault? CheckQuotes(CsvReader record) =>
        _hasOddQuotes && CsvQuotes.FindFault(record) is { } found
            ? FaultAt(record.RawRecord, found.Index, found.Text)
            : null;

    /// <summary>A fault at a byte of the record.</summary>
    protected DataFault FaultAt(ReadOnlySpan<byte> record, int index, string text)
    {
        (long line, int column) = CellText.Locate(record, index, Line);
        return new DataFault(File, line, column, text);
    }

    /// <summary>The fault of a line that is too long to be looked at.</summary>
    protected DataFault LineTooLong() => new(File, Line, 1,
        $"the line is longer than {RecordLimit} bytes. Is this a CSV file with one row to a line?");

    /// <summary>The fault for bytes that no text file has, or null.</summary>
    protected DataFault? CheckBytes(ReadOnlySpan<byte> record)
    {
        int index = CellText.IndexOfInvalid(record);
        if (index >= 0)
            return FaultAt(record, index, $"byte 0x{record[index]:X2} is not UTF-8. Save the file as UTF-8.");

        index = record.IndexOf((byte)0);
        return index < 0 ? null : FaultAt(record, index,
            "byte 0x00 does not belong in a text file. Is it damaged, or UTF-16? Save it as UTF-8.");
    }
}
