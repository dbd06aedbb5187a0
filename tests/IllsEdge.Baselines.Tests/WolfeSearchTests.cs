namespace IllsEdge.Baselines.Tests;

/// <summary>
/// The functions of Moré and Thuente 1994 (ACM Transactions on Mathematical Software 20, 286-307, section 5) and one that is
/// finite on a part of the line only.
/// </summary>
public class WolfeSearchTests
{
    private static readonly Dictionary<string, (Func<double, double> Value, Func<double, double> Slope)> Functions = new()
    {
        // 5.1, b = 2: a minimum at sqrt(2), after which it stays flat.
        ["ratio"] = (a => -a / (a * a + 2), a => (a * a - 2) / ((a * a + 2) * (a * a + 2))),
        // 5.2, b = 0.004: a minimum at 1.6 - b between slopes of very different size.
        ["power"] = (a => Math.Pow(a + 0.004, 5) - 2 * Math.Pow(a + 0.004, 4), a => 5 * Math.Pow(a + 0.004, 4) - 8 * Math.Pow(a + 0.004, 3)),
        // 5.4 with b1 = b2 = 0.001: convex, nearly a corner.
        ["corner"] = (
            a => Gamma * Math.Sqrt((1 - a) * (1 - a) + 1e-6) + Gamma * Math.Sqrt(a * a + 1e-6),
            a => Gamma * (a - 1) / Math.Sqrt((1 - a) * (1 - a) + 1e-6) + Gamma * a / Math.Sqrt(a * a + 1e-6)),
        ["barrier"] = (a => a < 1 ? -Math.Log(1 - a) - 3 * a : double.NaN, a => a < 1 ? 1 / (1 - a) - 3 : double.NaN),
        ["parabola"] = (a => (a - 7) * (a - 7), a => 2 * (a - 7)),
    };

    /// <summary>gamma(b) = sqrt(1 + b^2) - b.</summary>
    private static readonly double Gamma = Math.Sqrt(1 + 1e-6) - 1e-3;

    public static TheoryData<string, double> Searches => new(
        from name in Functions.Keys from first in new[] { 1e-3, 0.1, 10, 1000 } select (name, first));

    [Theory, MemberData(nameof(Searches))]
    public void The_point_fulfils_both_conditions(string name, double first)
    {
        (Func<double, double> value, Func<double, double> slope) = Functions[name];
        double last = double.NaN;
        LinePoint start = new(0, value(0), slope(0));
        LinePoint? found = WolfeSearch.Find(start, first, length =>
        {
            last = length;
            return new(length, value(length), slope(length));
        });
        Assert.NotNull(found);
        LinePoint point = found.Value;
        Assert.Equal(last, point.Length);
        Assert.InRange(point.Value, double.NegativeInfinity, start.Value + WolfeSearch.Decrease * point.Length * start.Slope);
        Assert.InRange(Math.Abs(slope(point.Length)), 0, -WolfeSearch.Curvature * start.Slope);
    }

    [Fact]
    public void Where_nothing_is_lower_there_is_none() =>
        Assert.Null(WolfeSearch.Find(new(0, 0, -1), 1, length => new(length, length, 1)));

    [Fact]
    public void A_fall_without_end_is_given_up_at_the_last_point() =>
        Assert.Equal(-(1 << 24), WolfeSearch.Find(new(0, 0, -1), 1, length => new(length, -length, -1))!.Value.Value);
}
