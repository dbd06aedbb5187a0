using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Recording;

/// <summary>The readings that came of a source, each in the step in which it came.</summary>
internal sealed class ReplaySource(RecordedChannels source, int index, ReplayTape tape) : IInputSource
{
    private RecordedStep? _step;
    private int _next;
    private long _readings;

    public string Name => source.Name;

    public IReadOnlyList<string> Channels => source.Channels;

    // The recording says when the run ended.
    public SourceState State => SourceState.Connected;

    public SourceCounts Counts => new(_readings, 0, 0, 0);

    public bool TryRead(out Reading reading)
    {
        if (_step != tape.Step)
            (_step, _next) = (tape.Step, 0);
        while (_next < _step.Readings.Count)
        {
            (int from, reading) = _step.Readings[_next++];
            if (from != index)
                continue;
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
