using IllsEdge.Device.Retraining;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Device.Tests.Retraining;

public class TrainingThreadTests
{
    private static readonly TimeSpan HandOver = TimeSpan.FromSeconds(2);

    [Fact]
    public void A_verdict_is_there_after_its_time_and_not_before()
    {
        using TrainingThread thread = new(HandOver);
        Assert.False(thread.TryTake(HandOver, out _));
        TimeSpan start = TimeSpan.FromSeconds(10);
        using ManualResetEventSlim isDone = new();
        thread.Begin(Small(new ScriptedTrainer((_, _) => isDone.Set())), start);
        // However quick the work was.
        isDone.Wait(TestContext.Current.CancellationToken);
        Assert.True(thread.IsBusy);
        Assert.False(thread.TryTake(start + HandOver - TimeSpan.FromTicks(1), out Verdict? verdict));
        Assert.Null(verdict);
        Assert.True(thread.TryTake(start + HandOver, out verdict));
        Assert.NotNull(verdict.Model);
        Assert.False(thread.IsBusy);
        Assert.False(thread.TryTake(start + HandOver, out _));
    }

    [Fact]
    public void Work_that_takes_longer_than_its_time_is_waited_for()
    {
        using TrainingThread thread = new(TimeSpan.Zero);
        thread.Begin(Small(), default);
        Assert.True(thread.TryTake(default, out Verdict? verdict));
        Assert.NotNull(verdict.Model);
    }

    [Fact]
    public async Task Without_a_time_a_verdict_is_taken_as_soon_as_it_is_there()
    {
        using ManualResetEventSlim mayGoOn = new();
        using TrainingThread thread = new();
        thread.Begin(Small(new ScriptedTrainer((_, stop) => mayGoOn.Wait(stop))), default);
        Assert.False(thread.TryTake(TimeSpan.FromDays(1), out _));
        mayGoOn.Set();
        Verdict? verdict = null;
        await Patience.Until(() => thread.TryTake(default, out verdict), "The verdict");
        Assert.NotNull(verdict!.Model);
        Assert.False(thread.IsBusy);
    }

    [Fact]
    public void One_challenge_is_held_at_a_time_and_the_next_one_after_it()
    {
        using TrainingThread thread = new(TimeSpan.Zero);
        thread.Begin(Small(), default);
        Assert.Throws<InvalidOperationException>(() => thread.Begin(Small(), default));
        Assert.True(thread.TryTake(default, out _));
        thread.Begin(TestChallenge.Of(TestChallenge.Rows(100), 20, TestChallenge.Truth), default);
        Assert.True(thread.TryTake(default, out Verdict? second));
        Assert.NotNull(second.ChampionError);
    }

    [Fact]
    public void Disposing_breaks_off_what_is_under_way_and_may_be_done_twice()
    {
        TrainingThread thread = new();
        using ManualResetEventSlim isUnderWay = new();
        bool isCancelled = false;
        // Waits for ever, as a training of hours would seem to.
        thread.Begin(
            Small(new ScriptedTrainer((_, stop) =>
            {
                isUnderWay.Set();
                isCancelled = stop.WaitHandle.WaitOne();
            })),
            default);
        isUnderWay.Wait(TestContext.Current.CancellationToken);
        thread.Dispose();
        Assert.True(isCancelled);
        thread.Dispose();
    }

    [Fact]
    public void A_training_that_fails_is_a_verdict()
    {
        using TrainingThread thread = new(TimeSpan.Zero);
        thread.Begin(Small(new ScriptedTrainer((_, _) => throw new InvalidOperationException("boom"))), default);
        Assert.True(thread.TryTake(default, out Verdict? verdict));
        Assert.Equal((null, "training failed: boom"), (verdict.Model, verdict.Text));
        thread.Begin(Small(), default);
        Assert.True(thread.TryTake(default, out verdict));
        Assert.NotNull(verdict.Model);
    }

    [Fact]
    public async Task A_training_that_never_ends_is_broken_off_and_the_next_one_is_held()
    {
        using TrainingThread thread = new(new PromptPace(), TimeSpan.FromMinutes(10));
        thread.Begin(
            Small(new ScriptedTrainer((_, stop) =>
            {
                stop.WaitHandle.WaitOne();
                stop.ThrowIfCancellationRequested();
            })),
            default);
        Assert.False(thread.TryTake(TimeSpan.FromMinutes(9), out _));
        Verdict? verdict = null;
        await Patience.Until(() => thread.TryTake(TimeSpan.FromMinutes(10), out verdict), "The verdict");
        Assert.Equal((null, "training was broken off after 10min"), (verdict!.Model, verdict.Text));
        thread.Begin(Small(), TimeSpan.FromMinutes(11));
        await Patience.Until(() => thread.TryTake(TimeSpan.FromMinutes(11), out verdict), "The next verdict");
        Assert.NotNull(verdict.Model);
    }

    private static Challenge Small(ITrainer? trainer = null) =>
        TestChallenge.Of(TestChallenge.Rows(100), 20, trainer: trainer);
}
