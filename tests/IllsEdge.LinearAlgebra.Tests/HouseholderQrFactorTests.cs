namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>The triangle R of any number of rows, judged by R'R = A'A.</summary>
public abstract class HouseholderQrFactorTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly int[] Sizes = [0, 1, 2, 3, 5, 10, 50, 121];

    [Theory, MemberData(nameof(Catalogue.KernelsAndKinds), MemberType = typeof(Catalogue))]
    public void Absorb_passes_LAPACK_s_test_ratio_for_every_shape_and_kind(string kernel, MatrixKind kind)
    {
        double worst = 0;
        foreach (int rows in Sizes)
            foreach (int columns in Sizes.Where(size => size > 0))
                worst = Math.Max(worst, RatioOf(kernel, kind, rows, columns));

        Figures.Report($"{kernel} {typeof(T).Name} {kind}, worst ratio", worst);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Absorb_passes_LAPACK_s_test_ratio_over_several_blocks(string kernel)
    {
        double worst = RatioOf(kernel, MatrixKind.Random, 130, 130);
        foreach (int size in Sizes.Where(size => size > 0))
            worst = Math.Max(worst, Math.Max(
                RatioOf(kernel, MatrixKind.Random, size, 130), RatioOf(kernel, MatrixKind.GradedRows, 130, size)));
        worst = Math.Max(worst, RatioOf(kernel, MatrixKind.GradedRows, 1000, 5));

        Figures.Report($"{kernel} {typeof(T).Name} several blocks, worst ratio", worst);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void No_rows_leave_the_factor_as_it_is(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = qr.Factor(Matrices.Make<T>(MatrixKind.Random, 20, 4), 1);
        T[] before = [.. factor.Values];

        qr.Absorb(factor, new Matrix<T>(0, 4));

        Assert.Equal(before, factor.Values);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Every_kernel_finds_the_same_factor(string kernel)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 150, 20);

        double distance = HouseholderQrCalls.Qr<T>(kernel).Factor(rows)
            .DistanceTo(HouseholderQrCalls.Qr<T>(Kernel.Scalar.Name).Factor(rows));

        Figures.Report($"{kernel} {typeof(T).Name}, distance in eps", distance / Precision.Epsilon<T>());
        Assert.InRange(distance, 0, Tolerances.SameFactor<T>(rows.Rows));
    }

    [Theory, MemberData(nameof(Catalogue.KernelsAndKinds), MemberType = typeof(Catalogue))]
    public void Columns_may_lie_apart(string kernel, MatrixKind kind)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> dense = Matrices.Make<T>(kind, 77, 6), padded = dense.Copy(newPadding: 5);

        Assert.Equal(qr.Factor(dense).Values, qr.Factor(padded).Values);
        Assert.True(padded.PaddingIsUntouched);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_block_s_columns_may_lie_apart(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> dense = Matrices.Make<T>(MatrixKind.Random, HouseholderQr<T>.BlockRows, 6), padded = dense.Copy(newPadding: 3);
        Factor<T> expected = new(6, 0), actual = new(6, 0);

        qr.AbsorbBlock(expected.View, dense.View, dense.Rows);
        qr.AbsorbBlock(actual.View, padded.View, padded.Rows);

        Assert.Equal(expected.Values, actual.Values);
        Assert.True(padded.PaddingIsUntouched);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Rows_of_a_block_below_those_that_count_do_not_matter(string kernel)
    {
        const int Order = 7;
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        foreach (int rows in (int[])[0, 1, 17, 64, 255])
        {
            Matrix<T> zeros = Matrices.Make<T>(MatrixKind.Random, HouseholderQr<T>.BlockRows, Order);
            for (int column = 0; column < Order; column++)
                zeros.View.Column(column)[rows..].Clear();
            Matrix<T> unread = zeros.Copy();
            for (int column = 0; column < Order; column++)
                unread.View.Column(column)[rows..].Fill(T.NaN);

            Factor<T> expected = qr.Factor(Matrices.Make<T>(MatrixKind.Random, 30, Order, seed: 2));
            Factor<T> actual = new(Order, 0);
            expected.View.CopyTo(actual.View);
            qr.AbsorbBlock(expected.View, zeros.View, zeros.Rows);
            qr.AbsorbBlock(actual.View, unread.View, rows);

            Assert.InRange(actual.DistanceTo(expected), 0, 100 * Precision.Epsilon<T>());
        }
    }

    private static double RatioOf(string kernel, MatrixKind kind, int rows, int columns)
    {
        Matrix<T> matrix = Matrices.Make<T>(kind, rows, columns);
        double ratio = Ratios.OfFactor(matrix, HouseholderQrCalls.Qr<T>(kernel).Factor(matrix));
        Assert.True(ratio < Ratios.Threshold, $"{rows} x {columns}: ratio {ratio}.");
        return ratio;
    }
}

public sealed class HouseholderQrFactorInDoubleTests : HouseholderQrFactorTests<double>;

public sealed class HouseholderQrFactorInFloatTests : HouseholderQrFactorTests<float>;
