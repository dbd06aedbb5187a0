using System.Text;
using System.Text.Json;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Terminal;

/// <summary>Writes predictions, one row at a time.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>Writes a row; the values are of no meaning where the status is a failure.</summary>
    /// <param name="values">One a target.</param>
    /// <param name="margins">How far the interval reaches to both sides, one a target; empty without intervals.</param>
    /// <param name="status">The row's.</param>
    public abstract void Write(ReadOnlySpan<double> values, ReadOnlySpan<double> margins, ValueStatus status);

    /// <summary>Hands on what was written.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}

/// <summary>CSV: a column a target, with intervals two more, then the status.</summary>
internal sealed class CsvRowWriter : RowWriter
{
    private readonly StreamWriter _writer;

    public CsvRowWriter(Stream stream, Model model, bool hasIntervals)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (Variable target in model.Targets)
        {
            _writer.Write($"{Quote(target.Name)},");
            if (hasIntervals)
                _writer.Write($"{Quote(Intervals.Low(target.Name))},{Quote(Intervals.High(target.Name))},");
        }

        _writer.WriteLine("status");
    }

    public override void Write(ReadOnlySpan<double> values, ReadOnlySpan<double> margins, ValueStatus status)
    {
        for (int target = 0; target < values.Length; target++)
        {
            Write(values[target], status);
            if (margins.IsEmpty)
                continue;
            Write(values[target] - margins[target], status);
            Write(values[target] + margins[target], status);
        }

        _writer.WriteLine((char)status);
    }

    private void Write(double value, ValueStatus status)
    {
        if (status != ValueStatus.Failure && double.IsFinite(value))
            _writer.Write(Format.Exact(value));
        _writer.Write(',');
    }

    public override void Flush() => _writer.Flush();

    public override void Dispose() => _writer.Dispose();

    private static string Quote(string name) =>
        name.AsSpan().IndexOfAny(",\"\r\n") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>JSON: an object a line for a live stream, otherwise one object with all rows.</summary>
internal sealed class JsonRowWriter : RowWriter
{
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _writer;
    private readonly string[] _names;
    private readonly string[] _lows;
    private readonly string[] _highs;
    private readonly bool _isLive;

    public JsonRowWriter(Stream stream, Model model, bool isLive)
    {
        (_stream, _isLive) = (stream, isLive);
        _names = [.. model.Targets.Select(target => target.Name)];
        _lows = [.. _names.Select(Intervals.Low)];
        _highs = [.. _names.Select(Intervals.High)];
        _writer = new Utf8JsonWriter(stream);
        if (isLive)
            return;
        _writer.WriteStartObject();
        _writer.WriteStartArray("predictions");
    }

    public override void Write(ReadOnlySpan<double> values, ReadOnlySpan<double> margins, ValueStatus status)
    {
        _writer.WriteStartObject();
        for (int target = 0; target < values.Length; target++)
        {
            Write(_names[target], values[target], status);
            if (margins.IsEmpty)
                continue;
            Write(_lows[target], values[target] - margins[target], status);
            Write(_highs[target], values[target] + margins[target], status);
        }

        _writer.WriteString("status", ((char)status).ToString());
        _writer.WriteEndObject();
        if (!_isLive)
            return;
        _writer.Flush();
        _stream.WriteByte((byte)'\n');
        _writer.Reset();
    }

    private void Write(string name, double value, ValueStatus status)
    {
        if (status == ValueStatus.Failure || !double.IsFinite(value))
            _writer.WriteNull(name);
        else
            _writer.WriteNumber(name, value);
    }

    public override void Flush()
    {
        _writer.Flush();
        _stream.Flush();
    }

    public override void Dispose()
    {
        if (!_isLive)
        {
            _writer.WriteEndArray();
            _writer.WriteEndObject();
            _writer.Flush();
            _stream.WriteByte((byte)'\n');
        }

        _writer.Dispose();
    }
}
