using IllsEdge.Networks;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>min ||A x - b|| over x, with A of <paramref name="rows"/> x <paramref name="columns"/>.</summary>
/// <param name="rows">N, at least <paramref name="columns"/>.</param>
/// <param name="columns">p.</param>
/// <param name="values">[A b], column by column without gaps.</param>
internal sealed class LeastSquaresProblem(int rows, int columns, double[] values)
{
    /// <summary>N.</summary>
    public int Rows => rows;

    /// <summary>p.</summary>
    public int Columns => columns;

    /// <summary>[A b] to work on: LAPACK overwrites its input.</summary>
    public double[] Matrix { get; } = [.. values];

    /// <summary>A alone, as it is given.</summary>
    public ReadOnlySpan<double> Coefficients => values.AsSpan(0, rows * columns);

    /// <summary>b alone, as it is given.</summary>
    public ReadOnlySpan<double> RightHandSide => values.AsSpan(rows * columns);

    /// <summary>Elements uniform in -1..1.</summary>
    public static LeastSquaresProblem Random(QrShape shape)
    {
        RandomSource random = new(1);
        double[] values = new double[shape.Rows * (shape.Columns + 1)];
        foreach (ref double element in values.AsSpan())
            element = random.NextUniform(-1, 1);
        return new(shape.Rows, shape.Columns, values);
    }

    /// <summary>Makes <see cref="Matrix"/> what it was, and as warm in the caches for each contender.</summary>
    public void Restore() => values.CopyTo(Matrix);
}
