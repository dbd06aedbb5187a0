using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Tests.Configuration;

public class SizeTextTests
{
    [Theory]
    [InlineData("200MB", 200_000_000)]
    [InlineData("1.5GB", 1_500_000_000)]
    [InlineData("12kB", 12_000)]
    [InlineData("7B", 7)]
    [InlineData("1000TB", 1_000_000_000_000_000)]
    [InlineData("99999999TB", long.MaxValue)]
    public void A_number_and_its_unit_are_read(string text, long bytes)
    {
        Assert.True(SizeText.TryRead(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("200")]
    [InlineData("MB")]
    [InlineData("-1MB")]
    [InlineData("1 MB")]
    [InlineData("1mb")]
    [InlineData("1e3MB")]
    [InlineData(".5GB")]
    [InlineData("MBMB")]
    public void Anything_else_is_no_size(string text) => Assert.False(SizeText.TryRead(text, out _));

    [Theory]
    [InlineData(200_000_000, "200MB")]
    [InlineData(1_500_000_000, "1500MB")]
    [InlineData(1_234, "1234B")]
    [InlineData(0, "0B")]
    public void What_is_written_is_read_again(long bytes, string text)
    {
        Assert.Equal(text, SizeText.Of(bytes));
        Assert.True(SizeText.TryRead(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData(1_234_567_890, "1.23GB")]
    [InlineData(999, "999B")]
    public void For_people_three_digits_are_enough(double bytes, string text) => Assert.Equal(text, SizeText.Near(bytes));
}
