using IllsEdge.Device.Retraining;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Retraining;

public class SuperiorityTests
{
    [Fact]
    public void It_takes_the_margin()
    {
        double[] champion = [1, 1, 1, 1, 1, 1], challenger = [0.97, 0.97, 0.97, 0.97, 0.97, 0.97];
        Assert.True(Superiority.Holds(champion, challenger, 0.01));
        Assert.False(Superiority.Holds(champion, challenger, 0.02));
    }

    [Theory]
    [InlineData(0.97, 0.98, ", which is less than 2 % better")]
    [InlineData(0.2, 1.4, ", which may be chance")]
    [InlineData(1.1, 1.1, "")]
    public void Why_a_smaller_error_does_not_win_is_said(double even, double odd, string expected)
    {
        double[] champion = [1, 1, 1, 1, 1, 1], challenger = [even, odd, even, odd, even, odd];
        Assert.Equal(expected, Superiority.Doubt(champion, challenger, 0.02));
    }

    [Theory]
    // Differences of 0.5 and d in turn: the mean 0.25 + d / 2 against |0.5 - d| / 2 sqrt(n / (n - 1)) / sqrt(n) = |0.5 - d| / 6.
    [InlineData(0.0, true)]
    [InlineData(-0.2, false)]
    public void It_takes_two_standard_errors(double other, bool holds)
    {
        double[] champion = new double[10], challenger = new double[10];
        for (int label = 0; label < 10; label++)
            (champion[label], challenger[label]) = (1, label % 2 == 0 ? 0.5 : 1 - other);
        Assert.Equal(holds, Superiority.Holds(champion, challenger, 0.02));
    }

    [Fact]
    public void One_label_alone_does_not_decide_however_loud() =>
        Assert.False(Superiority.Holds([1, 1, 1, 1, 1, 100], [1, 1, 1, 1, 1, 1], 0.02));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Absurd_labels_neither_hide_the_better_model_nor_make_it(bool isChallengerBetter)
    {
        RandomSource random = new(11);
        double[] champion = new double[60], challenger = new double[60];
        for (int label = 0; label < 60; label++)
        {
            // Errors of 0.3 and 0.1, and each tenth label wrong by 1000 to the side of the other model.
            double noise = 0.02 * random.NextNormal(), gross = label % 10 == 3 ? (isChallengerBetter ? 1000 : -1000) : 0;
            champion[label] = Math.Pow((isChallengerBetter ? 0.3 : 0.1) + noise + gross, 2);
            challenger[label] = Math.Pow((isChallengerBetter ? 0.1 : 0.3) + noise + gross, 2);
        }

        Assert.Equal(isChallengerBetter, Superiority.Holds(champion, challenger, 0.02));
    }

    [Fact]
    public void A_change_of_the_process_shows_in_ten_labels()
    {
        double[] champion = [25, 16, 30, 22, 27, 19, 24, 26, 21, 28], challenger = [1, 0.2, 0, 0.7, 1.5, 0.1, 0.3, 0, 2, 0.5];
        Assert.True(Superiority.Holds(champion, challenger, 0.02));
        Assert.False(Superiority.Holds(challenger, champion, 0.02));
    }

    [Fact]
    public void The_best_of_eight_equals_wins_seldom()
    {
        RandomSource random = new(3);
        int won = 0;
        for (int contest = 0; contest < 500; contest++)
        {
            double[] champion = Normal();
            if (Enumerable.Range(0, 8).Any(_ => Superiority.Holds(champion, Near(champion), 0.02)))
                won++;
        }

        Assert.InRange(won, 5, 100);

        double[] Normal() => [.. Enumerable.Range(0, 10).Select(_ => Math.Pow(random.NextNormal(), 2))];

        // Models of the same data err alike.
        double[] Near(double[] squares) => [.. squares.Select(square => Math.Pow(Math.Sqrt(square) + 0.3 * random.NextNormal(), 2))];
    }
}
