using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Recording;

/// <summary>The step of a recording that a replay is at, as its time and its surroundings.</summary>
internal sealed class ReplayTape : TimeProvider, ISurroundings, IDisposable
{
    private readonly IEnumerator<RecordedStep> _steps;
    private int _found;

    /// <summary>Begins before the first step.</summary>
    /// <param name="steps">At least one, what the loop did before it.</param>
    public ReplayTape(IEnumerable<RecordedStep> steps)
    {
        _steps = steps.GetEnumerator();
        if (_steps.MoveNext())
            Take(_steps.Current);
    }

    /// <summary>The step.</summary>
    public RecordedStep Step { get; private set; } = new(TimeSpan.Zero, DateTimeOffset.UnixEpoch);

    /// <summary>The step's number; 0 for what the loop did before the first.</summary>
    public long Number { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public StoreState StoreState { get; private set; }

    public bool IsRoomLittle { get; private set; }

    public override long GetTimestamp() => Step.Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => Step.Wall;

    // Nobody looks for a command file, and what it asked for is in the recording.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new NeverTimer();

    /// <summary>Goes on to the next step.</summary>
    public bool MoveNext()
    {
        if (!_steps.MoveNext())
            return false;
        Number++;
        Take(_steps.Current);
        return true;
    }

    public void BeginStep()
    {
    }

    // What is asked for by a button is asked for again by its readings, and is among what was obeyed.
    public OperatorRequests Obey(OperatorRequests asked) => Step.Requests;

    public StoredSample? FindSample(long time, long tolerance) => _found < Step.Found.Count ? Step.Found[_found++] : null;

    public void Dispose() => _steps.Dispose();

    private void Take(RecordedStep step)
    {
        (Step, _found) = (step, 0);
        StoreState = step.StoreState ?? StoreState;
        IsRoomLittle = step.IsRoomLittle ?? IsRoomLittle;
    }

    private sealed class NeverTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
