using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Streaming;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Streaming;

public class RecursiveLeastSquaresTests
{
    private const int Columns = 4;

    // Against elimination on normal equations of 60 rows: their condition, squared, times the rounding, with room.
    private const double Tolerance = 1e-10;

    private static readonly double[] Ridge = [0.3, 0.01, 2, 0.5];
    private static readonly double[] Anchor = [1, -2, 0, 3];

    [Theory]
    [InlineData(1)]
    [InlineData(0.98)]
    [InlineData(0.7)]
    public void After_every_row_the_unknowns_are_those_of_all_rows_at_once(double share)
    {
        double[][] table = HandMadeModels.Uniform(Columns + 2, 60);
        RecursiveLeastSquares fit = new(share, Ridge, new ReadOnlyMatrixView<double>(Anchor, Columns, 1));
        for (int count = 1; count <= 60; count++)
        {
            int row = count - 1;
            fit.Absorb(Row(table, row), [table[Columns][row]], Weight(table, row));
            double[] expected = AtOnce(table, count, share);
            for (int column = 0; column < Columns; column++)
                Assert.Equal(expected[column], fit.Coefficients[column, 0], Tolerance);
        }

        Assert.Equal(60, fit.Rows);
    }

    [Fact]
    public void Without_a_row_they_are_where_the_ridge_draws_them_and_there_they_fade_to()
    {
        RecursiveLeastSquares fit = new(0.9, Ridge, new ReadOnlyMatrixView<double>(Anchor, Columns, 1));
        Assert.Equal(Anchor, fit.Coefficients.Column(0).ToArray());
        fit.Absorb([1, 1, 1, 1], [100]);
        Assert.NotEqual(Anchor[0], fit.Coefficients[0, 0], 0.1);
        // Rows of nothing: the first one is forgotten, the ridge is not.
        for (int row = 0; row < 500; row++)
            fit.Absorb([0, 0, 0, 0], [0]);
        for (int column = 0; column < Columns; column++)
            Assert.Equal(Anchor[column], fit.Coefficients[column, 0], Tolerance);
    }

    [Fact]
    public void A_year_of_rows_in_one_direction_leaves_the_others_where_they_were()
    {
        // Without the ridge put back they would be divided by what has faded to nothing.
        RecursiveLeastSquares fit = new(0.9, Ridge, new ReadOnlyMatrixView<double>(Anchor, Columns, 1));
        RandomSource random = new(1);
        for (int row = 0; row < 100_000; row++)
            fit.Absorb([1, 0, 0, 0], [5 + 1e-3 * random.NextNormal()]);
        // 10 rows against a ridge of 0.3 drawn to 1: (50 + 0.3) / 10.3.
        Assert.Equal((50 + 0.3) / 10.3, fit.Coefficients[0, 0], 1e-2);
        for (int column = 1; column < Columns; column++)
            Assert.Equal(Anchor[column], fit.Coefficients[column, 0], 1e-9);
    }

    [Fact]
    public void Several_targets_are_as_many_fits()
    {
        double[][] table = HandMadeModels.Uniform(Columns + 2, 30);
        double[] anchors = [.. Anchor, .. Anchor];
        RecursiveLeastSquares both = new(0.95, Ridge, new ReadOnlyMatrixView<double>(anchors, Columns, 2));
        RecursiveLeastSquares second = new(0.95, Ridge, new ReadOnlyMatrixView<double>(Anchor, Columns, 1));
        for (int row = 0; row < 30; row++)
        {
            both.Absorb(Row(table, row), [table[Columns][row], table[Columns + 1][row]]);
            second.Absorb(Row(table, row), [table[Columns + 1][row]]);
        }

        for (int column = 0; column < Columns; column++)
            Assert.Equal(second.Coefficients[column, 0], both.Coefficients[column, 1], Tolerance);
    }

    [Fact]
    public void What_is_not_a_number_changes_nothing()
    {
        RecursiveLeastSquares fit = new(0.9, Ridge, new ReadOnlyMatrixView<double>(Anchor, Columns, 1));
        Assert.Throws<ArgumentException>(() => fit.Absorb([1, double.NaN, 0, 0], [1]));
        Assert.Throws<ArgumentException>(() => fit.Absorb([1, 0, 0, 0], [double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => fit.Absorb([1, 0, 0, 0], [1], -1));
        Assert.Throws<ArgumentException>(() => fit.Absorb([1, 0, 0], [1]));
        Assert.Equal(0, fit.Rows);
        Assert.Equal(Anchor, fit.Coefficients.Column(0).ToArray());
    }

    [Fact]
    public void A_row_of_weight_1e_minus_300_with_a_target_of_1e300_does_no_harm()
    {
        RecursiveLeastSquares fit = new(0.99, Ridge, new ReadOnlyMatrixView<double>(Anchor, Columns, 1));
        for (int row = 0; row < 20; row++)
            fit.Absorb([1, row % 2, row % 3, row % 5], [2]);
        double before = fit.Coefficients[0, 0];
        fit.Absorb([1, 0, 0, 0], [1e300], 1e-300);
        // As Huber weights it: weight times target is 1, one row's pull.
        Assert.Equal(before, fit.Coefficients[0, 0], 0.5);
        for (int row = 0; row < 20; row++)
            fit.Absorb([1, row % 2, row % 3, row % 5], [2]);
        Assert.Equal(before, fit.Coefficients[0, 0], 0.5);
    }

    [Fact]
    public void Absorbing_allocates_nothing()
    {
        RecursiveLeastSquares fit = new(0.99, Ridge, new ReadOnlyMatrixView<double>(Anchor, Columns, 1));
        double[] row = [1, 2, 3, 4], target = [5];
        Assert.Equal(0, Allocations.Of(() => fit.Absorb(row, target)));
    }

    private static double[] Row(double[][] table, int row) => [.. table[..Columns].Select(column => column[row])];

    private static double Weight(double[][] table, int row) => 1 + table[Columns + 1][row];

    private static double[] AtOnce(double[][] table, int count, double share)
    {
        double[,] system = new double[Columns, Columns + 1];
        for (int i = 0; i < Columns; i++)
        {
            system[i, i] = Ridge[i];
            system[i, Columns] = Ridge[i] * Anchor[i];
        }

        for (int row = 0; row < count; row++)
        {
            double counts = Math.Pow(share, count - 1 - row) * Weight(table, row);
            for (int i = 0; i < Columns; i++)
                for (int j = 0; j <= Columns; j++)
                    system[i, j] += counts * table[i][row] * table[j][row];
        }

        return Gauss.Solve(system);
    }
}
