using IllsEdge.Search;
using IllsEdge.Training;

namespace IllsEdge.Tests.Search;

public class FoldTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(17, 5)]
    [InlineData(1000, 5)]
    [InlineData(2600, 2)]
    [InlineData(6000, 1)]
    [InlineData(90_000, 1)]
    public void Rows_are_held_out_once_and_of_many_rows_not_all(int count, int expected)
    {
        Fold[] folds = Fold.Of(Numbered(count), timeOrdered: false, seed: 3);
        Assert.Equal(expected, folds.Length);
        Assert.All(folds, fold => Assert.Equal(
            Enumerable.Range(0, count), Numbers(fold.Training).Concat(Numbers(fold.HeldOut)).Order()));
        int[] heldOut = [.. folds.SelectMany(fold => Numbers(fold.HeldOut))];
        Assert.Distinct(heldOut);
        Assert.Equal(expected == Math.Min(count, 5), heldOut.Length == count);
        if (count > 3)
            Assert.NotEqual(heldOut.Order(), heldOut);
    }

    [Fact]
    public void Rows_in_order_of_time_are_held_out_in_blocks_the_latest_first()
    {
        Fold[] folds = Fold.Of(Numbered(20), timeOrdered: true, seed: 3);
        Assert.Equal([16, 17, 18, 19], Numbers(folds[0].HeldOut));
        Assert.Equal([0, 1, 2, 3], Numbers(folds[^1].HeldOut));
        Assert.Equal(Enumerable.Range(4, 16), Numbers(folds[^1].Training));
    }

    private static TrainingRows Numbered(int count) => new(
        count,
        [.. Enumerable.Range(0, 2 * count).Select(row => (double)row)],
        [.. Enumerable.Range(0, count).Select(row => (double)row)]);

    private static int[] Numbers(TrainingRows rows)
    {
        int[] numbers = new int[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            numbers[row] = (int)rows.Targets[row, 0];
            Assert.Equal(numbers[row], rows.Inputs[row, 0]);
        }

        return numbers;
    }
}
