using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Networks;

/// <summary>Known values, ends of the range, names, and what is no number.</summary>
public class ActivationLimitTests
{
    /// <summary>The vector functions are good to a few units in the last place of 1.</summary>
    private const double Tolerance = 1e-14;

    private static readonly double Log2 = Math.Log(2), Log3 = Math.Log(3);

    public static TheoryData<string> Names => [.. Activation.All.Select(activation => activation.Name)];

    public static TheoryData<string> Invertible =>
        [.. Activation.All.Where(activation => activation.IsInvertible).Select(activation => activation.Name)];

    public static TheoryData<string, double, double> KnownValues => new()
    {
        { "tanh", Log2, 0.6 },
        { "tanh", -Log3, -0.8 },
        { "sigmoid", Log3, 0.75 },
        { "sigmoid", -Log3, 0.25 },
        { "leaky-relu", -3, -0.03 },
        { "leaky-relu", 3, 3 },
        { "elu", -Log2, -0.5 },
        { "elu", 2.5, 2.5 },
        { "softsign", 3, 0.75 },
        { "softsign", -1, -0.5 },
        { "atan", 1, Math.PI / 4 },
        { "atan", -Math.Sqrt(3), -Math.PI / 3 },
        { "identity", -7.25, -7.25 },
        { "relu", -7.25, 0 },
        { "relu", 7.25, 7.25 },
    };

    public static TheoryData<string, double, double> Limits => new()
    {
        { "tanh", -1, 1 },
        { "sigmoid", 0, 1 },
        { "leaky-relu", double.NegativeInfinity, double.PositiveInfinity },
        { "elu", -1, double.PositiveInfinity },
        { "softsign", -1, 1 },
        { "atan", -Math.PI / 2, Math.PI / 2 },
        { "identity", double.NegativeInfinity, double.PositiveInfinity },
        { "relu", 0, double.PositiveInfinity },
    };

    [Theory, MemberData(nameof(KnownValues))]
    public void Known_values_come_out(string name, double total, double value)
    {
        double[] values = new double[1], totals = new double[1];
        Activation activation = Activation.Named(name)!;
        activation.Value([total], values);
        Assert.Equal(value, values[0], Tolerance);
        if (!activation.IsInvertible)
            return;

        // 1 / slope, the factor by which rounding grows, is at most 100: the leaky rectifier's.
        activation.Inverse([value], totals);
        Assert.Equal(total, totals[0], 100 * Tolerance);
    }

    [Theory, MemberData(nameof(Limits))]
    public void Limits_are_those_of_the_function_and_are_approached(string name, double lowest, double highest)
    {
        Activation activation = Activation.Named(name)!;
        Assert.Equal((lowest, highest), (activation.Lowest, activation.Highest));
        double[] values = new double[2];
        activation.Value([-1e18, 1e18], values);
        Assert.Equal(double.IsFinite(lowest) ? lowest : Cases.Activate(name, -1e18), values[0], Tolerance);
        Assert.Equal(double.IsFinite(highest) ? highest : 1e18, values[1], Tolerance);
    }

    [Theory, MemberData(nameof(Names))]
    public void Slopes_vanish_at_finite_limits_and_stay_where_there_is_none(string name)
    {
        Activation activation = Activation.Named(name)!;
        double[] totals = [-1e300, 1e300], values = new double[2], slopes = new double[2];
        activation.Value(totals, values);
        activation.Slope(totals, values, slopes);
        Assert.Equal(double.IsFinite(activation.Lowest) ? 0 : name == "leaky-relu" ? 0.01 : 1, slopes[0], Tolerance);
        Assert.Equal(double.IsFinite(activation.Highest) ? 0 : 1, slopes[1], Tolerance);
    }

    [Theory]
    [InlineData("relu", 0)]
    [InlineData("leaky-relu", 0.01)]
    [InlineData("elu", 1)]
    public void A_kink_has_the_slope_of_its_left_side(string name, double slope)
    {
        double[] slopes = new double[1];
        Activation.Named(name)!.Slope([0], [0], slopes);
        Assert.Equal(slope, slopes[0]);
    }

    [Theory, MemberData(nameof(Names))]
    public void NaN_passes_through_and_spreads_to_no_neighbour(string name)
    {
        Activation activation = Activation.Named(name)!;
        for (int place = 0; place < 19; place++)
        {
            double[] totals = new double[19], values = new double[19], back = new double[19];
            totals[place] = double.NaN;
            activation.Value(totals, values);
            Assert.Equal([place], Enumerable.Range(0, 19).Where(i => double.IsNaN(values[i])));
            if (!activation.IsInvertible)
                continue;
            activation.Inverse(values, back);
            Assert.Equal([place], Enumerable.Range(0, 19).Where(i => double.IsNaN(back[i])));
        }
    }

    [Theory, MemberData(nameof(Invertible))]
    public void Slope_and_inverse_are_the_same_at_every_length_but_for_rounding(string name)
    {
        Activation activation = Activation.Named(name)!;
        for (int length = 0; length <= 70; length++)
        {
            double[] totals = [.. Enumerable.Range(0, length).Select(i => -2 + 4.0 * (i + 0.41) / length)];
            double[] values = new double[length], slopes = new double[length], back = new double[length];
            activation.Value(totals, values);
            activation.Slope(totals, values, slopes);
            activation.Inverse(values, back);
            for (int i = 0; i < length; i++)
            {
                Assert.Equal(Derivatives.Slope(name, totals[i]), slopes[i], Tolerance);
                Assert.Equal(totals[i], back[i], Tolerance / slopes[i]);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_name_is_found_in_any_case(string name)
    {
        Assert.Same(Activation.Named(name), Activation.Named(name.ToUpperInvariant()));
        Assert.Equal(name, Activation.Named(name)!.ToString());
        Assert.Null(Activation.Named(name + " "));
    }

    [Fact]
    public void The_rectifier_says_why_it_has_no_inverse()
    {
        NotSupportedException exception = Assert.Throws<NotSupportedException>(
            () => Activation.Named("relu")!.Inverse([1.0], new double[1]));
        Assert.Contains("every total input below 0 gives 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_in_the_catalogue() =>
        Assert.Equal(("tanh", "identity"), (Activation.Tanh.Name, Activation.Linear.Name));
}
