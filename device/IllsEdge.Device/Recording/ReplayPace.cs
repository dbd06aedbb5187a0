using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Recording;

/// <summary>
/// Trains again without a clock, and hands each verdict over in the step in which it was heard. Where the repetition comes to
/// another, the recorded one is handed over, so that what follows can still be compared.
/// </summary>
/// <param name="tape">Where the replay is.</param>
/// <param name="verdicts">What training came to, in the order of the challenges.</param>
/// <param name="stop">Ends training with the replay.</param>
internal sealed class ReplayPace(ReplayTape tape, IReadOnlyList<RecordedVerdict> verdicts, CancellationToken stop) : ITrainingPace
{
    private int _next;
    private int _repeated;
    private int _cutShort;
    private int _broken;
    private int _unknown;

    public bool IsRepeatable => true;

    /// <summary>How the trainings went; when none is under way.</summary>
    public ReplayedTrainings Trainings => new(_repeated, _cutShort, _broken, _unknown, First);

    /// <summary>The first that came to another verdict though no time limit had cut it.</summary>
    private Difference? First { get; set; }

    // The loop breaks off what takes too long, and a replay's time flies: what was not broken off then is not now.
    public Verdict Hold(Challenge challenge, CancellationToken cancellation)
    {
        RecordedVerdict? recorded = _next < verdicts.Count ? verdicts[_next++] : null;
        if (recorded?.IsOf(challenge) != true)
        {
            // It was under way when the recording ended; or the replay has come to another challenge, which shows elsewhere.
            _unknown++;
            return Challenger.Judge(challenge, stop);
        }

        if (recorded.Ending == VerdictEnding.BrokenOff)
        {
            // At once: whoever holds a challenge need not wait until the loop asks for its end.
            _broken++;
            throw new OperationCanceledException(recorded.Text);
        }

        if (recorded.Ending == VerdictEnding.Failed)
        {
            _broken++;
            throw new InvalidOperationException(recorded.Text);
        }

        if (recorded.IsCutShort)
        {
            _cutShort++;
            return recorded.ToVerdict(challenge);
        }

        Verdict verdict = Challenger.Judge(challenge, stop);
        if (recorded.Equals(verdict))
        {
            _repeated++;
            return verdict;
        }

        First ??= new Difference(
            tape.Number, tape.Step.Elapsed, $"verdict of training {recorded.Seed}", Describe(recorded.Text, recorded.ChallengerError),
            Describe(verdict.Text, verdict.ChallengerError));
        return recorded.ToVerdict(challenge);
    }

    public bool IsDue(TimeSpan now, TimeSpan started, bool isThere) => tape.Step.IsHeard;

    private static string Describe(string text, double? error) => FormattableString.Invariant($"{text} ({error:R})");
}
