using IllsEdge.Device.Runtime;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Live;

/// <summary>
/// All that the screen shows, of fixed size. The loop's thread writes one while the drawing thread draws another that
/// it was copied to, so that drawing never holds up the loop.
/// </summary>
internal sealed class ScreenMemory
{
    private const int ErrorLabels = 10;
    private static readonly TimeSpan Rolling = TimeSpan.FromMinutes(20);

    /// <summary>A shift; in a longer run the last minutes would be lost in the whole of it.</summary>
    private static readonly TimeSpan LongestWhole = TimeSpan.FromHours(8);

    private readonly Recent<double> _squares = new(ErrorLabels);

    public ScreenMemory(TimeSpan? duration)
    {
        bool isWhole = duration > TimeSpan.Zero && duration <= LongestWhole;
        Window = isWhole ? duration!.Value : Rolling;
        Predicted = new History(Window, !isWhole);
        Measured = new History(Window, !isWhole);
        Error = new History(Window, !isWhole);
        IsRolling = !isWhole;
    }

    /// <summary>How much time the charts show.</summary>
    public TimeSpan Window { get; }

    public bool IsRolling { get; }

    public History Predicted { get; }

    public History Measured { get; }

    /// <summary>RMSE of what was published, over the last labels.</summary>
    public History Error { get; }

    /// <summary>When a model came, and the character that says how.</summary>
    public Recent<(TimeSpan Elapsed, char Mark)> Adoptions { get; } = new(64);

    public Recent<LogLine> Log { get; } = new(100);

    public TimeSpan Elapsed { get; private set; }

    public LoopStatus? Status { get; private set; }

    public bool IsAlarm { get; private set; }

    /// <summary>Where the charts begin.</summary>
    public TimeSpan From => IsRolling && Elapsed > Window ? Elapsed - Window : TimeSpan.Zero;

    public void Sampled(in SampleReport sample)
    {
        Elapsed = sample.Elapsed;
        bool isValue = sample.Published.Status != ValueStatus.Failure;
        Predicted.Add(sample.Elapsed, isValue ? sample.Published.Value : double.NaN);
    }

    public void Labelled(in LabelReport label)
    {
        Measured.Add(label.Elapsed - label.Age, label.Measured);
        if (label.Published is not { } published)
            return;

        _squares.Add((label.Measured - published) * (label.Measured - published));
        double sum = 0;
        for (int age = 0; age < _squares.Count; age++)
            sum += _squares[age];
        Error.Add(label.Elapsed, Math.Sqrt(sum / _squares.Count));
    }

    public void Decided(Decision decision)
    {
        Log.Add(LogLine.Of(decision));
        if (decision.Kind is DecisionKind.Adopt or DecisionKind.Load)
            Adoptions.Add((decision.Elapsed, '▲'));
        else if (decision.Kind == DecisionKind.RollBack)
            Adoptions.Add((decision.Elapsed, '▼'));
    }

    public void Refresh(LoopStatus status, bool isAlarm)
    {
        Elapsed = status.Elapsed;
        Status = status;
        IsAlarm = isAlarm;
    }

    public void CopyFrom(ScreenMemory other)
    {
        Predicted.CopyFrom(other.Predicted);
        Measured.CopyFrom(other.Measured);
        Error.CopyFrom(other.Error);
        Adoptions.CopyFrom(other.Adoptions);
        Log.CopyFrom(other.Log);
        Elapsed = other.Elapsed;
        Status = other.Status;
        IsAlarm = other.IsAlarm;
    }
}
