using IllsEdge.Device.Retraining.Drift;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Retraining.Drift;

public class TwoSampleTestTests
{
    // In an order in which neighbours tell nothing of each other, so that all count.
    private static readonly double[] First = [2.2, -1.1, 1.7, -0.5, 1.5, 0.1, 1.2, 0.3, 0.9, 0.8];
    private static readonly double[] Second = [3.3, 0.7, 3.0, 1.1, 2.8, 1.3, 2.4, 1.6, 2.2, 1.9];

    [Fact]
    public void Distance_and_probability_are_those_of_scipy()
    {
        // scipy 1.10.1: ks_2samp(a, b).statistic; scipy.special.kolmogorov of Stephens' statistic.
        (double distance, double probability) = TwoSampleTest.Compare(First, Second, new double[20]);
        Assert.Equal(0.5, distance, 12);
        Assert.Equal(0.1108403374132281, probability, 9);
    }

    [Fact]
    public void The_same_values_have_no_distance()
    {
        (double distance, double probability) = TwoSampleTest.Compare(First, First, new double[20]);
        Assert.Equal((0, 1), (distance, probability));
        // Ties are no distance either.
        double[] ties = [1, 1, 1, 2, 2];
        Assert.Equal(0, TwoSampleTest.Compare(ties, ties, new double[10]).Distance);
    }

    [Fact]
    public void Values_that_follow_each_other_count_for_less()
    {
        RandomSource random = new(1);
        double[] walk = new double[2000];
        for (int index = 1; index < walk.Length; index++)
            walk[index] = 0.9 * walk[index - 1] + random.NextNormal();
        // (1 - 0.9) / (1 + 0.9) of them.
        Assert.InRange(TwoSampleTest.Independent(walk), 2000 * 0.035, 2000 * 0.075);
        double[] white = [.. Enumerable.Range(0, 2000).Select(_ => random.NextNormal())];
        Assert.InRange(TwoSampleTest.Independent(white), 1850, 2000);
        Assert.Equal(100, TwoSampleTest.Independent(new double[100]));
    }
}
