using System.Text;
using System.Text.Json;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Terminal;

/// <summary>Writes predictions, one row at a time.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>Writes a row; the values are of no meaning where the status is a failure.</summary>
    public abstract void Write(ReadOnlySpan<double> values, ValueStatus status);

    /// <summary>Hands on what was written.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}

/// <summary>CSV: a column a target, then the status.</summary>
internal sealed class CsvRowWriter : RowWriter
{
    private readonly StreamWriter _writer;

    public CsvRowWriter(Stream stream, Model model)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (Variable target in model.Targets)
            _writer.Write($"{Quote(target.Name)},");
        _writer.WriteLine("status");
    }

    public override void Write(ReadOnlySpan<double> values, ValueStatus status)
    {
        foreach (double value in values)
        {
            if (status != ValueStatus.Failure)
                _writer.Write(Format.Exact(value));
            _writer.Write(',');
        }

        _writer.WriteLine((char)status);
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
    private readonly IReadOnlyList<Variable> _targets;
    private readonly bool _isLive;

    public JsonRowWriter(Stream stream, Model model, bool isLive)
    {
        (_stream, _targets, _isLive) = (stream, model.Targets, isLive);
        _writer = new Utf8JsonWriter(stream);
        if (isLive)
            return;
        _writer.WriteStartObject();
        _writer.WriteStartArray("predictions");
    }

    public override void Write(ReadOnlySpan<double> values, ValueStatus status)
    {
        _writer.WriteStartObject();
        for (int target = 0; target < values.Length; target++)
        {
            if (status == ValueStatus.Failure || !double.IsFinite(values[target]))
                _writer.WriteNull(_targets[target].Name);
            else
                _writer.WriteNumber(_targets[target].Name, values[target]);
        }

        _writer.WriteString("status", ((char)status).ToString());
        _writer.WriteEndObject();
        if (!_isLive)
            return;
        _writer.Flush();
        _stream.WriteByte((byte)'\n');
        _writer.Reset();
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
