namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>Kinds of matrices after LAPACK's generator dlatms: what goes wrong differs from kind to kind.</summary>
public enum MatrixKind
{
    /// <summary>Uniform in -1..1.</summary>
    Random,

    /// <summary>Every second column repeats the one before it.</summary>
    RepeatedColumns,

    /// <summary>Columns in units from 1e-10 to 1e10.</summary>
    GradedColumns,

    /// <summary>Rows weighted from 1e-10 to 1e10.</summary>
    GradedRows,

    /// <summary>Squares underflow.</summary>
    Tiny,

    /// <summary>Squares overflow.</summary>
    Huge,

    /// <summary>Nothing but zeros.</summary>
    Zeros,

    /// <summary>Zero beside the diagonal.</summary>
    Diagonal,

    /// <summary>Zero below the diagonal.</summary>
    UpperTriangular,

    /// <summary>Zero above the diagonal.</summary>
    LowerTriangular,

    /// <summary>The first column is zero.</summary>
    FirstColumnZero,

    /// <summary>The last column is zero.</summary>
    LastColumnZero,

    /// <summary>The second half of the columns is zero.</summary>
    HalfZero,

    /// <summary>Condition 2.</summary>
    WellConditioned,

    /// <summary>Condition sqrt(0.1 / eps).</summary>
    IllConditioned,

    /// <summary>Condition 0.1 / eps.</summary>
    WorstConditioned,
}

/// <summary>Makes matrices.</summary>
internal static class Matrices
{
    public static Matrix<T> Make<T>(MatrixKind kind, int rows, int columns, int seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        bool isDouble = typeof(T) == typeof(double);
        double worst = 0.1 / Precision.Epsilon<T>();
        if (kind is MatrixKind.WellConditioned or MatrixKind.IllConditioned or MatrixKind.WorstConditioned)
            return OfCondition<T>(
                kind == MatrixKind.WellConditioned ? 2 : kind == MatrixKind.IllConditioned ? Math.Sqrt(worst) : worst,
                rows,
                columns,
                random);

        Matrix<T> matrix = new(rows, columns);
        for (int column = 0; column < columns; column++)
            for (int row = 0; row < rows; row++)
            {
                double value = 2 * random.NextDouble() - 1;
                double scale = kind switch
                {
                    MatrixKind.GradedColumns => Grade(column, columns),
                    MatrixKind.GradedRows => Grade(row, rows),
                    MatrixKind.Tiny => isDouble ? 1e-300 : 1e-35,
                    MatrixKind.Huge => isDouble ? 1e300 : 1e35,
                    MatrixKind.Zeros => 0,
                    MatrixKind.Diagonal => row == column ? 1 : 0,
                    MatrixKind.UpperTriangular => row <= column ? 1 : 0,
                    MatrixKind.LowerTriangular => row >= column ? 1 : 0,
                    MatrixKind.FirstColumnZero => column == 0 ? 0 : 1,
                    MatrixKind.LastColumnZero => column == columns - 1 ? 0 : 1,
                    MatrixKind.HalfZero => column < columns / 2 ? 1 : 0,
                    _ => 1,
                };
                matrix[row, column] = kind == MatrixKind.RepeatedColumns && column % 2 == 1
                    ? matrix[row, column - 1]
                    : T.CreateChecked(value * scale);
            }

        return matrix;
    }

    public static Matrix<T> Of<T>(int rows, int columns, Func<int, int, double> element)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> matrix = new(rows, columns);
        for (int column = 0; column < columns; column++)
            for (int row = 0; row < rows; row++)
                matrix[row, column] = T.CreateChecked(element(row, column));
        return matrix;
    }

    /// <summary>
    /// Singular values from 1 down to 1 / condition in equal ratios, turned by three random reflections on either side, as
    /// LAPACK's dlatms makes them.
    /// </summary>
    private static Matrix<T> OfCondition<T>(double condition, int rows, int columns, Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = Math.Min(rows, columns);
        double[,] values = new double[rows, columns];
        for (int k = 0; k < count; k++)
            values[k, k] = Math.Pow(condition, -(double)k / Math.Max(1, count - 1));
        for (int turn = 0; turn < 3 && count > 0; turn++)
        {
            double[] left = Direction(rows, random), right = Direction(columns, random);
            for (int column = 0; column < columns; column++)
            {
                double dot = 0;
                for (int row = 0; row < rows; row++)
                    dot += left[row] * values[row, column];
                for (int row = 0; row < rows; row++)
                    values[row, column] -= 2 * dot * left[row];
            }

            for (int row = 0; row < rows; row++)
            {
                double dot = 0;
                for (int column = 0; column < columns; column++)
                    dot += right[column] * values[row, column];
                for (int column = 0; column < columns; column++)
                    values[row, column] -= 2 * dot * right[column];
            }
        }

        return Of<T>(rows, columns, (row, column) => values[row, column]);
    }

    private static double[] Direction(int length, Random random)
    {
        double[] direction = [.. Enumerable.Range(0, length).Select(_ => 2 * random.NextDouble() - 1)];
        double norm = Precision.Norm(direction);
        return [.. direction.Select(element => element / norm)];
    }

    private static double Grade(int index, int count) => Math.Pow(10, -10 + 20.0 * index / Math.Max(1, count - 1));
}
