namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>Rows that a callback writes.</summary>
public abstract class HouseholderQrFillTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Columns = 6, RightHandSides = 1, Order = Columns + RightHandSides;

    private const int Height = HouseholderQr<T>.BlockRows;

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Filling_equals_absorbing_the_same_rows(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        foreach (int count in new[] { 0, 1, Height - 1, Height, Height + 1, 3 * Height + 5 })
        {
            Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, count, Order);
            Factor<T> factor = new(Columns, RightHandSides);
            T[] workspace = qr.Workspace(factor);
            workspace.AsSpan().Fill(T.NaN);
            int expected = 0;

            qr.Absorb(
                factor.View,
                count,
                (firstRow, block) =>
                {
                    Assert.Equal(expected, firstRow);
                    Assert.Equal(Math.Min(Height, count - firstRow), block.Rows);
                    Assert.Equal(Order, block.Columns);
                    expected += block.Rows;
                    for (int column = 0; column < Order; column++)
                        rows.View.RowRange(firstRow, block.Rows).Column(column).CopyTo(block.Column(column));
                },
                workspace);

            Assert.Equal(count, expected);
            Assert.Equal(qr.Factor(rows, RightHandSides).Values, factor.Values);
        }
    }

    [Fact]
    public void An_exception_of_the_filler_comes_out() => Assert.Throws<TimeoutException>(() =>
        HouseholderQrCalls.Qr<T>("scalar").Absorb(
            new Factor<T>(2, 0).View, 5, (_, _) => throw new TimeoutException(), new T[3 * Height]));

    [Fact]
    public void A_filler_and_a_number_of_rows_are_needed()
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>("scalar");
        Factor<T> factor = new(2, 0);

        Assert.Throws<ArgumentNullException>(() => qr.Absorb(factor.View, 1, null!, new T[3 * Height]));
        Assert.StartsWith(
            "The number of rows must be 0 or more and is -1.",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => qr.Absorb(factor.View, -1, (_, _) => { }, new T[3 * Height])).Message,
            StringComparison.Ordinal);
    }
}

public sealed class HouseholderQrFillInDoubleTests : HouseholderQrFillTests<double>;

public sealed class HouseholderQrFillInFloatTests : HouseholderQrFillTests<float>;
