namespace IllsEdge.Device.Retraining;

/// <summary>How a challenge is held, and in which step of the loop its verdict is heard.</summary>
public interface ITrainingPace
{
    /// <summary>Whether the same challenges get the same verdicts in the same steps.</summary>
    bool IsRepeatable { get; }

    /// <summary>Holds a challenge, on the thread of training.</summary>
    /// <param name="challenge">The challenge.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    Verdict Hold(Challenge challenge, CancellationToken cancellation);

    /// <summary>Whether the verdict is heard in this step; one that is not there yet is then waited for. On the loop's thread.</summary>
    /// <param name="now">The loop's count.</param>
    /// <param name="started">The loop's count when the challenge began.</param>
    /// <param name="isThere">Whether there is a verdict already.</param>
    bool IsDue(TimeSpan now, TimeSpan started, bool isThere);
}

/// <summary>A verdict is heard in the first step after it is there, as a device wants it.</summary>
public sealed class PromptPace : ITrainingPace
{
    /// <inheritdoc/>
    public bool IsRepeatable => false;

    /// <inheritdoc/>
    public Verdict Hold(Challenge challenge, CancellationToken cancellation) => Challenger.Judge(challenge, cancellation);

    /// <inheritdoc/>
    public bool IsDue(TimeSpan now, TimeSpan started, bool isThere) => isThere;
}

/// <summary>A verdict is heard a fixed time of the loop's count after the start, however long the work took.</summary>
/// <param name="handOver">Time from start to verdict.</param>
public sealed class RepeatablePace(TimeSpan handOver) : ITrainingPace
{
    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public Verdict Hold(Challenge challenge, CancellationToken cancellation) => Challenger.Judge(challenge, cancellation);

    /// <inheritdoc/>
    public bool IsDue(TimeSpan now, TimeSpan started, bool isThere) => now - started >= handOver;
}
