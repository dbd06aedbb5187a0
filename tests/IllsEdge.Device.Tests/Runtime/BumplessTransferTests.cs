using IllsEdge.Device.Runtime;

namespace IllsEdge.Device.Tests.Runtime;

public class BumplessTransferTests
{
    [Fact]
    public void A_jump_beyond_the_bound_is_spread_over_the_samples_that_follow()
    {
        BumplessTransfer transfer = new(1);
        transfer.Change(before: 10, after: 13.5);
        List<double> published = [];
        for (int sample = 0; sample < 5; sample++)
            published.Add(13.5 + transfer.Next());
        Assert.Equal([11, 12, 13, 13.5, 13.5], published.Select(value => Math.Round(value, 9)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_the_model_does_no_two_samples_of_the_same_process_are_further_apart(int seed)
    {
        Random random = new(seed);
        BumplessTransfer transfer = new(0.5);
        double model = 0, last = 0;
        for (int sample = 0; sample < 1000; sample++)
        {
            double published = model + transfer.Next();
            Assert.True(Math.Abs(published - last) <= 0.5 + 1e-9, $"sample {sample}: {last} to {published}");
            last = published;
            if (random.Next(5) == 0)
            {
                double next = 20 * random.NextDouble() - 10;
                transfer.Change(model, next);
                model = next;
            }
        }

        for (int sample = 0; sample < 50; sample++)
            transfer.Next();
        Assert.Equal(0, transfer.Offset);
    }

    [Fact]
    public void Without_a_bound_or_a_number_nothing_is_held_back()
    {
        BumplessTransfer free = new(null), bounded = new(1);
        free.Change(0, 100);
        bounded.Change(double.NaN, 100);
        Assert.Equal((0, 0), (free.Offset, bounded.Offset));
        Assert.False(free.IsOn);
    }
}
