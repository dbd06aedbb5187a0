using System.Numerics.Tensors;

namespace IllsEdge.Networks.Activations;

/// <summary>f(z) = tanh z.</summary>
internal sealed class HyperbolicTangent() : Activation("tanh", -1, 1)
{
    public override void Value(ReadOnlySpan<double> totals, Span<double> values) =>
        TensorPrimitives.Tanh(totals, values);

    /// <summary>f' = 1 - f^2.</summary>
    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes)
    {
        TensorPrimitives.Multiply(values, values, slopes);
        TensorPrimitives.Subtract(1, slopes, slopes);
    }

    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals) =>
        TensorPrimitives.Atanh(values, totals);
}
