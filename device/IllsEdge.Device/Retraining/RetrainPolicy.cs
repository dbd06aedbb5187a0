using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Retraining;

/// <summary>Decides when a retraining is due; does none.</summary>
/// <param name="triggers">What starts one.</param>
/// <param name="minimumLabels">Labels before a first model.</param>
public sealed class RetrainPolicy(RetrainTriggers triggers, int minimumLabels)
{
    /// <summary>
    /// Labels since the last attempt below which none is begun, because the same rows teach nothing new. Few, because after a
    /// change of the process every one counts.
    /// </summary>
    public const int FewestNewLabels = 5;

    // Four refusals double the goal: where the process has become noisier for good, trying ends after some ten attempts.
    private const double Resignation = 1.2;

    // Of the live error, below which no goal is one: a model judged by labels that were all the same for a while had no error.
    private const double SmallestGoal = 0.1;

    // Where a rise starts no retraining, it is a matter for people all the same.
    private const double DefaultRise = 1.5;

    // A rise is answered in haste, by few labels; it must not put off the review by many.
    private int _labelsSinceReview;
    private TimeSpan _lastReview;
    private bool _isAsked;
    private RetrainReason? _drift;
    private double? _goalBefore;

    /// <summary>
    /// The error that the process is known to allow, in the target's unit: the smallest at which a model was adopted for
    /// another reason than a rise, raised a little whenever a rise of the error led to no better model. A model that was adopted in haste after a change is so
    /// challenged again as soon as there are more labels. Null before anything is known.
    /// </summary>
    public double? Goal { get; private set; }

    /// <summary>Whether the live error is so much above the goal that something has changed.</summary>
    /// <param name="live">Error over the newest labels; null where it is not known.</param>
    public bool HasRisen(double? live) => live > (triggers.ErrorRise ?? DefaultRise) * Goal;

    /// <summary>Labels since the last attempt.</summary>
    public int NewLabels { get; private set; }

    /// <summary>Goes on where a device was ended.</summary>
    /// <param name="sinceAttempt">Labels since the last attempt.</param>
    /// <param name="sinceReview">Labels since the last that was no answer to a rise.</param>
    /// <param name="lastReview">When that was, on the loop's count.</param>
    public void Restore(int sinceAttempt, int sinceReview, TimeSpan lastReview) =>
        (NewLabels, _labelsSinceReview, _lastReview) = (sinceAttempt, sinceReview, lastReview);

    /// <summary>A label has come for a sample that had none.</summary>
    public void CountLabel() => (NewLabels, _labelsSinceReview) = (NewLabels + 1, _labelsSinceReview + 1);

    /// <summary>Somebody asks for a retraining; it is begun as soon as there are rows for one.</summary>
    public void Ask() => _isAsked = true;

    /// <summary>Something has changed slowly; a retraining is begun as soon as there are new labels.</summary>
    /// <param name="drift"><see cref="RetrainReason.ErrorDrift"/> or <see cref="RetrainReason.InputDrift"/>.</param>
    public void CountDrift(RetrainReason drift) => _drift ??= drift;

    /// <summary>A retraining begins: counts start again, those of a review only where it is one.</summary>
    public void CountAttempt(TimeSpan now, RetrainReason reason)
    {
        (NewLabels, _isAsked, _drift) = (0, false, null);
        if (reason != RetrainReason.ErrorRise)
            (_labelsSinceReview, _lastReview) = (0, now);
    }

    /// <summary>A model of a known error is in use.</summary>
    public void CountModel(double? error) => (_goalBefore, Goal) = (Goal, Goal < error ? Goal : error ?? Goal);

    /// <summary>The newest model was taken back: what was thought possible because of it was luck.</summary>
    public void CountRollBack() => (NewLabels, Goal) = (0, _goalBefore ?? Goal);

    /// <summary>A retraining gave no better model.</summary>
    /// <param name="reason">Why it was begun.</param>
    /// <param name="live">Error over the newest labels; null where it is not known.</param>
    public void CountRefusal(RetrainReason reason, double? live)
    {
        if (reason == RetrainReason.ErrorRise && Goal is { } goal)
            Goal = Math.Max(Resignation * goal, SmallestGoal * live ?? 0);
    }

    /// <summary>Why a retraining is due, or null.</summary>
    /// <param name="now">The loop's count.</param>
    /// <param name="rows">Labelled rows there are.</param>
    /// <param name="hasChampion">Whether a model is in use.</param>
    /// <param name="live">Error over the newest labels; null where it is not known.</param>
    public RetrainReason? Due(TimeSpan now, int rows, bool hasChampion, double? live)
    {
        if (rows < minimumLabels)
            return null;
        if (_isAsked)
            return RetrainReason.Command;
        if (!hasChampion)
            return NewLabels > 0 ? RetrainReason.FirstModel : null;
        if (NewLabels < FewestNewLabels)
            return null;
        if (triggers.ErrorRise is not null && HasRisen(live))
            return RetrainReason.ErrorRise;
        if (_drift is { } drift)
            return drift;
        if (_labelsSinceReview >= triggers.Labels)
            return RetrainReason.Labels;
        return now - _lastReview >= triggers.Schedule ? RetrainReason.Schedule : null;
    }
}
