using IllsEdge.Device.Retraining;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Retraining;

public class PlausibleLabelsTests
{
    [Fact]
    public void Before_twenty_labels_everything_may_be_one()
    {
        PlausibleLabels labels = new();
        for (int label = 0; label < 19; label++)
            labels.Count(label);
        Assert.True(labels.Holds(1e300));
        labels.Count(19);
        // Quartiles 5 and 14 of 0 to 19: 20 times 9 beyond them.
        Assert.Equal((5 - 180, 14 + 180), labels.Range);
        Assert.False(labels.Holds(1e300));
        Assert.True(labels.Holds(194));
        Assert.False(labels.Holds(double.NaN));
    }

    [Fact]
    public void Outliers_of_a_process_are_no_slips()
    {
        PlausibleLabels labels = new();
        RandomSource random = new(1);
        for (int label = 0; label < 10_000; label++)
        {
            // Ten deviations away, one in ten.
            double value = random.NextNormal() + (random.NextUniform() < 0.1 ? 10 : 0);
            Assert.True(labels.Holds(value));
            labels.Count(value);
        }
    }

    [Fact]
    public void A_process_of_another_order_of_magnitude_is_believed_after_a_quarter_of_the_memory()
    {
        PlausibleLabels labels = new();
        RandomSource random = new(2);
        for (int label = 0; label < 100; label++)
            labels.Count(random.NextNormal());
        int refused = 0;
        for (; refused < 100 && !labels.Holds(1000 + random.NextNormal()); refused++)
            labels.Count(1000 + random.NextNormal());
        Assert.InRange(refused, 20, 30);
    }

    [Fact]
    public void What_was_measured_before_a_standstill_is_believed_after_it()
    {
        PlausibleLabels labels = new();
        RandomSource random = new(3);
        for (int label = 0; label < 200; label++)
            labels.Count(random.NextUniform(5, 20));
        for (int label = 0; label < 200; label++)
            labels.Count(0.01 + 0.001 * random.NextNormal());
        Assert.True(labels.Holds(19));
        Assert.False(labels.Holds(1000));
    }

    [Fact]
    public void A_slip_among_the_first_labels_is_not_believed_later()
    {
        PlausibleLabels labels = new();
        RandomSource random = new(4);
        for (int label = 0; label < 100; label++)
            labels.Count(label == 7 ? 1e6 : random.NextNormal());
        Assert.False(labels.Holds(1e5));
    }

    [Fact]
    public void Where_half_of_the_labels_are_the_same_nothing_is_known()
    {
        PlausibleLabels labels = new();
        for (int label = 0; label < 50; label++)
            labels.Count(7);
        Assert.True(labels.Holds(9999));
    }
}
