namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>The solution of a least-squares problem of full rank.</summary>
public abstract class HouseholderQrSolveTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RightHandSides = 3;
    private static readonly int[] Sizes = [1, 2, 3, 5, 10, 50, 121];

    public static MatrixTheoryData<string, MatrixKind> FullRank => new(
        Kernel.All.Select(kernel => kernel.Name),
        [
            MatrixKind.Random, MatrixKind.GradedColumns, MatrixKind.GradedRows, MatrixKind.Tiny, MatrixKind.Huge,
            MatrixKind.UpperTriangular, MatrixKind.LowerTriangular, MatrixKind.WellConditioned, MatrixKind.IllConditioned,
            MatrixKind.WorstConditioned,
        ]);

    [Theory, MemberData(nameof(FullRank))]
    public void The_residual_is_orthogonal_to_every_column(string kernel, MatrixKind kind)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        double worst = 0, worstResidual = 0;
        foreach (int rowCount in Sizes)
            foreach (int columns in Sizes.Where(size => size <= rowCount))
            {
                Matrix<T> rows = Matrices.Make<T>(kind, rowCount, columns + RightHandSides);
                Factor<T> factor = qr.Factor(rows, RightHandSides);
                Matrix<T> solution = qr.Solve(factor);

                double ratio = Ratios.OfSolution(rows, solution);
                Assert.True(ratio < Ratios.Threshold, $"{rowCount} x {columns}: ratio {ratio}.");
                worst = Math.Max(worst, ratio);
                if (kind is MatrixKind.Tiny or MatrixKind.Huge)
                    continue; // The sum of squares itself leaves the range of T.

                ratio = Ratios.OfResidual(rows, factor, solution);
                Assert.True(ratio < Ratios.Threshold, $"{rowCount} x {columns}: ratio of the residual {ratio}.");
                worstResidual = Math.Max(worstResidual, ratio);
            }

        Figures.Report($"{kernel} {typeof(T).Name} {kind}, worst ratio", worst);
        Figures.Report($"{kernel} {typeof(T).Name} {kind}, worst ratio of the residual", worstResidual);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_consistent_system_gives_back_its_unknowns(string kernel)
    {
        // Ones with 4 on the diagonal, x = (1, 2, 3): integers, so that the right-hand side is exact.
        Matrix<T> rows = Matrices.Of<T>(5, 4, (i, j) => j < 3 ? (i == j ? 4 : 1) : i < 3 ? 6 + 3 * (i + 1) : 6);
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);

        Matrix<T> solution = qr.Solve(qr.Factor(rows, 1));

        // Condition below 3, times rows, times the largest unknown.
        double tolerance = 3 * 5 * 3 * Precision.Epsilon<T>();
        for (int i = 0; i < 3; i++)
            Assert.InRange(double.CreateChecked(solution[i, 0]), i + 1 - tolerance, i + 1 + tolerance);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_solution_may_lie_in_a_larger_matrix(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = qr.Factor(Matrices.Make<T>(MatrixKind.Random, 40, 8), 2);
        Matrix<T> padded = new(6, 2, padding: 3);

        Assert.True(qr.Solve(factor.View, padded.View));

        Assert.True(padded.PaddingIsUntouched);
        Assert.Equal(qr.Solve(factor).View.Column(1), padded.View.Column(1));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Without_right_hand_sides_there_is_nothing_to_solve(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = qr.Factor(Matrices.Make<T>(MatrixKind.Random, 9, 3));

        Assert.Equal(0, qr.Solve(factor).Columns);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_zero_on_the_diagonal_has_no_unique_solution(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 20, 5);
        rows.View.Column(2).Clear();
        Factor<T> zeroColumn = qr.Factor(rows, 1), noRows = new(4, 1);

        Assert.False(qr.Solve(zeroColumn.View, new Matrix<T>(4, 1).View));
        Assert.False(qr.Solve(noRows.View, new Matrix<T>(4, 1).View));
    }
}

public sealed class HouseholderQrSolveInDoubleTests : HouseholderQrSolveTests<double>;

public sealed class HouseholderQrSolveInFloatTests : HouseholderQrSolveTests<float>;
