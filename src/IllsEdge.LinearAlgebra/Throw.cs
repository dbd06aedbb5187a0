using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IllsEdge.LinearAlgebra;

/// <summary>Every exception of this library, so that the code that calls stays free of message text.</summary>
internal static class Throw
{
    public static void IfMatrixDoesNotFit(int length, int rows, int columns, int stride)
    {
        if (rows < 0 || columns < 0 || stride < rows)
            throw new ArgumentException(
                $"A matrix of {rows} x {columns} with a stride of {stride} is impossible: rows and columns must be 0 or " +
                "more and the stride at least the number of rows.");

        long needed = columns == 0 ? 0 : ((long)columns - 1) * stride + rows;
        if (needed > length)
            throw new ArgumentException(
                $"A matrix of {rows} x {columns} with a stride of {stride} needs {needed} elements and got {length}.");
    }

    public static void IfRangeIsOutside(int start, int count, int rows)
    {
        if ((uint)start > (uint)rows || (uint)count > (uint)(rows - start))
            throw new ArgumentOutOfRangeException(
                nameof(count), $"Rows {start} to {(long)start + count - 1} were asked of a matrix that has {rows}.");
    }

    public static void IfSame<T>(TriangularFactor<T> factor, TriangularFactor<T> other)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (factor.Row(0).Overlaps(other.Row(0)))
            throw new ArgumentException("A factor cannot be merged with itself: copy it first.");
    }

    public static void IfBlockIsShorter(int blockRows, int rows)
    {
        if ((uint)rows > (uint)blockRows)
            throw new ArgumentException($"{rows} rows were asked of a block that has {blockRows}.");
    }

    public static void IfShapeIsImpossible(int columns, int rightHandSides)
    {
        if (columns < 1 || rightHandSides < 0 || (long)columns + rightHandSides > TriangularFactor<double>.MaximumOrder)
            throw new ArgumentException(
                $"A factor of {columns} columns and {rightHandSides} right-hand sides is impossible: it needs 1 column or " +
                $"more, 0 right-hand sides or more, and at most {TriangularFactor<double>.MaximumOrder} of both together.");
    }

    public static void IfShorter(int length, int needed, [ConstantExpected] string what)
    {
        if (length < needed)
            throw new ArgumentException($"The {what} needs {needed} elements and got {length}.");
    }

    public static void IfShapesDiffer(
        int rows, int columns, int wantedRows, int wantedColumns, [ConstantExpected] string what)
    {
        if (rows != wantedRows || columns != wantedColumns)
            throw new ArgumentException(
                $"The {what} must be {wantedRows} x {wantedColumns} and is {rows} x {columns}.");
    }

    public static void IfColumnsDiffer(int columns, int wanted)
    {
        if (columns != wanted)
            throw new ArgumentException(
                $"The rows must have {wanted} columns, right-hand sides included, and have {columns}.");
    }

    public static void IfNotAShare(double share)
    {
        if (!(share > 0 && share <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(share), $"The share that is kept must be above 0 and at most 1 and is {Number(share)}.");
    }

    public static void IfNotAVariance(double variance)
    {
        if (!(variance >= 0 && double.IsFinite(variance)))
            throw new ArgumentOutOfRangeException(
                nameof(variance), $"A variance must be 0 or more and finite and is {Number(variance)}.");
    }

    public static ArgumentException NotAWeight(int row, double weight) =>
        new($"The weight of row {row} must be 0 or more and finite and is {Number(weight)}. " +
            "A weight of 0 leaves a row out.");

    public static void IfNegative(int rows)
    {
        if (rows < 0)
            throw new ArgumentOutOfRangeException(nameof(rows), $"The number of rows must be 0 or more and is {rows}.");
    }

    public static void IfNotADegree(int degree)
    {
        if (degree < 1)
            throw new ArgumentOutOfRangeException(
                nameof(degree),
                $"The degree of parallelism must be 1 or more and is {degree}; " +
                $"this machine has {Environment.ProcessorCount} processors.");
    }

    public static ArgumentException UnknownKernel(string name) =>
        new($"There is no kernel '{name}' (environment variable {Kernel.Variable}). " +
            $"The kernels are {string.Join(", ", Kernel.All.Select(kernel => kernel.Name))}.");

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
