using IllsEdge.Device.Retraining;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Retraining;

public class TypicalErrorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Of_errors_of_like_size_it_is_the_root_mean_square(int count)
    {
        double[] squares = [.. Enumerable.Range(1, count).Select(error => (double)error * error)];
        // 1 + 4 + ... + n^2 = n (n + 1) (2 n + 1) / 6
        Assert.Equal(Math.Sqrt((count + 1) * (2 * count + 1) / 6.0), TypicalError.Of(squares), 12);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 3)]
    [InlineData(100, 10)]
    public void An_absurd_one_counts_as_three_deviations_wherever_it_stands(int count, int absurd)
    {
        double[] squares = new double[count];
        Array.Fill(squares, 4);
        for (int place = 0; place < absurd; place++)
            squares[place * 7 % count] = 1e12 + place;
        // The median error is 2, so the deviation 2 * 1.4826 and the most that counts 8.8956.
        double mean = ((count - absurd) * 4 + absurd * 8.8956 * 8.8956) / count;
        Assert.Equal(Math.Sqrt(mean), TypicalError.Of(squares), 9);
    }

    [Fact]
    public void Of_normal_errors_it_is_nearly_their_deviation()
    {
        RandomSource random = new(5);
        double[] squares = [.. Enumerable.Range(0, 20_000).Select(_ => Math.Pow(0.3 * random.NextNormal(), 2))];
        // Of a normal variable E min(z^2, 9) = 1 - 2 (3 phi(3) - 8 (1 - Phi(3))) = 0.9950, and half of that in the root.
        Assert.Equal(0.3 * 0.9975, TypicalError.Of(squares), 0.006);
    }

    [Fact]
    public void When_most_are_larger_it_is_larger()
    {
        double[] squares = [1, 1, 1, 1, 100, 100, 100, 100, 100, 100];
        Assert.Equal(Math.Sqrt(60.4), TypicalError.Of(squares), 12);
    }
}
