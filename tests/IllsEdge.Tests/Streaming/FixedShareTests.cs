using IllsEdge.Networks;
using IllsEdge.Streaming;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Streaming;

public class FixedShareTests
{
    [Fact]
    public void Without_a_share_the_weights_are_those_of_Bayes()
    {
        FixedShare trust = new(3, 0);
        trust.Update([1, 2, 0.5]);
        trust.Update([0, 1, 2]);
        double[] odds = [Math.Exp(-1), Math.Exp(-3), Math.Exp(-2.5)];
        for (int expert = 0; expert < 3; expert++)
            Assert.Equal(odds[expert] / odds.Sum(), trust.Weights[expert], 12);
    }

    [Fact]
    public void A_share_is_dealt_out_anew_in_every_round()
    {
        FixedShare trust = new(2, 0.1);
        trust.Update([0, 1000]);
        AssertWeights(0.95, 0.05, trust);
        trust.Update([1000, 0]);
        AssertWeights(0.05, 0.95, trust);
    }

    // Herbster and Warmuth 1998: over a stretch of T rounds the mixture's log loss exceeds that of the expert that is best
    // there by at most ln(K / share) - T ln(1 - share).
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Over_any_stretch_the_mixture_loses_little_against_who_is_best_there(ulong seed)
    {
        const int Experts = 5, Rounds = 400;
        const double Share = 0.02;
        RandomSource random = new(seed);
        FixedShare trust = new(Experts, Share);
        double[] mixture = new double[Rounds];
        double[][] lost = new double[Rounds][];
        for (int round = 0; round < Rounds; round++)
        {
            // Who is good changes every hundred rounds.
            lost[round] = [.. Enumerable.Range(0, Experts).Select(expert =>
                (expert == round / 100 ? 0.2 : 1.5) * random.NextUniform())];
            double likelihood = 0;
            for (int expert = 0; expert < Experts; expert++)
                likelihood += trust.Weights[expert] * Math.Exp(-lost[round][expert]);
            mixture[round] = -Math.Log(likelihood);
            trust.Update(lost[round]);
        }

        for (int start = 0; start < Rounds; start += 20)
            for (int end = start + 1; end <= Rounds; end += 20)
            {
                double best = Enumerable.Range(0, Experts).Min(expert => lost[start..end].Sum(round => round[expert]));
                double bound = Math.Log(Experts / Share) - (end - start) * Math.Log(1 - Share);
                Assert.True(mixture[start..end].Sum() <= best + bound);
            }
    }

    [Fact]
    public void Who_has_nothing_to_say_is_not_trusted_until_he_has()
    {
        FixedShare trust = new(2, 0.1);
        trust.Update([double.NaN, 3]);
        AssertWeights(0.05, 0.95, trust);
        trust.Update([double.NaN, double.PositiveInfinity]);
        AssertWeights(0.05, 0.95, trust);
    }

    [Fact]
    public void It_can_begin_with_one_and_with_what_another_thought()
    {
        FixedShare trust = new(3, 0.1);
        trust.Begin(1);
        Assert.Equal([0, 1, 0], trust.Weights.ToArray());
        trust.Begin(0, 0.5, [0.2, 0.2, 0.6]);
        Assert.Equal([0.6, 0.1, 0.3], trust.Weights.ToArray().Select(weight => Math.Round(weight, 12)));
        Assert.Throws<ArgumentException>(() => trust.Begin(0, 0.5, [1.0]));
    }

    [Fact]
    public void Updating_allocates_nothing()
    {
        FixedShare trust = new(3, 0.1);
        double[] losses = [1, 2, 3];
        Assert.Equal(0, Allocations.Of(() => trust.Update(losses)));
    }

    private static void AssertWeights(double first, double second, FixedShare trust)
    {
        Assert.Equal(first, trust.Weights[0], 12);
        Assert.Equal(second, trust.Weights[1], 12);
    }
}
