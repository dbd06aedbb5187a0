using System.Buffers;
using System.Text.Json;
using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Outputs;

/// <summary>
/// Predictions as JSON, an object a line:
/// <c>{"time":"2026-01-31T12:00:00.000Z","name":"wear","value":12.34,"low":11.9,"high":12.8,"status":"G"}</c>. What is not
/// known is null. A thread of its own writes to the stream, so that a reader who is slow or gone costs values, which are
/// counted, never time.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class JsonLinesOutput : IOutput
{
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;
    private readonly IDeviceLog _log;
    private readonly LineQueue _queue;
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Utf8JsonWriter _writer;
    private readonly Thread _thread;
    private readonly byte[] _time = new byte[WireTime.Length];
    private readonly CancellationToken _patience;
    private readonly string? _source;
    private volatile bool _isEnding;
    private volatile bool _isBroken;
    private long _faults;

    /// <summary>Starts writing.</summary>
    /// <param name="stream">Where the lines go; not disposed here.</param>
    /// <param name="log">Is told when the reader has gone.</param>
    /// <param name="name">What it is, for logs.</param>
    /// <param name="capacity">Bytes that can wait for the reader; later values are counted and lost.</param>
    /// <param name="patience">Until it is cancelled a full queue waits for its reader, as where time runs as fast as the work
    /// is done; by default it is cancelled.</param>
    /// <param name="source">Marks every value where it is not of a real process, such as <c>simulated</c>; null for no mark.
    /// </param>
    public JsonLinesOutput(
        Stream stream, IDeviceLog log, string name = "json standard output", int capacity = 1 << 18,
        CancellationToken? patience = null, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(log);
        (_stream, _log, Name, _source) = (stream, log, name, source);
        _patience = patience ?? new CancellationToken(canceled: true);
        _queue = new LineQueue(capacity);
        _writer = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
        _thread = new Thread(WriteQueue) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Faults => Interlocked.Read(ref _faults);

    /// <inheritdoc/>
    public void Publish(in Published value)
    {
        lock (_lock)
        {
            do
            {
                if (!_isEnding && !_isBroken && _queue.TryAdd(Format(value)))
                    return;
            }
            while (!_isEnding && !_isBroken && !_patience.WaitHandle.WaitOne(1));
        }

        Interlocked.Increment(ref _faults);
    }

    /// <summary>Does nothing: every value carries its time and status, and the end of the stream says that no more will come.
    /// </summary>
    public void GoSafe()
    {
    }

    /// <summary>Writes what waits, for at most a second, and ends.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isEnding)
                return;
            _isEnding = true;
        }

        _queue.Wake();
        // Where the reader does not read, the thread is left to the end of the process.
        if (!_thread.Join(PatienceAtEnd))
            Interlocked.Add(ref _faults, _queue.Clear());
        _writer.Dispose();
    }

    private ReadOnlySpan<byte> Format(in Published value)
    {
        bool isThere = value.Status != ValueStatus.Failure && double.IsFinite(value.Value);
        _line.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        if (WireTime.TryFormat(value.Time, _time))
            _writer.WriteString("time"u8, _time);
        _writer.WriteString("name"u8, value.Name);
        Write("value"u8, isThere ? value.Value : null);
        Write("low"u8, isThere ? value.Low : null);
        Write("high"u8, isThere ? value.High : null);
        byte letter = (byte)(isThere ? value.Status : ValueStatus.Failure);
        _writer.WriteString("status"u8, new ReadOnlySpan<byte>(in letter));
        if (_source is not null)
            _writer.WriteString("source"u8, _source);
        _writer.WriteEndObject();
        _writer.Flush();
        _line.Write("\n"u8);
        return _line.WrittenSpan;
    }

    private void Write(ReadOnlySpan<byte> name, double? number)
    {
        if (number is double value && double.IsFinite(value))
            _writer.WriteNumber(name, value);
        else
            _writer.WriteNull(name);
    }

    private void WriteQueue()
    {
        byte[] batch = new byte[8192];
        while (true)
        {
            // Asked first: what was added before the end is still to be written.
            bool isEnding = _isEnding;
            int length = _queue.Take(batch, out int lines);
            if (length == 0 && isEnding)
                return;
            if (length == 0)
                _queue.Wait();
            else if (!TryWrite(batch.AsSpan(0, length), lines))
                return;
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> bytes, int lines)
    {
        try
        {
            _stream.Write(bytes);
            _stream.Flush();
            return true;
        }
        catch (Exception exception)
        {
            _isBroken = true;
            Interlocked.Add(ref _faults, lines + _queue.Clear());
            _log.Tell(LogLevel.Warning, Name, $"The reader has gone, nothing more is written: {exception.Message}");
            return false;
        }
    }
}
