using System.Numerics.Tensors;

namespace IllsEdge.Networks.Activations;

/// <summary>ReLU: f(z) = max(z, 0). All negative total inputs look the same from above, so it has no inverse.</summary>
internal sealed class Rectifier() : Activation("relu", 0, double.PositiveInfinity)
{
    public override bool IsInvertible => false;

    public override void Value(ReadOnlySpan<double> totals, Span<double> values) =>
        TensorPrimitives.Max(totals, 0, values);

    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes)
    {
        for (int i = 0; i < totals.Length; i++)
            slopes[i] = totals[i] > 0 ? 1 : 0;
    }

    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals) =>
        throw new NotSupportedException("ReLU has no inverse: every total input below 0 gives 0.");
}
