namespace IllsEdge.Networks.Activations;

/// <summary>f(z) = z: a linear layer.</summary>
internal sealed class Identity() : Activation("identity", double.NegativeInfinity, double.PositiveInfinity)
{
    public override void Value(ReadOnlySpan<double> totals, Span<double> values) => totals.CopyTo(values);

    public override void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes) =>
        slopes.Fill(1);

    public override void Inverse(ReadOnlySpan<double> values, Span<double> totals) => values.CopyTo(totals);
}
