using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

public class RowSplitTests
{
    [Theory]
    [InlineData(10, 0.2, 2)]
    [InlineData(10, 0.25, 3)]
    [InlineData(2, 0.01, 1)]
    [InlineData(3, 0.99, 2)]
    [InlineData(1000, 0.5, 500)]
    public void Random_parts_the_rows_in_order(int rows, double fraction, int validation)
    {
        RowSplit split = RowSplit.Random(rows, fraction, 7);

        Assert.Equal(validation, split.Validation.Length);
        Assert.Equal(split.Training.Order(), split.Training);
        Assert.Equal(split.Validation.Order(), split.Validation);
        Assert.Equal(Enumerable.Range(0, rows), split.Training.Concat(split.Validation).Order());
    }

    [Fact]
    public void Random_depends_on_the_seed_alone()
    {
        Assert.Equal(RowSplit.Random(100, 0.3, 1).Validation, RowSplit.Random(100, 0.3, 1).Validation);
        Assert.NotEqual(RowSplit.Random(100, 0.3, 1).Validation, RowSplit.Random(100, 0.3, 2).Validation);
    }

    [Fact]
    public void Random_takes_every_row_equally_often()
    {
        int[] taken = new int[10];
        for (ulong seed = 0; seed < 10_000; seed++)
            foreach (int row in RowSplit.Random(10, 0.3, seed).Validation) taken[row]++;

        // Binomial with n = 10000 and p = 0.3: deviation 46, six of them.
        Assert.All(taken, count => Assert.InRange(count, 3000 - 276, 3000 + 276));
    }

    [Fact]
    public void Last_keeps_the_end_aside()
    {
        RowSplit split = RowSplit.Last(10, 0.2);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], split.Training);
        Assert.Equal([8, 9], split.Validation);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    [InlineData(10, double.NaN)]
    public void Split_refuses_what_leaves_a_part_empty(int rows, double fraction)
    {
        Assert.ThrowsAny<ArgumentException>(() => RowSplit.Random(rows, fraction, 1));
        Assert.ThrowsAny<ArgumentException>(() => RowSplit.Last(rows, fraction));
    }
}
