using System.Numerics.Tensors;

namespace IllsEdge.Networks.Activations;

/// <summary>ELU: f(z) = z for z above 0, otherwise exp(z) - 1 (Clevert, Unterthiner and Hochreiter 2016, alpha = 1).</summary>
internal sealed class ExponentialLinear() : Activation("elu", -1, double.PositiveInfinity)
{
    public override void Value(ReadOnlySpan<double> totals, Span<double> values)
    {
        TensorPrimitives.Min(totals, 0, values);
        TensorPrimitives.ExpM1(values, values);
        for (int i = 0; i < totals.Length; i++)
            values[i] = totals[i] > 0 ? totals[i] : values[i];
    }

    /// <summary>f' = 1 above 0, otherwise exp(z) = f + 1.</summary>
    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes)
    {
        TensorPrimitives.Min(values, 0, slopes);
        TensorPrimitives.Add(slopes, 1, slopes);
    }

    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals)
    {
        TensorPrimitives.Min(values, 0, totals);
        TensorPrimitives.LogP1(totals, totals);
        for (int i = 0; i < values.Length; i++)
            totals[i] = values[i] > 0 ? values[i] : totals[i];
    }
}
