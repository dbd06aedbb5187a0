namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>What is asked of our QR for one shape; null where nothing is.</summary>
/// <param name="Fraction">Of the core's multiply-add peak.</param>
/// <param name="Lapack">Times the speed of the better of dgels and dgeqrf with its solution.</param>
/// <param name="Dgels">Times the speed of dgels.</param>
/// <param name="MathNet">Times the speed of MathNet's managed QR.</param>
internal sealed record QrTarget(double? Fraction, double? Lapack, double? Dgels, double? MathNet)
{
    /// <summary>The target for a kernel of so many bits. The narrow ones are measured, and that is all.</summary>
    public static QrTarget For(int bits, QrShape shape) => (bits, shape.Columns) switch
    {
        (512, 500) => new(null, null, 1, 20),
        (512, 11) => new(null, 1, 5, 20),
        (512, 21) => new(0.30, 1, null, 20),
        (512, 50) => new(0.40, 1, null, 20),
        (512, _) => new(0.50, 1, null, 20),
        (256, 121) => new(0.60, 1, null, null),
        (256, 21) => new(0.40, 1, null, null),
        (256, not 500) => new(null, 1, null, null),
        _ => new(null, null, null, null),
    };

    /// <summary>
    /// Whether a measurement reaches this; null where nothing is asked or something asked was not measured.
    /// </summary>
    public bool? IsMetBy(QrTarget measured)
    {
        (double? Asked, double? Reached)[] pairs =
        [
            (Fraction, measured.Fraction),
            (Lapack, measured.Lapack),
            (Dgels, measured.Dgels),
            (MathNet, measured.MathNet),
        ];
        pairs = [.. pairs.Where(pair => pair.Asked is not null)];
        return pairs.Length == 0 || pairs.Any(pair => pair.Reached is null)
            ? null
            : pairs.All(pair => pair.Reached >= pair.Asked);
    }
}
