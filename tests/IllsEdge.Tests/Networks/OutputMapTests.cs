using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Tests.Networks;

public class OutputMapTests
{
    /// <summary>A few roundings of numbers of size 1.</summary>
    private const double Tolerance = 1e-14;

    [Theory]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("softsign")]
    [InlineData("atan")]
    public void A_bounded_activation_ends_a_tenth_beyond_the_targets(string name)
    {
        Activation activation = Activation.Named(name)!;
        OutputMap map = OutputMap.For(activation, -1.5, 2.5);
        Assert.Equal(-1.9, map.Offset + map.Gain * activation.Lowest, Tolerance);
        Assert.Equal(2.9, map.Offset + map.Gain * activation.Highest, Tolerance);
    }

    [Theory]
    [InlineData("elu")]
    [InlineData("relu")]
    public void An_activation_with_a_lower_limit_starts_a_tenth_below_the_targets(string name)
    {
        Activation activation = Activation.Named(name)!;
        OutputMap map = OutputMap.For(activation, -1.5, 2.5);
        Assert.Equal((-1.9, 1), (map.Offset + activation.Lowest, map.Gain));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("leaky-relu")]
    public void An_activation_without_limits_is_left_as_it_is(string name) =>
        Assert.Equal(OutputMap.None, OutputMap.For(Activation.Named(name)!, -1.5, 2.5));
}
