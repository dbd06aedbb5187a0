using IllsEdge.Device.Sensors;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Rows of a recording, one a period: first the inputs of the row that is due, then the label of the row before it,
/// where that one has a label. A missing input, NaN, gives no reading.
/// </summary>
internal sealed class ReplayFeed(Recording rows, TimeSpan period, TimeProvider clock) : IInputSource
{
    private readonly long _start = clock.GetTimestamp();
    private int _past;
    private int _channel;
    private long _readings;

    public string Name => "replay";

    public IReadOnlyList<string> Channels { get; } = [.. rows.Inputs, rows.Target];

    public SourceState State => Row == rows.Count ? SourceState.Ended : SourceState.Connected;

    public SourceCounts Counts => new(_readings, 0, 0, 0);

    private int Row => rows.Start + _past;

    public bool TryRead(out Reading reading)
    {
        for (; State != SourceState.Ended && clock.GetElapsedTime(_start) >= _past * period; _past++, _channel = 0)
            while (_channel <= rows.Inputs.Count)
            {
                int channel = _channel++;
                bool isLabel = channel == rows.Inputs.Count;
                if (isLabel ? _past == 0 || !rows.HasLabel(Row - 1) : double.IsNaN(rows.Row(Row)[channel]))
                    continue;
                reading = isLabel
                    ? new Reading(channel, rows.Label(Row - 1), Age: period)
                    : new Reading(channel, rows.Row(Row)[channel]);
                _readings++;
                return true;
            }

        reading = default;
        return false;
    }

    public void Dispose()
    {
    }
}
