namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>
/// Test ratios after LAPACK (dqrt01, dqrt17): an error over the error that a backward stable algorithm may make. Taken
/// column by column (Higham, Accuracy and Stability, 2nd edition, theorems 19.4 and 20.3), which is stricter than
/// LAPACK's norms, with errors computed in twice double's precision. Columns are scaled by powers of two, so nothing
/// overflows. The worst ratio measured over kernels, kinds and shapes is 1.
/// </summary>
internal static class Ratios
{
    /// <summary>LAPACK's threshold (testing/dtest.in).</summary>
    public const double Threshold = 30;

    /// <summary>
    /// Largest |(R'R - A'A)_ij| / (||a_i|| ||a_j|| max(m, n) eps). Where rows have been removed, the lengths and m are those
    /// of <paramref name="before"/>, the rows that there once were.
    /// </summary>
    public static double OfFactor<T>(Matrix<T> a, Factor<T> factor, Matrix<T>? before = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        before ??= a;
        int rows = a.Rows, order = a.Columns;
        double[][] stacked = new double[order][], signed = new double[order][];
        double[] norms = new double[order];
        for (int j = 0; j < order; j++)
        {
            int column = j, exponent = before.Exponent(j);
            double[] scaled = a.Column(j, exponent);
            double[] triangle =
                [.. Enumerable.Range(0, order).Select(row => Math.ScaleB(factor[row, column], -exponent))];
            norms[j] = Precision.Norm(before.Column(j, exponent));
            stacked[j] = [.. scaled.Select(value => -value), .. triangle];
            signed[j] = [.. scaled, .. triangle];
        }

        double worst = 0;
        for (int i = 0; i < order; i++)
            for (int j = i; j < order; j++)
            {
                double error = Math.Abs(Precision.Dot(stacked[i].AsSpan(0, rows + i + 1), signed[j]));
                worst = Math.Max(worst, Of<T>(error, norms[i] * norms[j], Math.Max(Math.Max(before.Rows, rows), order)));
            }

        return worst;
    }

    /// <summary>
    /// Largest |a_j'(b - A x)| / (||a_j|| (sum_k ||a_k|| |x_k| + ||b||) max(m, n) eps) over columns and right-hand
    /// sides of <paramref name="rows"/> = [A B].
    /// </summary>
    public static double OfSolution<T>(Matrix<T> rows, Matrix<T> solution)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = solution.Rows;
        double worst = 0;
        for (int side = 0; side < solution.Columns; side++)
        {
            double[] residual = Residual(rows, solution, side, out double reach);
            for (int j = 0; j < columns; j++)
            {
                double[] column = rows.Column(j, rows.Exponent(j));
                double error = Math.Abs(Precision.Dot(column, residual));
                worst = Math.Max(worst, Of<T>(error, Precision.Norm(column) * reach, Math.Max(rows.Rows, columns)));
            }
        }

        return worst;
    }

    /// <summary>
    /// | sqrt(ResidualSumOfSquares) - ||b - A x|| | / ((sum_k ||a_k|| |x_k| + ||b||) max(m, n) eps), the largest of all
    /// right-hand sides.
    /// </summary>
    public static double OfResidual<T>(Matrix<T> rows, Factor<T> factor, Matrix<T> solution)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double worst = 0;
        for (int side = 0; side < solution.Columns; side++)
        {
            double direct = Precision.Norm(Residual(rows, solution, side, out double reach));
            double sum = double.CreateChecked(factor.View.ResidualSumOfSquares(side));
            double claimed = Math.ScaleB(Math.Sqrt(sum), -rows.Exponent(factor.Columns + side));
            worst = Math.Max(worst, Of<T>(Math.Abs(claimed - direct), reach, Math.Max(rows.Rows, rows.Columns)));
        }

        return worst;
    }

    /// <summary>b - A x, and sum_k ||a_k|| |x_k| + ||b||; both divided by 2^(exponent of b).</summary>
    public static double[] Residual<T>(Matrix<T> rows, Matrix<T> solution, int side, out double reach)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = solution.Rows, exponent = rows.Exponent(columns + side);
        double[] unknowns = new double[columns + 1];
        double[][] scaled = new double[columns + 1][];
        scaled[columns] = rows.Column(columns + side, exponent);
        unknowns[columns] = -1;
        reach = Precision.Norm(scaled[columns]);
        for (int j = 0; j < columns; j++)
        {
            scaled[j] = rows.Column(j, rows.Exponent(j));
            unknowns[j] = Math.ScaleB(double.CreateChecked(solution[j, side]), rows.Exponent(j) - exponent);
            reach += Precision.Norm(scaled[j]) * Math.Abs(unknowns[j]);
        }

        return [.. Enumerable.Range(0, rows.Rows)
            .Select(row => -Precision.Dot(scaled.Select(column => column[row]).ToArray(), unknowns))];
    }

    private static double Of<T>(double error, double size, int dimension)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        error == 0 ? 0 : error / (size * dimension * Precision.Epsilon<T>());
}
