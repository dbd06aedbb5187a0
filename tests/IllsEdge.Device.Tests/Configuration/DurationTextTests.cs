using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Tests.Configuration;

public class DurationTextTests
{
    [Theory]
    [InlineData("100ms", 100)]
    [InlineData("0.5ms", 0.5)]
    [InlineData("1s", 1000)]
    [InlineData("1.5s", 1500)]
    [InlineData("5min", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("30d", 2_592_000_000)]
    [InlineData("0s", 0)]
    [InlineData("007s", 7000)]
    public void A_number_with_a_unit_is_a_duration(string text, double milliseconds)
    {
        Assert.True(DurationText.TryRead(text, out TimeSpan duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData(".5s")]
    [InlineData("5.s")]
    [InlineData("-1s")]
    [InlineData("+1s")]
    [InlineData("1e3s")]
    [InlineData("1 s")]
    [InlineData(" 1s")]
    [InlineData("1s ")]
    [InlineData("1S")]
    [InlineData("1m")]
    [InlineData("1,5s")]
    [InlineData("1.5.5s")]
    [InlineData("1h30min")]
    [InlineData("٣s")]
    [InlineData("1µs")]
    [InlineData("NaNs")]
    public void Anything_else_is_not(string text) => Assert.False(DurationText.TryRead(text, out _));

    [Fact]
    public void A_number_larger_than_any_duration_is_the_longest_there_is()
    {
        Assert.True(DurationText.TryRead(new string('9', 400) + "d", out TimeSpan duration));
        Assert.Equal(TimeSpan.MaxValue, duration);
    }

    [Theory]
    [InlineData("0ms")]
    [InlineData("0.5ms")]
    [InlineData("16.6667ms")]
    [InlineData("100ms")]
    [InlineData("1500ms")]
    [InlineData("1s")]
    [InlineData("90s")]
    [InlineData("5min")]
    [InlineData("36h")]
    [InlineData("30d")]
    public void What_is_written_is_read_back(string text)
    {
        Assert.True(DurationText.TryRead(text, out TimeSpan duration));
        Assert.Equal(text, DurationText.Of(duration));
    }
}
