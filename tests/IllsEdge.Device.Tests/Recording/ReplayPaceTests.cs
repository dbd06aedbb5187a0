using IllsEdge.Device.Recording;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Recording;

/// <summary>Which verdict is handed over when a training is held again.</summary>
public class ReplayPaceTests
{
    private static readonly Challenge Challenge = TestChallenge.Of(TestChallenge.Rows(60), judges: 10) with { TimeLimit = null };
    private static readonly Verdict Verdict = Challenger.Judge(Challenge, CancellationToken.None);

    [Fact]
    public void The_same_challenge_gets_the_same_model_to_the_last_bit()
    {
        (Verdict verdict, ReplayedTrainings trainings) = Hold(RecordedVerdict.Of(Challenge, Verdict));
        Assert.Equal(new ReplayedTrainings(1, 0, 0, 0, null), trainings);
        Assert.Equal(Verdict.Text, verdict.Text);
    }

    [Fact]
    public void What_the_clock_cut_is_taken_from_the_recording_and_counted()
    {
        Verdict cut = Verdict with { Model = TestModels.Plane(1, 1, 1), Text = "as it was then", IsCutShort = true };
        (Verdict verdict, ReplayedTrainings trainings) = Hold(RecordedVerdict.Of(Challenge, cut));
        Assert.Equal(new ReplayedTrainings(0, 1, 0, 0, null), trainings);
        Assert.Equal("as it was then", verdict.Text);
        Assert.Equal(TestModels.Predict(cut.Model, 2, 3), TestModels.Predict(verdict.Model!, 2, 3));
    }

    [Fact]
    public void Another_outcome_is_a_difference_and_the_recorded_one_goes_on()
    {
        Verdict other = Verdict with { Model = TestModels.Plane(2, -1, 1.000001) };
        (Verdict verdict, ReplayedTrainings trainings) = Hold(RecordedVerdict.Of(Challenge, other));
        Assert.Equal("verdict of training 1", trainings.First?.What);
        Assert.Equal(TestModels.Predict(other.Model, 2, 3), TestModels.Predict(verdict.Model!, 2, 3));
    }

    [Fact]
    public void What_failed_fails_again_with_the_same_words()
    {
        RecordedVerdict recorded = RecordedVerdict.Of(Challenge, new InvalidOperationException("no memory"));
        Assert.Equal("no memory", Assert.Throws<InvalidOperationException>(() => Hold(recorded)).Message);
    }

    [Fact]
    public void What_was_broken_off_is_broken_off_again_without_waiting() =>
        Assert.Throws<OperationCanceledException>(() =>
            Hold(RecordedVerdict.Of(Challenge, new OperationCanceledException())));

    private static (Verdict, ReplayedTrainings) Hold(RecordedVerdict recorded)
    {
        // By way of its bytes, as it comes out of a file.
        ByteBuffer bytes = new(16);
        recorded.Write(bytes);
        RecordedVerdict read = RecordedVerdict.Read(new ByteCursor(bytes.Written.ToArray()));
        using ReplayTape tape = new([new RecordedStep(TimeSpan.Zero, DateTimeOffset.UnixEpoch)]);
        ReplayPace pace = new(tape, [read], CancellationToken.None);
        Verdict verdict = pace.Hold(Challenge, CancellationToken.None);
        return (verdict, pace.Trainings);
    }
}
