namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>Rows that are taken back out of a factor.</summary>
public abstract class HouseholderQrRemoveTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Columns = 7;

    public static MatrixTheoryData<string, MatrixKind, int> KindsAndSides => new(
        Kernel.All.Select(kernel => kernel.Name),
        [
            MatrixKind.Random, MatrixKind.GradedColumns, MatrixKind.Tiny, MatrixKind.Huge, MatrixKind.FirstColumnZero,
            MatrixKind.IllConditioned, MatrixKind.Zeros,
        ],
        [0, 1, 3]);

    [Theory, MemberData(nameof(KindsAndSides))]
    public void What_is_left_is_the_factor_of_the_rows_that_are_left(string kernel, MatrixKind kind, int sides)
    {
        const int Rows = 90, Kept = 50;
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(kind, Rows, Columns + sides);
        Factor<T> factor = qr.Factor(rows, sides);

        RowRemoval removal = qr.Remove(factor, rows.Copy(rowRange: Kept..));

        Assert.Equal((Rows - Kept, Rows - Kept, RowRefusal.None), (removal.Removed, removal.Rows, removal.Refusal));
        Assert.True(removal.IsComplete);
        double ratio = Ratios.OfFactor(rows.Copy(rowRange: ..Kept), factor, rows);
        Figures.Report($"{kernel} {typeof(T).Name} {kind} {sides}, ratio", ratio);
        Assert.InRange(ratio, 0, Ratios.Threshold);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_margin_is_one_less_the_largest_leverage(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, Columns);
        Factor<T> factor = qr.Factor(rows);
        T[] leverages = new T[1];
        Matrix<T> row = rows.Copy(rowRange: 17..18);
        Assert.True(qr.Leverages(factor.View, row.View, leverages, new T[Columns]));

        RowRemoval removal = qr.Remove(factor, row);

        // p squares are summed in either order.
        double tolerance = Columns * Precision.Epsilon<T>();
        Assert.InRange(removal.Margin - (1 - double.CreateChecked(leverages[0])), -tolerance, tolerance);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_error_grows_with_one_over_the_margin_and_no_faster(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        double worst = 0;
        for (double weight = 1; 0.01 / (weight * weight) > double.CreateChecked(HouseholderQr<T>.SmallestMargin); weight *= 3)
        {
            Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 50, Columns + 1);
            for (int column = 0; column <= Columns; column++)
                rows[49, column] *= T.CreateChecked(weight);
            Factor<T> factor = qr.Factor(rows, 1), expected = qr.Factor(rows.Copy(rowRange: ..49), 1);

            RowRemoval removal = qr.Remove(factor, rows.Copy(rowRange: 49..));

            Assert.True(removal.IsComplete);
            double growth = factor.DistanceTo(expected) * removal.Margin / Precision.Epsilon<T>();
            worst = Math.Max(worst, growth);
        }

        // Rows as in Tolerances.SameFactor, but for a factor that is compared with its own past.
        Figures.Report($"{kernel} {typeof(T).Name}, error times margin in eps", worst);
        Assert.InRange(worst, 0, 4 * 50);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_window_that_slides_stays_near_a_fresh_factor(string kernel)
    {
        const int Window = 200, Steps = 2000, Sides = 2, Order = Columns + Sides;
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Window + Steps, Order);
        Factor<T> factor = qr.Factor(rows.Copy(rowRange: ..Window), Sides);
        double worst = 0;
        for (int step = 0; step < Steps; step++)
        {
            qr.Absorb(factor, rows.Copy(rowRange: (Window + step)..(Window + step + 1)));
            Assert.True(qr.Remove(factor, rows.Copy(rowRange: step..(step + 1))).IsComplete);
            if (step % 100 == 99)
                worst = Math.Max(worst, factor.DistanceTo(qr.Factor(Moved(step + 1), Sides)));
        }

        // What Remove documents: at most half of a rounding a step. Measured a fifth.
        Figures.Report($"{kernel} {typeof(T).Name}, distance in eps", worst / Precision.Epsilon<T>());
        Assert.InRange(worst, 0, 0.5 * Steps * Precision.Epsilon<T>());

        Matrix<T> Moved(int start) => rows.Copy(rowRange: start..(Window + start));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Appending_and_removing_changes_nothing_but_roundings(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Random random = new(5);
        for (int trial = 0; trial < 20; trial++)
        {
            int columns = random.Next(1, 20), sides = random.Next(4), count = random.Next(1, 30);
            Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 5 * (columns + sides) + count, columns + sides, trial);
            Matrix<T> first = rows.Copy(rowRange: ..^count), added = rows.Copy(rowRange: ^count..);
            Factor<T> factor = qr.Factor(first, sides), before = qr.Factor(first, sides);

            qr.Absorb(factor, added);
            Assert.True(qr.Remove(factor, added).IsComplete);

            Assert.InRange(factor.DistanceTo(before), 0, 2 * Tolerances.SameFactor<T>(rows.Rows));
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void An_exact_fit_stays_one(string kernel)
    {
        // Right-hand sides that are sums of columns, one beside one that is not, in every order.
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> random = Matrices.Make<T>(MatrixKind.Random, 60, Columns + 2);
        for (int noisy = 0; noisy < 4; noisy++)
        {
            int side = noisy;
            Matrix<T> rows = Matrices.Of<T>(60, Columns + 3, (i, j) =>
                j < Columns ? double.CreateChecked(random[i, j])
                : j == Columns + side ? double.CreateChecked(random[i, Columns])
                : double.CreateChecked(random[i, 0]) * (j + 1) - 2 * double.CreateChecked(random[i, 3]));
            Factor<T> factor = qr.Factor(rows, 3);

            RowRemoval removal = qr.Remove(factor, rows.Copy(rowRange: 20..));

            Assert.Equal(RowRefusal.None, removal.Refusal);
            Assert.InRange(Ratios.OfFactor(rows.Copy(rowRange: ..20), factor, rows), 0, Ratios.Threshold);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void An_exact_fit_by_nearly_equal_columns_stays_one(string kernel)
    {
        // b = (a_2 - a_1) 2^k is fitted by unknowns of 2^k, which round that much more than b does.
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        int k = typeof(T) == typeof(double) ? 24 : 9;
        for (int seed = 0; seed < 5; seed++)
        {
            Random random = new(seed);
            Matrix<T> parts = Matrices.Of<T>(60, 2, (_, _) => random.Next(-8, 9));
            Matrix<T> rows = Matrices.Of<T>(60, 3, (i, j) =>
            {
                double first = double.CreateChecked(parts[i, 0]), second = double.CreateChecked(parts[i, 1]);
                return j == 0 ? first : j == 1 ? first + Math.ScaleB(second, -k) : second;
            });

            Assert.Equal(RowRefusal.None, qr.Remove(qr.Factor(rows, 1), rows.Copy(rowRange: 20..)).Refusal);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_only_row_that_did_not_fit_takes_the_residual_with_it(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> random = Matrices.Make<T>(MatrixKind.Random, 60, Columns);
        Matrix<T> rows = Matrices.Of<T>(60, Columns + 2, (i, j) =>
            j < Columns ? double.CreateChecked(random[i, j]) : (i == 59 ? 5 : 0) + double.CreateChecked(random[i, j - 3]));
        Factor<T> factor = qr.Factor(rows, 2);
        double before = double.CreateChecked(factor.View.ResidualSumOfSquares(0));

        RowRemoval removal = qr.Remove(factor, rows.Copy(rowRange: 59..));

        // The sum of squares is exact to roundings of the sum before.
        Assert.Equal(RowRefusal.None, removal.Refusal);
        for (int side = 0; side < 2; side++)
            Assert.InRange(
                double.CreateChecked(factor.View.ResidualSumOfSquares(side)), 0, 60 * before * Precision.Epsilon<T>());
        Assert.InRange(Ratios.OfFactor(rows.Copy(rowRange: ..59), factor, rows), 0, Ratios.Threshold);
        Assert.InRange(Ratios.OfSolution(rows.Copy(rowRange: ..59), qr.Solve(factor)), 0, Ratios.Threshold);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Down_to_as_many_rows_as_unknowns_but_no_further(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 12, Columns + 1);
        Factor<T> factor = qr.Factor(rows, 1);

        RowRemoval removal = qr.Remove(factor, rows);

        Assert.Equal((12 - Columns, 12, RowRefusal.Unsafe), (removal.Removed, removal.Rows, removal.Refusal));
        Assert.False(removal.IsComplete);
        Assert.InRange(removal.Margin, -1e-3, double.CreateChecked(HouseholderQr<T>.SmallestMargin));
        Matrix<T> left = rows.Copy(rowRange: (12 - Columns)..);
        Assert.InRange(Ratios.OfFactor(left, factor, rows), 0, Ratios.Threshold);
    }
}

public sealed class HouseholderQrRemoveInDoubleTests : HouseholderQrRemoveTests<double>;

public sealed class HouseholderQrRemoveInFloatTests : HouseholderQrRemoveTests<float>;
