using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Networks;

public class ActivationTests
{
    /// <summary>The vector functions are good to a few units in the last place.</summary>
    private const double ValueTolerance = 1e-14;

    /// <summary>A central difference with step 1e-5 errs by 1e-10 / 6 times the third derivative, which is at most 2.</summary>
    private const double SlopeTolerance = 1e-9;

    /// <summary>The inverse magnifies rounding by 1 / slope, which is at most 1 / (1 - tanh^2 3) = 100 here.</summary>
    private const double InverseTolerance = 1e-12;

    public static TheoryData<string> Names => [.. Activation.All.Select(activation => activation.Name)];

    public static TheoryData<string> Invertible =>
        [.. Activation.All.Where(activation => activation.IsInvertible).Select(activation => activation.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Value_is_the_closed_form_at_every_length(string name)
    {
        Activation activation = Activation.Named(name)!;
        for (int length = 0; length <= 70; length++)
        {
            double[] totals = Totals(length, 6);
            double[] values = new double[length];
            activation.Value(totals, values);
            for (int i = 0; i < length; i++)
                Assert.Equal(Cases.Activate(name, totals[i]), values[i], ValueTolerance);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Slope_is_the_difference_quotient(string name)
    {
        const double Step = 1e-5;
        double[] totals = Totals(64, 6);
        double[] values = new double[64], slopes = new double[64];
        Activation activation = Activation.Named(name)!;
        activation.Value(totals, values);
        activation.Slope(totals, values, slopes);
        for (int i = 0; i < totals.Length; i++)
        {
            double difference = Cases.Activate(name, totals[i] + Step) - Cases.Activate(name, totals[i] - Step);
            Assert.Equal(difference / (2 * Step), slopes[i], SlopeTolerance);
        }
    }

    [Theory, MemberData(nameof(Invertible))]
    public void Inverse_undoes_the_value(string name)
    {
        double[] totals = Totals(65, 3);
        double[] values = new double[65], back = new double[65];
        Activation activation = Activation.Named(name)!;
        activation.Value(totals, values);
        activation.Inverse(values, back);
        for (int i = 0; i < totals.Length; i++)
            Assert.Equal(totals[i], back[i], InverseTolerance);
    }

    [Theory, MemberData(nameof(Names))]
    public void Large_total_inputs_saturate_without_NaN(string name)
    {
        double[] totals = [-1e300, -1e5, -40, 40, 1e5, 1e300, 0, -0.5];
        double[] values = new double[8], slopes = new double[8];
        Activation activation = Activation.Named(name)!;
        activation.Value(totals, values);
        activation.Slope(totals, values, slopes);
        Assert.All(values, value => Assert.InRange(value, activation.Lowest, activation.Highest));
        Assert.All(slopes, slope => Assert.InRange(slope, 0, 1));
    }

    [Fact]
    public void Rectifier_has_no_inverse_and_says_so()
    {
        Activation rectifier = Activation.Named("ReLU")!;
        Assert.False(rectifier.IsInvertible);
        Assert.Throws<NotSupportedException>(() => rectifier.Inverse([0.0], new double[1]));
    }

    [Fact]
    public void Names_are_unique() => Assert.Equal(8, Activation.All.Select(activation => activation.Name).Distinct().Count());

    /// <summary>Spread over [-limit, limit] and never on a kink.</summary>
    private static double[] Totals(int count, double limit) =>
        [.. Enumerable.Range(0, count).Select(i => -limit + 2 * limit * (i + 0.37) / Math.Max(1, count))];
}
