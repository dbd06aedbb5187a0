using IllsEdge.Networks.Activations;

namespace IllsEdge.Tests.Support;

/// <summary>tanh that tells whenever it is evaluated, so that a test can act in the middle of a pass over the rows.</summary>
internal sealed class WatchedActivation(Action evaluated) : Activation("tanh", -1, 1)
{
    public override void Value(ReadOnlySpan<double> totals, Span<double> values)
    {
        evaluated();
        Tanh.Value(totals, values);
    }

    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes) =>
        Tanh.Slope(totals, values, slopes);

    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals) => Tanh.Inverse(values, totals);
}
