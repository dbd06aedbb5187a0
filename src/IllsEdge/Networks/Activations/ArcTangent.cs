using System.Numerics.Tensors;

namespace IllsEdge.Networks.Activations;

/// <summary>f(z) = arctan z.</summary>
internal sealed class ArcTangent() : Activation("atan", -Math.PI / 2, Math.PI / 2)
{
    public override void Value(ReadOnlySpan<double> totals, Span<double> values) =>
        TensorPrimitives.Atan(totals, values);

    /// <summary>f' = 1 / (1 + z^2).</summary>
    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes)
    {
        TensorPrimitives.MultiplyAdd(totals, totals, 1, slopes);
        TensorPrimitives.Reciprocal(slopes, slopes);
    }

    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals) =>
        TensorPrimitives.Tan(values, totals);
}
