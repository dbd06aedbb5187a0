using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Data.Csv;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Sensors;

/// <summary>The rows of a replay in memory: when each is due, and its values.</summary>
internal sealed class ReplayRows
{
    // A thousand years; far inside what a TimeSpan holds, far outside what anybody replays.
    private const double MostSeconds = 1000 * 365.25 * 86400;

    private readonly List<long> _offsets = [];
    private readonly List<double> _values = [];
    private readonly List<bool> _isThere = [];
    private readonly int _columns;

    private ReplayRows(int columns) => _columns = columns;

    /// <summary>When the first row was recorded; null where no column says it.</summary>
    public RecordedTime? Start { get; private set; }

    /// <summary>How many rows there are.</summary>
    public int Count => _offsets.Count;

    /// <summary>Rows and cells that cannot be used.</summary>
    public long Faults { get; private set; }

    /// <summary>How long after the first row a row is due; never less than the row before.</summary>
    public TimeSpan Offset(int row) => new(_offsets[row]);

    /// <summary>What a difference of recorded times is at a speed; a thousand years at most.</summary>
    public static TimeSpan Played(double seconds, double speed) => new(
        // Rounded to the microsecond: seconds since 1970 carry no more in a double.
        (long)Math.Min(
            Math.Round(Math.Min(seconds, MostSeconds) * 1e6) * TimeSpan.TicksPerMicrosecond / speed,
            MostSeconds * TimeSpan.TicksPerSecond));

    /// <summary>A cell's value, where there is one.</summary>
    public bool TryGet(int row, int column, out double value)
    {
        value = _values[row * _columns + column];
        return _isThere[row * _columns + column];
    }

    /// <summary>Reads a file, passing over what cannot be used.</summary>
    public static ReplayRows Read(string path, string[] columns, ReplayTiming timing, SeldomLog log)
    {
        using CsvRowReader reader = CsvRowReader.Open(path);
        int[] chosen = [.. columns.Select(name => Find(reader, name))];
        int? time = timing.TimeColumn is { } name ? Find(reader, name) : null;
        var rows = new ReplayRows(columns.Length);
        for (long read = 0; reader.Read(); read++)
        {
            double elapsed = (timing.Period ?? default).TotalSeconds * read;
            if (reader.Fault is { } fault)
                rows.Refuse(fault, log);
            else if (time is not int column || rows.TryReadTime(reader, column, log, out elapsed))
                rows.Add(reader, chosen, Played(elapsed, timing.Speed).Ticks, log);
        }

        return rows;
    }

    private void Add(CsvRowReader reader, int[] chosen, long offset, SeldomLog log)
    {
        _offsets.Add(_offsets.Count > 0 ? Math.Max(offset, _offsets[^1]) : Math.Max(offset, 0));
        foreach (int column in chosen)
        {
            CellState state = reader.TryReadNumber(column, out double value);
            if (state == CellState.Unusable)
                Refuse(reader.DescribeCell(column), log);
            _isThere.Add(state == CellState.Number);
            _values.Add(value);
        }
    }

    private bool TryReadTime(CsvRowReader reader, int column, SeldomLog log, out double elapsed)
    {
        elapsed = 0;
        bool isDate = reader.TryReadNumber(column, out double seconds) != CellState.Number;
        if (isDate && !TryReadDate(reader.ReadText(column), out seconds) || Math.Abs(seconds) > MostSeconds * 3)
        {
            Refuse(
                reader.DescribeCell(column, "Write seconds, or a time like 2026-01-31T12:00:00.000Z."), log);
            return false;
        }

        Start ??= new RecordedTime(seconds, isDate);
        elapsed = seconds - Start.Value.Seconds;
        return true;
    }

    private static bool TryReadDate(string text, out double seconds)
    {
        bool isDate = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out DateTimeOffset date);
        seconds = (date - DateTimeOffset.UnixEpoch).TotalSeconds;
        return isDate;
    }

    private void Refuse(DataFault fault, SeldomLog log)
    {
        Faults++;
        if (log.MaySpeak(out long heldBack))
            log.Tell(LogLevel.Warning, fault.ToString(), heldBack);
    }

    private static int Find(CsvRowReader reader, string name)
    {
        for (int column = 0; column < reader.Names.Count; column++)
            if (reader.Names[column] == name)
                return column;
        string hint = NearestName.Find(name, reader.Names) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";
        throw new DataFileException(
            $"has no column \"{name}\".{hint} Columns: {string.Join(", ", reader.Names.Take(20))}.", reader.File);
    }
}
