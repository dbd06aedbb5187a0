using IllsEdge.Reports.Charts;

namespace IllsEdge.Reports.Tests.Charts;

public class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.05, "0.05")]
    [InlineData(0.12345, "0.123")]
    [InlineData(-20, "−20")]
    [InlineData(1234.5, "1235")]
    [InlineData(20_000, "20\u202F000")]
    [InlineData(999_999, "999\u202F999")]
    [InlineData(1.5e6, "1.5e6")]
    [InlineData(-1e-5, "−1e−5")]
    [InlineData(1e-12, "1e−12")]
    [InlineData(1.7976931348623157e308, "1.8e308")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void A_number_reads_as_people_write_it(double value, string expected) =>
        Assert.Equal(expected, NumberText.Of(value));
}
