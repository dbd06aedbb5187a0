using IllsEdge.Search;

namespace IllsEdge.Tests.Search;

public class EnsembleErrorTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Two_measured_errors_tell_those_of_all_sizes(int count)
    {
        // Independent parts of variance 3 and a common part of 1.
        EnsembleError error = EnsembleError.From(4, 1 + 3.0 / count, count);
        Assert.Equal(1.75, error.Of(4), 1e-12);
        Assert.Equal(1, error.Limit, 1e-12);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1.005, 1, 1)]
    [InlineData(1.1, 1, 8)]      // 1 + 0.1 / m <= 1.01 (1 + 0.1 / 30)
    [InlineData(100, 1, 30)]
    public void An_ensemble_is_as_large_as_pays(double one, double limit, int size) =>
        Assert.Equal(size, new EnsembleError(one, limit).Size());

    [Fact]
    public void No_error_is_negative() => Assert.Equal(0, EnsembleError.From(4, 1.5, 2).Limit);
}
