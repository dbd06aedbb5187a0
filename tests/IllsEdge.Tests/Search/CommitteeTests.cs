using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Search;
using IllsEdge.Training;

namespace IllsEdge.Tests.Search;

public class CommitteeTests
{
    private static readonly TrainingRows Rows = Noisy(8);

    private static readonly Candidate Wide = new([8], Activation.Tanh, Resampled: false);

    [Fact]
    public void Kinds_that_err_differently_are_put_together_and_the_error_is_that_of_their_mean()
    {
        int pairs = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            TrainingRows rows = Noisy(seed);
            Contender[] judged = [Judged(rows, Wide), Judged(rows, new Candidate([6], Activation.Named("leaky-relu")!, Resampled: true))];
            Committee committee = Committee.Choose(judged);
            if (committee.Kinds.Count == 1)
                continue;
            pairs++;
            Assert.Equal(judged.OrderBy(one => one.Merit), committee.Kinds);
            Assert.True(committee.Error.Of(30) < judged.Min(one => one.Merit));
            Assert.Equal(0, committee.Size % 2);

            HeldOutValue[] mean = [.. Enumerable.Range(0, 2).SelectMany(committee.HeldOut)];
            HeldOutValue[][] kinds = [.. judged.Select(one => Enumerable.Range(0, 2).SelectMany(one.HeldOut).ToArray())];
            Assert.Equal(120, mean.Length);
            for (int value = 0; value < mean.Length; value++)
            {
                Assert.Equal((kinds[0][value].Place, kinds[1][value].Measured), (mean[value].Place, mean[value].Measured));
                Assert.Equal((kinds[0][value].Predicted + kinds[1][value].Predicted) / 2, mean[value].Predicted, 1e-14);
            }

            Assert.Equal(mean.Average(value => Math.Pow(value.Measured - value.Predicted, 2)), mean[0].Expected, 1e-12);
        }

        Assert.InRange(pairs, 1, 10);
    }

    [Fact]
    public void Residuals_are_those_of_the_held_out_values()
    {
        Contender contender = Judged(Rows, Wide);
        double squares = contender.Residuals().Sum(residual => residual * residual);
        HeldOutValue[] values = [.. Enumerable.Range(0, 2).SelectMany(contender.HeldOut)];
        Assert.Equal(values.Average(value => Math.Pow(value.Measured - value.Predicted, 2)), squares, 1e-12);
        Assert.Equal(squares, contender.Error.Of(3), 1e-12);
    }

    [Fact]
    public void A_kind_that_errs_like_the_best_is_left_out()
    {
        Committee committee = Committee.Choose([Judged(Rows, Wide), Judged(Rows, Wide)]);
        Assert.Equal(Wide, Assert.Single(committee.Kinds).Candidate);
    }

    [Fact]
    public void A_linear_model_that_is_best_stays_alone_and_one_that_is_not_stays_out()
    {
        Contender linear = Judged(Rows, new Candidate([], Activation.Tanh, Resampled: false)), wide = Judged(Rows, Wide);
        Assert.Equal([linear], Committee.Choose([linear]).Kinds);
        Assert.Equal(linear.Merit < wide.Merit ? [linear] : [wide], Committee.Choose([linear, wide]).Kinds);
    }

    /// <summary>60 rows of two targets with a kink and much noise.</summary>
    private static TrainingRows Noisy(ulong seed)
    {
        RandomSource random = new(seed);
        double[] inputs = [.. Enumerable.Range(0, 120).Select(_ => 2 * random.NextUniform() - 1)];
        return new TrainingRows(60, inputs, [.. inputs.Select(x => Math.Abs(x) + 0.5 * random.NextUniform())]);
    }

    private static Contender Judged(TrainingRows rows, Candidate candidate)
    {
        Fold[] folds = Fold.Of(rows, timeOrdered: false, seed: 1);
        Contender contender = new(candidate, folds, [0.3, 0.03, 0.003], 1);
        for (int fold = 0; fold < folds.Length; fold++)
            for (int restart = 0; restart < 3; restart++)
                contender.Walk(fold, TestContext.Current.CancellationToken);
        return contender;
    }
}
