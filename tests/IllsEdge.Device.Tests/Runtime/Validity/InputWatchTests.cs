using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Tests.Runtime.Validity;

public class InputWatchTests
{
    [Fact]
    public void A_trouble_is_told_once_and_its_end_too()
    {
        InputWatch watch = new();
        Assert.Equal(
            [false, false, true, false, true, false],
            News(watch, InputState.Silent, InputState.Good, InputState.Stuck, InputState.Stuck, InputState.Good, InputState.Good));
    }

    [Fact]
    public void A_contact_that_flickers_is_told_once_a_minute_and_another_trouble_at_once()
    {
        InputWatch watch = new();
        bool[] told = News(watch, [.. Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? InputState.Spike : InputState.Good)]);
        // The first and its end, and again after a minute.
        Assert.Equal([0, 1, 60, 61], Enumerable.Range(0, 120).Where(i => told[i]));
        Assert.True(watch.IsNews(InputState.OutOfRange, TimeSpan.FromSeconds(120)));
    }

    [Fact]
    public void A_trouble_that_comes_again_within_a_minute_and_lasts_is_told_after_it()
    {
        InputWatch watch = new();
        bool[] told = News(
            watch, [InputState.TooOld, InputState.Good, .. Enumerable.Repeat(InputState.TooOld, 100), InputState.Good]);
        Assert.Equal([0, 1, 60, 102], Enumerable.Range(0, 103).Where(i => told[i]));
    }

    // A look a second.
    private static bool[] News(InputWatch watch, params InputState[] states) =>
        [.. states.Select((state, second) => watch.IsNews(state, TimeSpan.FromSeconds(second)))];
}
