using IllsEdge.Data;
using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Tests.Retraining;

public class LabelledRowsTests
{
    [Fact]
    public void Rows_come_out_with_inputs_first_and_the_target_last()
    {
        LabelledRows rows = new(["a", "b"], "y", 10);
        rows.Add(1, [1, 2], 3);
        rows.Add(2, [4, 5], 6);
        DataTable table = rows.ToTable();
        Assert.Equal(["a", "b", "y"], table.Names);
        Assert.Equal([1, 4], table.Column(0).ToArray());
        Assert.Equal([2, 5], table.Column(1).ToArray());
        Assert.Equal([3, 6], table.Column(2).ToArray());
    }

    [Fact]
    public void Labels_that_come_out_of_order_stand_in_the_order_of_their_samples()
    {
        LabelledRows rows = Of(10, 5, 2, 9, 1, 7);
        Assert.Equal([1, 2, 5, 7, 9], Labels(rows));
        Assert.Equal(9, rows.NewestSampleId);
    }

    [Fact]
    public void A_second_label_replaces_the_first_and_keeps_its_values()
    {
        LabelledRows rows = new(["a"], "y", 10);
        Assert.True(rows.Add(1, [1], 10));
        Assert.True(rows.Add(2, [2], 20));
        Assert.False(rows.Add(1, [1], 11));
        Assert.Equal(2, rows.Count);
        Assert.Equal([11, 20], Labels(rows));
        Assert.Equal([1, 2], rows.ToTable().Column(0).ToArray());
    }

    [Fact]
    public void When_there_are_too_many_the_oldest_samples_go()
    {
        LabelledRows rows = Of(3, 4, 1, 2, 6, 5);
        Assert.Equal([4, 5, 6], Labels(rows));
        rows.Add(3, [0], 3);
        Assert.Equal([4, 5, 6], Labels(rows));
    }

    [Fact]
    public void Rows_after_a_sample_are_counted_whether_it_has_a_label_or_not()
    {
        LabelledRows rows = Of(10, 2, 4, 6);
        int[] counts = [.. new long[] { 0, 1, 2, 3, 4, 5, 6, 7 }.Select(rows.CountAfter)];
        Assert.Equal([3, 3, 2, 2, 1, 1, 0, 0], counts);
    }

    [Fact]
    public void An_empty_set_has_no_newest_sample()
    {
        LabelledRows rows = Of(10);
        Assert.Equal((0, 0, 0), (rows.Count, rows.NewestSampleId, rows.CountAfter(0)));
    }

    [Fact]
    public void The_table_is_a_copy_and_so_are_the_values()
    {
        LabelledRows rows = new(["a"], "y", 10);
        double[] values = [1];
        rows.Add(1, values, 10);
        values[0] = 99;
        DataTable table = rows.ToTable();
        rows.Add(1, [1], 11);
        rows.Add(2, [2], 20);
        Assert.Equal((1, 1.0, 10.0), (table.RowCount, table.Column(0)[0], table.Column(1)[0]));
    }

    // Every sample's number is its label.
    private static LabelledRows Of(int capacity, params long[] samples)
    {
        LabelledRows rows = new(["a"], "y", capacity);
        foreach (long sample in samples)
            rows.Add(sample, [0], sample);
        return rows;
    }

    private static double[] Labels(LabelledRows rows) => rows.ToTable().Column(1).ToArray();
}
