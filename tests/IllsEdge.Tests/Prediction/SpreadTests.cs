using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Prediction;

/// <summary>Spread and interval of linear models against the textbook, and of networks against each other.</summary>
public class SpreadTests
{
    /// <summary>Roundings of a system of 3 unknowns whose condition is below 100.</summary>
    private const double Tolerance = 1e-9;

    private static readonly FitRequest Linear = Models.Request with
    {
        Hidden = [],
        Training = new TrainingOptions { Ridge = 0, Tolerance = 1e-12 },
    };

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public void The_spread_of_a_linear_model_is_that_of_a_new_measurement(int learnedSince)
    {
        DataTable table = Models.Table(60);
        Model model = Models.Fit(Linear, table).Model;
        double[] value = new double[1], spread = new double[1];
        Predictor predictor = new(model);
        for (int row = 0; row < learnedSince; row++)
            predictor.Absorb([table.Column(0)[row], table.Column(1)[row]]);
        predictor.Predict([1.9, 11], value, spread);

        // h = x (X'X)^-1 x' (Draper and Smith, Applied Regression Analysis, 1998, section 5.4), by normal equations.
        double[][] rows = [.. Enumerable.Range(0, 60).Concat(Enumerable.Range(0, learnedSince)).Select(row => new[] { table.Column(0)[row], table.Column(1)[row], 1 })];
        double[] place = [1.9, 11, 1];
        double[,] system = new double[3, 4];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                system[i, j] = rows.Sum(row => row[i] * row[j]);
            system[i, 3] = place[i];
        }

        double leverage = Gauss.Solve(system).Zip(place, (left, right) => left * right).Sum();
        double expected = model.Targets[0].Scaling.StandardDeviation * Math.Sqrt(1 + leverage);
        Assert.Equal(expected, spread[0], Tolerance * expected);
    }

    [Fact]
    public void The_interval_of_a_plane_with_Gaussian_noise_is_the_t_interval()
    {
        // With 2997 degrees of freedom t_0.95 is 1.6454; the 0.9 quantile of some 600 |e| scatters by 3 %, of which three.
        DataTable table = Plane(3000, 1);
        Model model = Models.Fit(Linear, table).Model;
        double half = model.Calibration!.Quantile(0, 0.9)!.Value * model.Targets[0].Scaling.StandardDeviation;
        Assert.InRange(half / 0.5, 1.6454 * 0.91, 1.6454 * 1.09);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Intervals_hold_their_share_of_new_rows(double level)
    {
        double coverage = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            Model model = Models.Fit(Models.Request with { Hidden = [6] }, Models.Table(120, seed, noise: 0.5)).Model;
            DataTable fresh = Models.Table(500, seed + 100, noise: 0.5);
            coverage += Reliability.Of(model, fresh, [.. Enumerable.Range(0, 500)], level)[0].Coverage!.Value / 10;
        }

        // 1200 held-out scores in all: a standard error of 1.5 % at 0.5, and the fits without a fifth are a little worse.
        Assert.InRange(coverage, level - 0.04, level + 0.05);
    }

    [Fact]
    public void Leverages_of_members_are_averaged_and_a_member_without_a_factor_has_none()
    {
        Model first = Models.Fit().Model;
        Model second = Models.Fit(Models.Request with { Seed = 2 }).Model;
        Member bare = second.Members[0] with { Factor = null };
        double deviation = first.Targets[0].Scaling.StandardDeviation;
        double a = LeverageOf(first), b = LeverageOf(second);
        Assert.NotEqual(a, b);
        Assert.Equal((a + b) / 2, LeverageOf(first with { Members = [first.Members[0], second.Members[0]] }), Tolerance);
        Assert.Equal(a / 2, LeverageOf(first with { Members = [first.Members[0], bare] }), Tolerance);

        double LeverageOf(Model model)
        {
            double[] value = new double[1], spread = new double[1];
            new Predictor(model).Predict([1, 20], value, spread);
            return Math.Pow(spread[0] / deviation, 2) - 1;
        }
    }

    [Fact]
    public void Many_rows_at_once_have_the_spreads_of_one_by_one()
    {
        Model model = Models.Fit().Model;
        DataTable table = Models.Table(100, seed: 5);
        double[] inputs = [.. table.Column(0), .. table.Column(1)];
        double[] many = new double[100], manySpreads = new double[100], one = new double[1], oneSpread = new double[1];
        new Predictor(model, 100).Predict(
            new ReadOnlyMatrixView<double>(inputs, 100, 2),
            new MatrixView<double>(many, 100, 1),
            new MatrixView<double>(manySpreads, 100, 1));
        Predictor single = new(model);
        for (int row = 0; row < 100; row++)
        {
            single.Predict([inputs[row], inputs[100 + row]], one, oneSpread);
            Assert.Equal(oneSpread[0], manySpreads[row], Tolerance * oneSpread[0]);
        }
    }

    [Fact]
    public void A_direction_that_nothing_tells_of_is_no_division_by_zero()
    {
        Model model = Models.Fit(Linear).Model;
        double[] factor = [.. model.Members[0].Factor!];
        factor[^1] = 0;
        double[] value = new double[1], spread = new double[1];
        new Predictor(model with { Members = [model.Members[0] with { Factor = factor }] }).Predict([1, 20], value, spread);
        Assert.True(double.IsFinite(spread[0]) && spread[0] > 1e3);
    }

    [Fact]
    public void Room_of_another_shape_is_refused_with_the_numbers()
    {
        Predictor predictor = new(Models.Fit().Model);
        ArgumentException exception =
            Assert.Throws<ArgumentException>(() => predictor.Predict([1.0, 20], new double[1], new double[2]));
        Assert.Contains("1 x 2 spreads", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>y = a - b with a noise of deviation 0.5.</summary>
    private static DataTable Plane(int rows, int seed)
    {
        Random random = new(seed);
        double[] a = new double[rows], b = new double[rows], y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            (a[row], b[row]) = (random.NextDouble(), random.NextDouble());
            double gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            y[row] = a[row] - b[row] + 0.5 * gauss;
        }

        return DataTable.FromColumns(["a", "b", "y"], [a, b, y]);
    }
}
