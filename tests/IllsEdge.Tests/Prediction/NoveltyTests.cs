using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Prediction;

public class NoveltyTests
{
    private const ValueStatus Good = ValueStatus.Good;
    private const ValueStatus S = ValueStatus.OutOfSpecification;

    [Fact]
    public void A_combination_that_never_came_is_novel_though_every_input_is_in_its_range()
    {
        // b follows a; both from -1 to 1.
        Predictor predictor = new(Fit(200, (a, random) => a + random.NextUniform(-0.1, 0.1)));
        Assert.Equal(Good, predictor.StatusOf([0.9, 0.9], []));
        Assert.Equal(S, predictor.StatusOf([0.9, -0.9], []));
    }

    [Fact]
    public void A_value_a_little_beyond_few_rows_is_good_and_one_far_beyond_is_not()
    {
        Model model = Fit(20, (_, random) => random.NextUniform(-1, 1));
        Predictor predictor = new(model);
        double beyond = model.Inputs[0].Highest + 0.1;
        Assert.Equal(Good, predictor.StatusOf([beyond, 0], []));
        Assert.Equal(S, predictor.StatusOf([beyond + 3, 0], []));
        Assert.Equal(S, predictor.StatusOf([double.NaN, 0], []));
        // Without what novelty knows there is the range alone.
        Assert.Equal(S, new Predictor(model with { Novelty = null }).StatusOf([beyond, 0], []));
    }

    [Fact]
    public void Of_rows_like_those_trained_on_hardly_any_is_novel()
    {
        Predictor predictor = new(Fit(1000, (_, random) => random.NextUniform(-1, 1) + random.NextUniform(-1, 1)));
        RandomSource random = new(9);
        int novel = 0;
        for (int row = 0; row < 5000; row++)
            novel += predictor.StatusOf(
                [random.NextUniform(-1, 1), random.NextUniform(-1, 1) + random.NextUniform(-1, 1)], []) == S ? 1 : 0;
        // 5 are expected, beyond the largest of 1000, which may be twice or four times as many.
        Assert.InRange(novel, 0, 20);
    }

    [Fact]
    public void The_limit_is_a_quantile_of_many_and_lies_beyond_the_largest_of_few()
    {
        Assert.Equal(2998, Novelty.LimitOf(Enumerable.Range(1, 3000).Select(i => (double)i)));
        Assert.Equal(10 * 9, Novelty.LimitOf(Enumerable.Range(1, 9).Select(i => (double)i)), 1e-9);
    }

    [Fact]
    public void An_input_that_repeats_another_but_for_rounding_raises_no_alarm_by_that_rounding()
    {
        Predictor predictor = new(Fit(200, (a, _) => Math.Round(a, 4)));
        Assert.Equal(Good, predictor.StatusOf([0.5, 0.5004], []));
        Assert.Equal(S, predictor.StatusOf([0.5, 0.9], []));
    }

    [Fact]
    public void An_input_that_was_constant_must_stay_so()
    {
        Predictor predictor = new(Fit(200, (_, _) => 7));
        Assert.Equal(Good, predictor.StatusOf([0.5, 7], []));
        Assert.Equal(S, predictor.StatusOf([0.5, 7.1], []));
    }

    [Fact]
    public void Where_the_model_knows_less_than_anywhere_it_is_out_of_specification()
    {
        Model model = Fit(200, (_, random) => random.NextUniform(-1, 1));
        double widest = model.Calibration!.WidestSpreads[0] * model.Targets[0].Scaling.StandardDeviation;
        Predictor predictor = new(model);
        Assert.Equal(Good, predictor.StatusOf([0, 0], [widest * 0.999]));
        Assert.Equal(S, predictor.StatusOf([0, 0], [widest * 1.001]));
        Assert.Equal(S, predictor.StatusOf([0, 0], [double.NaN]));
    }

    [Fact]
    public void Where_rows_have_been_learned_from_since_it_is_good_again_and_nothing_else_changes()
    {
        Model model = Fit(200, (a, random) => a + random.NextUniform(-0.1, 0.1));
        Predictor predictor = new(model);
        double[] value = new double[1], spread = new double[1];
        Assert.Equal(S, StatusOf(5, 5));
        Assert.Equal(S, StatusOf(0.9, -0.9));
        for (int row = 0; row < 200; row++)
            predictor.Absorb([5 + row * 0.001, 5 + row % 7 * 0.1]);
        Assert.Equal(Good, StatusOf(5, 5));
        Assert.Equal(S, StatusOf(-5, -5));
        Assert.Equal(S, StatusOf(0.9, -0.9));
        double[] expected = new double[1];
        new Predictor(model).Predict([5, 5], expected);
        predictor.Predict([5, 5], value);
        Assert.Equal(expected, value);

        ValueStatus StatusOf(double a, double b)
        {
            predictor.Predict([a, b], value, spread);
            return predictor.StatusOf([a, b], spread);
        }
    }

    [Fact]
    public void One_wild_row_makes_little_known()
    {
        Predictor predictor = new(Fit(200, (_, random) => random.NextUniform(-1, 1)));
        predictor.Absorb([1e6, 0]);
        Assert.Equal(S, predictor.StatusOf([1e6, 0], []));
        Assert.Equal(S, predictor.StatusOf([4, 0], []));
        Assert.Equal(Good, predictor.StatusOf([0.9, 0.9], []));
    }

    /// <summary>A model of a from -1 to 1 and of b, which follows from it.</summary>
    private static Model Fit(int rows, Func<double, RandomSource, double> b)
    {
        RandomSource random = new(3);
        double[][] columns = [new double[rows], new double[rows], new double[rows]];
        for (int row = 0; row < rows; row++)
        {
            double a = random.NextUniform(-1, 1);
            (columns[0][row], columns[1][row]) = (a, b(a, random));
            columns[2][row] = a + random.NextUniform(-0.1, 0.1);
        }

        return Models.Fit(Models.Request with { Hidden = [] }, DataTable.FromColumns(["a", "b", "y"], columns)).Model;
    }
}
