namespace IllsEdge.LinearAlgebra.Tests.Kernels;

/// <summary>One reflector and one sweep, in guarded memory.</summary>
public abstract class ReflectorTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Columns = 3, Registers = 8;

    // A reflector is computed and applied with an error of a few n eps/2 (Higham, lemma 19.3), n = 1 + 8 lanes; the
    // largest measured over kernels and kinds is 0.24 n eps.
    private const double ToleranceInEpsilons = 2;

    [Theory, MemberData(nameof(Catalogue.KernelsAndKinds), MemberType = typeof(Catalogue))]
    public void A_reflected_column_keeps_its_length_and_its_product_with_the_reflector_s_column(
        string name, MatrixKind kind)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        int stride = Registers * kernel.Lanes;
        Matrix<T> before = Matrices.Make<T>(kind, 1 + stride, Columns);
        foreach (Guard guard in Enum.GetValues<Guard>())
        {
            using BoundedMemory<T> row = new(Columns, guard), block = new(Columns * stride, guard);
            for (int j = 0; j < Columns; j++)
            {
                row.Span[j] = before[0, j];
                before.View.Column(j)[1..].CopyTo(block.Span[(j * stride)..]);
            }

            kernel.Reflect(row.Span, block.Span);

            Matrix<T> after = Matrices.Of<T>(1 + stride, Columns, (i, j) => double.CreateChecked(
                i == 0 ? row.Span[j] : j == 0 ? T.Zero : block.Span[j * stride + i - 1]));
            for (int j = 0; j < Columns; j++)
            {
                AssertSame(before, after, 0, j);
                AssertSame(before, after, j, j);
            }
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Four_reflectors_at_once_do_what_they_do_one_after_the_other(string name)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        foreach (int registers in (int[])[1, 3, Registers])
            for (int order = 4; order <= 9; order++)
                foreach (Guard guard in Enum.GetValues<Guard>())
                {
                    int height = registers * kernel.Lanes;
                    Matrix<T> start = Matrices.Make<T>(MatrixKind.Random, height, order);
                    using BoundedMemory<T> triangle = new(order * order, guard), block = new(order * height, guard);
                    for (int j = 0; j < order; j++)
                        start.View.Column(j).CopyTo(block.Span[(j * height)..]);
                    Matrices.Make<T>(MatrixKind.Random, order * order, 1, seed: 2).View.Column(0).CopyTo(triangle.Span);
                    T[] singleTriangle = triangle.Span.ToArray(), singleBlock = block.Span.ToArray();

                    for (int j = 0; j < 4; j++)
                        kernel.Reflect(
                            singleTriangle.AsSpan(j * (order + 1), order - j), singleBlock.AsSpan(j * height));
                    kernel.ReflectFour(triangle.Span, block.Span);

                    AssertNear(singleTriangle, triangle.Span, height);
                    AssertNear(singleBlock, block.Span, height);
                }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_column_of_zeros_needs_no_reflector(string name)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        T[] row = [T.Pi], block = new T[Registers * kernel.Lanes];

        Assert.Equal(T.Zero, kernel.Reflect(row, block));
        Assert.Equal(T.Pi, row[0]);
    }

    // Elements are of size 1, columns of length about the root of n.
    private static void AssertNear(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, int stride)
    {
        double tolerance = ToleranceInEpsilons * (2 + stride) * Precision.Epsilon<T>();
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(actual[i]), tolerance);
    }

    private static void AssertSame(Matrix<T> before, Matrix<T> after, int i, int j)
    {
        int first = before.Exponent(i), second = before.Exponent(j);
        double[] left = before.Column(i, first), right = before.Column(j, second);
        double change = Precision.Dot(after.Column(i, first), after.Column(j, second)) - Precision.Dot(left, right);
        double size = Precision.Norm(left) * Precision.Norm(right) * before.Rows * Precision.Epsilon<T>();

        Assert.True(
            Math.Abs(change) <= ToleranceInEpsilons * size,
            $"Columns {i} and {j}: their product changed by {change / size} n eps.");
    }
}

public sealed class ReflectorOfDoublesTests : ReflectorTests<double>;

public sealed class ReflectorOfFloatsTests : ReflectorTests<float>;
