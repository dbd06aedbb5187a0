using IllsEdge.Reports.Charts;

namespace IllsEdge.Reports.Tests.Charts;

/// <summary>The expected labels are those that a person with a ruler would choose among 1, 2 and 5.</summary>
public class AxisTests
{
    private const double Length = 320;

    public static TheoryData<double, double> Spans => new()
    {
        { 0, 1 }, { -3, 7 }, { 0.13, 0.19 }, { 1e-12, 4e-12 }, { -1e15, 1e15 }, { 123456789, 123456789.001 },
        { -1e300, 1e300 }, { 0, 1e-280 }, { 1e6, 1e6 + 1 },
    };

    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(0, 10, "0 2 4 6 8 10")]
    [InlineData(-0.7, 0.9, "−0.5 0 0.5")]
    [InlineData(0, 99_000, "0 20\u202F000 40\u202F000 60\u202F000 80\u202F000")]
    [InlineData(0, 4e-5, "0 1e−5 2e−5 3e−5 4e−5")]
    [InlineData(0, 3e6, "0 5e5 1e6 1.5e6 2e6 2.5e6 3e6")]
    public void Vertical_ticks_are_multiples_of_1_2_and_5(double low, double high, string expected) =>
        Assert.Equal(expected, Texts(Axis.Between(low, high).VerticalTicks(190)));

    [Theory]
    [InlineData(0.1, 10, "0.1 0.2 0.5 1 2 5 10")]
    [InlineData(0.01, 100, "0.01 0.1 1 10 100")]
    [InlineData(1e-12, 1e3, "1e−12 1e−9 1e−6 0.001 1 1000")]
    [InlineData(2.1, 2.9, "2.2 2.4 2.6 2.8")]
    public void Logarithmic_ticks_are_decades_or_parts_of_them(double low, double high, string expected) =>
        Assert.Equal(expected, Texts(Axis.Between(low, high, AxisScale.Logarithmic).VerticalTicks(150)));

    [Theory, MemberData(nameof(Spans))]
    public void Labels_differ_and_never_touch(double low, double high)
    {
        Axis axis = Axis.Between(low, high);
        foreach (IReadOnlyList<Tick> ticks in new[] { axis.HorizontalTicks(Length), axis.VerticalTicks(Length) })
        {
            Assert.NotEmpty(ticks);
            Assert.Equal(ticks.Count, ticks.Select(tick => tick.Text).Distinct().Count());
        }

        Tick[] across = [.. axis.HorizontalTicks(Length)];
        for (int index = 1; index < across.Length; index++)
        {
            double gap = (axis.Fraction(across[index].Value) - axis.Fraction(across[index - 1].Value)) * Length;
            Assert.True(gap > (TextWidth.Of(across[index].Text) + TextWidth.Of(across[index - 1].Text)) / 2);
        }
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN, double.PositiveInfinity })]
    [InlineData(new[] { 3.0, 3.0 })]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { -1e308, 1e308 })]
    [InlineData(new[] { 5e-324, 1e-320 })]
    public void Every_data_has_an_axis(double[] values)
    {
        foreach (AxisScale scale in Enum.GetValues<AxisScale>())
        {
            Axis axis = Axis.Covering(values, scale);
            Assert.True(axis.Low < axis.High && double.IsFinite(axis.High - axis.Low));
            Assert.NotEmpty(axis.HorizontalTicks(Length));
            Assert.NotEmpty(axis.VerticalTicks(Length));
        }
    }

    [Fact]
    public void Values_that_are_not_finite_are_passed_over()
    {
        Axis axis = Axis.Covering([double.NaN, 2, double.PositiveInfinity, 4]);
        Assert.Equal((1.92, 4.08), (axis.Low, axis.High));
    }

    [Fact]
    public void A_logarithmic_axis_passes_over_what_has_no_logarithm()
    {
        Axis axis = Axis.Covering([-1, 0, 1, 100], AxisScale.Logarithmic);
        Assert.InRange(axis.Low, 0.5, 1);
        Assert.Equal(0.5, axis.Fraction(10), 1e-12);
        Assert.False(axis.CanShow(0));
    }

    [Fact]
    public void Bars_start_at_zero()
    {
        Assert.Equal(0, Axis.Covering([5, 10], fromZero: true).Low);
        Assert.Equal(0, Axis.Covering([-5, -10], fromZero: true).High);
    }

    [Theory]
    [InlineData(2, 1, AxisScale.Linear)]
    [InlineData(0, 1, AxisScale.Logarithmic)]
    [InlineData(double.NaN, 1, AxisScale.Linear)]
    [InlineData(0, double.PositiveInfinity, AxisScale.Linear)]
    public void An_axis_between_impossible_values_is_refused(double low, double high, AxisScale scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Axis.Between(low, high, scale));

    private static string Texts(IEnumerable<Tick> ticks) => string.Join(' ', ticks.Select(tick => tick.Text));
}
