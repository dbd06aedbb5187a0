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
}

/// <summary>Makes matrices.</summary>
internal static class Matrices
{
    public static Matrix<T> Make<T>(MatrixKind kind, int rows, int columns, int seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        bool isDouble = typeof(T) == typeof(double);
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

    private static double Grade(int index, int count) => Math.Pow(10, -10 + 20.0 * index / Math.Max(1, count - 1));
}
