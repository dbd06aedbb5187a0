namespace IllsEdge.Device.Retraining;

/// <summary>
/// Holds one challenge at a time on a thread of its own that yields to every other, so that prediction never waits for
/// training; in a repeatable run, where it does, with the priority of the loop.
/// </summary>
/// <param name="pace">How challenges are held and when verdicts are heard.</param>
/// <param name="longest">
/// Time of the loop's count after which a challenge is broken off, so that one that never ends does not end learning for good;
/// null for never. What does not look at its token cannot be broken off.
/// </param>
public sealed class TrainingThread(ITrainingPace pace, TimeSpan? longest = null) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _begin = new(0);
    private readonly ManualResetEventSlim _end = new(initialState: true);
    private Thread? _thread;
    private Challenge? _challenge;
    private Verdict? _verdict;
    private CancellationTokenSource? _breaking;
    private TimeSpan _started;
    private bool _isDisposed;

    /// <summary>Makes a thread whose verdicts are heard as soon as they are there, or a fixed time after the start.</summary>
    /// <param name="handOver">Time from start to verdict where a run must be repeatable; null for as soon as it is there.</param>
    public TrainingThread(TimeSpan? handOver = null)
        : this(handOver is { } wait ? new RepeatablePace(wait) : new PromptPace())
    {
    }

    /// <summary>Whether the same challenges get the same verdicts at the same time of the loop's count.</summary>
    public bool IsRepeatable => pace.IsRepeatable;

    /// <summary>Whether a challenge is under way.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Begins a challenge.</summary>
    /// <param name="challenge">The challenge.</param>
    /// <param name="now">The loop's count.</param>
    /// <exception cref="InvalidOperationException">One is under way.</exception>
    public void Begin(Challenge challenge, TimeSpan now)
    {
        if (IsBusy)
            throw new InvalidOperationException("A challenge is under way; ask IsBusy first.");
        (IsBusy, _started, _challenge, _verdict) = (true, now, challenge, null);
        _breaking?.Dispose();
        _breaking = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _end.Reset();
        _begin.Release();
        // Once, because who starts a thread waits until it runs, and on a busy device that takes milliseconds.
        if (_thread is not null)
            return;
        _thread = new Thread(Work) { IsBackground = true, Name = "retraining" };
        _thread.Start();
    }

    /// <summary>Takes the verdict if it is there.</summary>
    /// <param name="now">The loop's count.</param>
    /// <param name="verdict">The verdict.</param>
    /// <returns>Whether the challenge is over.</returns>
    public bool TryTake(TimeSpan now, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Verdict? verdict)
    {
        verdict = null;
        if (IsBusy && now - _started >= longest && !_end.IsSet)
            _breaking!.Cancel();
        if (!IsBusy || !pace.IsDue(now, _started, _end.IsSet))
            return false;
        _end.Wait();
        IsBusy = false;
        verdict = _verdict ?? new Verdict(null, null, null, null, "it was broken off");
        return true;
    }

    /// <summary>Breaks off a challenge that is under way; its verdict is lost.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _stop.Cancel();
        _thread?.Join();
        _breaking?.Dispose();
        _stop.Dispose();
        _begin.Dispose();
        _end.Dispose();
    }

    private void Work()
    {
        // In a repeatable run the loop waits for the verdict, and would then wait for every other program.
        if (!pace.IsRepeatable)
            Runtime.Posix.LowerPriority();
        try
        {
            while (true)
            {
                _begin.Wait(_stop.Token);
                _verdict = Judge(_challenge!);
                _challenge = null;
                _end.Set();
            }
        }
        catch (OperationCanceledException)
        {
            // The loop ends and asks for no verdict.
        }
    }

    private Verdict Judge(Challenge challenge)
    {
        try
        {
            return pace.Hold(challenge, _breaking!.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return new Verdict(null, null, null, null, $"training was broken off after {Configuration.DurationText.Of(longest ?? TimeSpan.Zero)}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever goes wrong in training must not end prediction; the loop tells it.
            return new Verdict(null, null, null, null, $"training failed: {exception.Message}");
        }
    }
}
