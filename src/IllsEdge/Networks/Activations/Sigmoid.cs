using System.Numerics.Tensors;

namespace IllsEdge.Networks.Activations;

/// <summary>f(z) = 1 / (1 + exp(-z)).</summary>
internal sealed class Sigmoid() : Activation("sigmoid", 0, 1)
{
    public override void Value(ReadOnlySpan<double> totals, Span<double> values)
    {
        // The library's function refuses empty spans.
        if (!totals.IsEmpty)
            TensorPrimitives.Sigmoid(totals, values);
    }

    /// <summary>f' = f (1 - f).</summary>
    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes)
    {
        TensorPrimitives.Subtract(1, values, slopes);
        TensorPrimitives.Multiply(slopes, values, slopes);
    }

    /// <summary>z = log(h / (1 - h)).</summary>
    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals)
    {
        TensorPrimitives.Subtract(1, values, totals);
        TensorPrimitives.Divide(values, totals, totals);
        TensorPrimitives.Log(totals, totals);
    }
}
