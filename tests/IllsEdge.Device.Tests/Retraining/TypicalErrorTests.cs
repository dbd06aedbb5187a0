using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Tests.Retraining;

public class TypicalErrorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Of_fewer_than_ten_none_is_left_out(int count)
    {
        double[] squares = [.. Enumerable.Range(1, count).Select(error => (double)error * error)];
        // 1 + 4 + ... + n^2 = n (n + 1) (2 n + 1) / 6
        Assert.Equal(Math.Sqrt((count + 1) * (2 * count + 1) / 6.0), TypicalError.Of(squares), 12);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(100, 10)]
    public void Of_more_the_largest_tenth_is_left_out_wherever_it_stands(int count, int absurd)
    {
        double[] squares = new double[count];
        Array.Fill(squares, 4);
        for (int place = 0; place < absurd; place++)
            squares[place * 7 % count] = 1e12 + place;
        Assert.Equal(2, TypicalError.Of(squares), 12);
    }

    [Fact]
    public void One_more_than_a_tenth_counts()
    {
        double[] squares = [4, 4, 4, 4, 4, 4, 4, 4, 85, 85];
        // (8 * 4 + 85) / 9 = 13
        Assert.Equal(Math.Sqrt(13), TypicalError.Of(squares), 12);
    }
}
