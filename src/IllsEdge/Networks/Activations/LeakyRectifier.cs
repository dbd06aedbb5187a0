namespace IllsEdge.Networks.Activations;

/// <summary>f(z) = z for z above 0, otherwise z / 100: a rectifier that can be inverted.</summary>
internal sealed class LeakyRectifier() : Activation("leaky-relu", double.NegativeInfinity, double.PositiveInfinity)
{
    private const double Leak = 0.01;

    public override void Value(ReadOnlySpan<double> totals, Span<double> values)
    {
        for (int i = 0; i < totals.Length; i++)
            values[i] = totals[i] > 0 ? totals[i] : Leak * totals[i];
    }

    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes)
    {
        for (int i = 0; i < totals.Length; i++)
            slopes[i] = totals[i] > 0 ? 1 : Leak;
    }

    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals)
    {
        for (int i = 0; i < values.Length; i++)
            totals[i] = values[i] > 0 ? values[i] : values[i] / Leak;
    }
}
