using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>What every trainer reports beside its trace.</summary>
public class TrainingReportTests
{
    /// <summary>The rounding of the factorisation, relative to the sum of J's squares.</summary>
    private const double Tolerance = 1e-13;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Trainers.All.Select(trainer => trainer.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_packed_factor_is_that_of_the_Jacobian_and_the_ridge_at_the_kept_weights(string name)
    {
        const double Ridge = 0.5;
        Network network = Cases.Network(5, 3, [4, 2], 2);
        TrainingRows rows = Cases.Rows(new RandomSource(6), 90, 3, 2);
        TrainingReport report = Trainers.Named(name)!.Fit(
            network, rows, null, new TrainingOptions { Ridge = Ridge, MaximumIterations = 6 }, null, Token);
        int order = network.Parameters.Length;
        Assert.Equal(order * (order + 1) / 2, report.Factor!.Length);

        double[,] factor = new double[order, order];
        int next = 0;
        for (int row = 0; row < order; row++)
            for (int column = row; column < order; column++)
                factor[row, column] = report.Factor[next++];
        double[,] actual = Dense.Gram(factor), expected = Dense.Gram(Derivatives.Jacobian(network, rows));
        double[] penalties = Dense.Penalties(network, Ridge);
        double size = Enumerable.Range(0, order).Sum(k => expected[k, k]);
        for (int i = 0; i < order; i++)
            for (int j = 0; j < order; j++)
                Assert.Equal(expected[i, j] + (i == j ? penalties[i] : 0), actual[i, j], Tolerance * size);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_rank_counts_what_the_rows_determine(string name)
    {
        // A linear network of 2 equal inputs and 1 other: 3 of the 4 parameters. One row: 1 of them.
        TrainingRows one = Cases.Rows(new RandomSource(6), 50, 2, 1);
        double[] first = one.Inputs.Column(0).ToArray(), second = one.Inputs.Column(1).ToArray();
        TrainingRows twice = new(50, [.. first, .. first, .. second], one.Targets.Column(0).ToArray());
        TrainingOptions options = new() { Ridge = 0 };
        TrainingReport report = Trainers.Named(name)!.Fit(Cases.Network(5, 3, [], 1), twice, null, options, null, Token);
        Assert.Equal((3, 4, false), (report.Rank!.Value.Value, report.Rank.Value.Columns, report.Rank.Value.IsFull));
        report = Trainers.Named(name)!.Fit(
            Cases.Network(5, 3, [], 1), new TrainingRows(1, [1, 2, 3], [4]), null, options, null, Token);
        Assert.Equal(1, report.Rank!.Value.Value);
        report = Trainers.Named(name)!.Fit(Cases.Network(5, 2, [], 1), one, null, options, null, Token);
        Assert.True(report.Rank!.Value.IsFull);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_factor_is_kept_up_to_600_parameters(string name)
    {
        TrainingRows rows = Cases.Rows(new RandomSource(6), 5, 2, 1);
        TrainingOptions options = new() { MaximumIterations = 1 };
        // 4 h + 1 parameters.
        Assert.NotNull(Trainers.Named(name)!.Fit(Cases.Network(5, 2, [149], 1), rows, null, options, null, Token).Factor);
        Assert.Null(Trainers.Named(name)!.Fit(Cases.Network(5, 2, [150], 1), rows, null, options, null, Token).Factor);
    }

    [Theory, MemberData(nameof(Names))]
    public void No_number_of_a_report_is_NaN(string name)
    {
        RandomSource random = new(3);
        foreach (Activation activation in Activation.All.Where(activation => activation.IsInvertible))
            foreach (double ridge in new[] { 0, 0.3, 10 })
                foreach (int count in new[] { 1, 2, 3, 30 })
                {
                    TrainingRows rows = Cases.Rows(random, count, 2, 2);
                    Network network = Cases.Network(random.Next(), 2, [3, 3], 2, activation.Name, activation.Name);
                    TrainingReport report = Trainers.Named(name)!.Fit(
                        network, rows, rows, new TrainingOptions { Ridge = ridge, MaximumIterations = 15 }, null, Token);
                    string what = $"{activation} ridge {ridge} rows {count}";
                    Assert.True(double.IsFinite(report.Loss) && double.IsFinite(report.Damping), what);
                    Assert.All(network.Parameters.ToArray(), weight => Assert.True(double.IsFinite(weight), what));
                    Assert.All(report.Factor!, element => Assert.True(double.IsFinite(element), what));
                    Assert.False(double.IsNaN(report.Rank!.Value.Condition), what);
                }
    }
}
