using IllsEdge.Device.Retraining;

namespace IllsEdge.Campaign.Plant;

/// <summary>Training of a repeatable run, that can be told to throw or never to end.</summary>
internal sealed class CampaignPace : ITrainingPace, IDisposable
{
    // As Wiring's for accelerated runs.
    private static readonly TimeSpan HandOver = TimeSpan.FromSeconds(2);

    // After the loop has broken it off.
    private static readonly TimeSpan EndOfEndless = CampaignConfiguration.TrainingBudget * 10 + TimeSpan.FromSeconds(10);

    // One release a training, by which its thread learns the mood.
    private readonly SemaphoreSlim _known = new(0);
    private bool _isKnown;
    private TrainingMood _mood;

    /// <summary>What becomes of the trainings that begin from now on.</summary>
    public TrainingMood Mood { get; set; }

    public bool IsRepeatable => true;

    public Verdict Hold(Challenge challenge, CancellationToken cancellation)
    {
        // The mood is that of the loop's time, and not of the moment at which this thread comes to look.
        _known.Wait(cancellation);
        if (_mood == TrainingMood.Throws)
            throw new InvalidOperationException("the campaign made this training fail");
        if (_mood == TrainingMood.Endless)
            cancellation.WaitHandle.WaitOne();
        cancellation.ThrowIfCancellationRequested();
        return Challenger.Judge(challenge, cancellation);
    }

    public bool IsDue(TimeSpan now, TimeSpan started, bool isThere)
    {
        if (!_isKnown)
        {
            (_mood, _isKnown) = (Mood, true);
            _known.Release();
        }

        if (now - started < (_mood == TrainingMood.Endless ? EndOfEndless : HandOver))
            return false;
        _isKnown = false;
        return true;
    }

    /// <summary>The device has ended, and with it the training that was under way.</summary>
    public void Forget()
    {
        _isKnown = false;
        while (_known.Wait(0))
        {
        }
    }

    public void Dispose() => _known.Dispose();
}

/// <summary>What becomes of a training.</summary>
internal enum TrainingMood
{
    Sound,
    Throws,
    Endless,
}
