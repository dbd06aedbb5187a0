using IllsEdge.Device.Retraining;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Retraining;

public class AdaptiveReachTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(0.3)]
    public void Whatever_the_error_grows_or_shrinks_to_nine_labels_in_ten_come_to_lie_within(double deviation)
    {
        // Bounds that were right at a deviation of 1: 1.645 for 90 % of normal errors.
        AdaptiveReach reach = new(0.1);
        RandomSource random = new(1);
        int within = 0;
        for (int label = 0; label < 6000; label++)
        {
            bool isWithin = Math.Abs(deviation * random.NextNormal()) <= 1.645 * reach.Scale;
            if (label >= 1000)
                within += isWithin ? 1 : 0;
            reach.Judge(isWithin);
        }

        Assert.InRange(within / 5000.0, 0.88, 0.92);
        Assert.InRange(reach.Scale, 0.6 * deviation, 1.6 * deviation);
    }

    [Fact]
    public void It_neither_vanishes_nor_grows_for_ever()
    {
        AdaptiveReach reach = new(0.1);
        for (int label = 0; label < 10_000; label++)
            reach.Judge(isWithin: true);
        Assert.Equal(0.1, reach.Scale);
        for (int label = 0; label < 10_000; label++)
            reach.Judge(isWithin: false);
        Assert.Equal(100, reach.Scale);
    }
}
