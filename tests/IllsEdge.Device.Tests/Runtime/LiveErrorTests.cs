using IllsEdge.Device.Runtime;

namespace IllsEdge.Device.Tests.Runtime;

public class LiveErrorTests
{
    [Fact]
    public void Nothing_is_said_until_the_window_is_full()
    {
        LiveError live = new(3);
        for (int sample = 1; sample <= 2; sample++)
        {
            live.Add(sample, 1, 0);
            Assert.Equal((null, null, sample), (live.Rmse, live.Typical, live.Count));
        }

        live.Add(3, 1, 0);
        Assert.Equal((1.0, 1.0), (live.Rmse, live.Typical));
    }

    [Fact]
    public void The_error_is_that_of_the_newest_labels_alone()
    {
        LiveError live = new(3);
        foreach ((int sample, double error) in new[] { (1, 1000.0), (2, 2), (3, -2), (4, 1) })
            live.Add(sample, 10 + error, 10);
        Assert.Equal(3, live.Count);
        // (4 + 4 + 1) / 3
        Assert.Equal(Math.Sqrt(3), live.Rmse!.Value, 12);
    }

    [Fact]
    public void A_second_label_replaces_the_first_of_its_sample()
    {
        LiveError live = new(2);
        live.Add(1, 100, 0);
        live.Add(2, 1, 0);
        live.Add(1, 1, 0);
        Assert.Equal((2, 1.0), (live.Count, live.Rmse));
        // The place in the row stays, so the corrected one is still the next to go.
        live.Add(3, 7, 0);
        Assert.Equal(5, live.Rmse!.Value, 12);
    }

    [Fact]
    public void A_second_label_does_not_fill_the_window()
    {
        LiveError live = new(2);
        live.Add(1, 1, 0);
        live.Add(1, 2, 0);
        Assert.Equal((1, null), (live.Count, live.Rmse));
    }

    [Fact]
    public void The_typical_error_limits_the_absurd_label_and_the_rmse_does_not()
    {
        LiveError live = new(10);
        for (int sample = 1; sample <= 10; sample++)
            live.Add(sample, sample == 4 ? 1000 : 1, 0);
        // Errors of 1, and one that counts as 3 * 1.4826.
        double typical = Math.Sqrt((9 + 4.4478 * 4.4478) / 10);
        Assert.Equal(typical, live.Typical!.Value, 12);
        Assert.Equal(Math.Sqrt((1_000_000 + 9) / 10.0), live.Rmse!.Value, 9);
        // Asking changes nothing.
        Assert.Equal(typical, live.Typical!.Value, 12);
    }

    [Fact]
    public void Once_cleared_it_knows_no_label_any_more()
    {
        LiveError live = new(2);
        live.Add(1, 5, 0);
        live.Add(2, 5, 0);
        live.Clear();
        Assert.Equal((0, null, null), (live.Count, live.Rmse, live.Typical));
        live.Add(2, 1, 0);
        live.Add(1, 1, 0);
        Assert.Equal((2, 1.0), (live.Count, live.Rmse));
    }
}
