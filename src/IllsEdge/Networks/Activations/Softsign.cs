using System.Numerics.Tensors;

namespace IllsEdge.Networks.Activations;

/// <summary>f(z) = z / (1 + |z|).</summary>
internal sealed class Softsign() : Activation("softsign", -1, 1)
{
    public override void Value(ReadOnlySpan<double> totals, Span<double> values)
    {
        TensorPrimitives.Abs(totals, values);
        TensorPrimitives.Add(values, 1, values);
        TensorPrimitives.Divide(totals, values, values);
    }

    /// <summary>f' = 1 / (1 + |z|)^2, from z and not from f: (1 - |f|)^2 would lose all digits far out.</summary>
    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes)
    {
        TensorPrimitives.Abs(totals, slopes);
        TensorPrimitives.Add(slopes, 1, slopes);
        TensorPrimitives.Reciprocal(slopes, slopes);
        TensorPrimitives.Multiply(slopes, slopes, slopes);
    }

    /// <summary>z = h / (1 - |h|).</summary>
    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals)
    {
        TensorPrimitives.Abs(values, totals);
        TensorPrimitives.Subtract(1, totals, totals);
        TensorPrimitives.Divide(values, totals, totals);
    }
}
