namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>Rows N and columns p of a least-squares problem; there is one right-hand side.</summary>
public sealed record QrShape(int Rows, int Columns)
{
    /// <summary>What training meets, from a few rows to the widest network, and one that is hardly tall.</summary>
    public static IReadOnlyList<QrShape> All { get; } =
    [
        new(64, 11), new(200, 11), new(1000, 50), new(2000, 21), new(10_000, 21), new(100_000, 21),
        new(2000, 121), new(10_000, 121), new(100_000, 121), new(10_000, 301), new(512, 500),
    ];

    /// <summary>
    /// 2 N p^2 - 2/3 p^3, whoever solves it (Golub and Van Loan, Matrix Computations, 4th edition, 5.2.2).
    /// </summary>
    public double Flops => 2.0 * Rows * Columns * Columns - 2.0 / 3 * Columns * Columns * Columns;

    /// <summary>N x p.</summary>
    public override string ToString() => $"{Rows}x{Columns}";
}
