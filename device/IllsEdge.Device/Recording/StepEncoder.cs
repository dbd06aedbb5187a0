using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Recording;

/// <summary>
/// Notes what happens in the steps of a loop, on its thread, and hands over blocks of whole steps. Every block can be read
/// without those before it. Noting readings and samples allocates nothing.
/// </summary>
internal sealed class StepEncoder(RecordingWriter writer)
{
    /// <summary>Bytes, unpacked, from which a block is written.</summary>
    public const int BlockLength = 1 << 16;

    // What a power cut costs at most, beside what the system has not written.
    private static readonly TimeSpan LongestBlock = TimeSpan.FromSeconds(5);

    private ByteBuffer _block = writer.Take();
    private TimeSpan _first;
    private TimeSpan _elapsed;
    private long _wall;
    private StoreState? _storeState;
    private bool? _isRoomLittle;

    /// <summary>Begins a step; what is noted from now on belongs to it.</summary>
    /// <param name="elapsed">Time since the recording began.</param>
    /// <param name="wall">The wall clock.</param>
    public void Begin(TimeSpan elapsed, DateTimeOffset wall)
    {
        if (_block.Length >= BlockLength || _block.Length > 0 && elapsed - _first >= LongestBlock)
            Flush();
        if (_block.Length == 0)
        {
            (_first, _elapsed, _wall) = (elapsed, TimeSpan.Zero, 0);
            (_storeState, _isRoomLittle) = (null, null);
        }

        TimeSpan passed = elapsed - _elapsed;
        Event(StepEvent.Step);
        _block.Number(passed.Ticks);
        // By as much as both clocks have gone on, as a rule: then it is 0.
        _block.Number(wall.UtcTicks - _wall - passed.Ticks);
        (_elapsed, _wall) = (elapsed, wall.UtcTicks);
    }

    /// <summary>Hands over what has been noted; a step must be at its end.</summary>
    public void Flush()
    {
        if (_block.Length == 0)
            return;
        if (writer.IsOver)
        {
            _block.Clear();
            return;
        }

        writer.Add(BlockKind.Steps, _block);
        _block = writer.Take();
    }

    public void Reading(int source, in Reading reading)
    {
        bool isTimed = reading.Time is not null || reading.Age is not null;
        Event(isTimed ? StepEvent.TimedReading : StepEvent.Reading);
        _block.Count((ulong)source);
        _block.Count((ulong)reading.Channel);
        _block.Double(reading.Value);
        if (!isTimed)
            return;
        _block.Flag(reading.Time is not null);
        if (reading.Time is { } time)
        {
            _block.Number(time.UtcTicks);
            _block.Number((long)time.Offset.TotalMinutes);
        }

        _block.Flag(reading.Age is not null);
        if (reading.Age is { } age)
            _block.Number(age.Ticks);
    }

    public void Requests(OperatorRequests requests)
    {
        if (requests == OperatorRequests.None)
            return;
        Event(StepEvent.Requests);
        _block.Byte((byte)requests);
    }

    public void Heard() => Event(StepEvent.Heard);

    public void State(StoreState state)
    {
        if (_storeState == state)
            return;
        _storeState = state;
        Event(StepEvent.StoreState);
        _block.Byte((byte)state);
    }

    public void LittleRoom(bool isLittle)
    {
        if (_isRoomLittle == isLittle)
            return;
        _isRoomLittle = isLittle;
        Event(StepEvent.LittleRoom);
        _block.Flag(isLittle);
    }

    public void Found(StoredSample? sample)
    {
        Event(StepEvent.Found);
        _block.Flag(sample is not null);
        if (sample is null)
            return;
        _block.Number(sample.Id);
        _block.Number(sample.Time);
        _block.Number(sample.Monotonic);
        _block.Count((ulong)sample.Values.Length);
        for (int input = 0; input < sample.Values.Length; input++)
        {
            _block.Double(sample.Values[input]);
            _block.Flag(sample.Present[input]);
        }

        _block.Flag(sample.Prediction is not null);
        if (sample.Prediction is not { } prediction)
            return;
        _block.Optional(prediction.Value);
        _block.Byte((byte)prediction.Status);
        _block.Number(prediction.ModelVersion);
        _block.Optional(prediction.Low);
        _block.Optional(prediction.High);
    }

    public void Sample(in Published published)
    {
        Event(StepEvent.Sample);
        _block.Byte((byte)published.Status);
        _block.Double(published.Value);
        _block.Optional(published.Low);
        _block.Optional(published.High);
    }

    public void Decision(Decision decision)
    {
        Event(StepEvent.Decision);
        _block.Number(decision.Elapsed.Ticks);
        _block.Text(decision.Word);
        _block.Text(decision.Text);
        _block.Text(decision.Figures);
    }

    private void Event(StepEvent what) => _block.Byte((byte)what);
}
