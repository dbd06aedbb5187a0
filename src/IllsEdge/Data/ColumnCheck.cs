using System.Numerics.Tensors;

namespace IllsEdge.Data;

/// <summary>Finds columns that are constant or copies of others, or consist of one value and little else.</summary>
public static class ColumnCheck
{
    // 1 - |correlation| below which two columns are taken for copies; rounding of decimal text stays below it.
    private const double CopyTolerance = 1e-12;
    private const int ChunkLength = 256;

    // Share of a column's variance above which one value is too much; in heavy tails it stays below.
    private const double LoneShare = 0.9;

    // Of fewer rows one may well stand apart.
    private const int FewestForLone = 10;

    /// <summary>
    /// Examines columns in order; each is reported at most once, a copy against the earliest column that it repeats.
    /// Columns that miss different rows are not taken for copies.
    /// </summary>
    /// <remarks>
    /// Scaled columns u and v of n rows have |u - v|^2 = 2n(1 - correlation). The distance is summed in chunks and
    /// given up where it passes the limit, so that ordinary pairs cost a few hundred rows, whatever the number of
    /// columns, and only real copies are read to the end. Memory: two chunks.
    /// </remarks>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns to look at, from 0.</param>
    /// <returns>What was found, in the order of <paramref name="columns"/>.</returns>
    public static IReadOnlyList<ColumnFinding> Find(DataTable table, IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        var findings = new List<ColumnFinding>();
        var examined = new List<(int Column, Scaling Scaling)>();
        foreach (int column in columns)
        {
            string name = table.Names[column];
            if (table.MissingCount(column) == table.RowCount)
            {
                findings.Add(new(ColumnFindingKind.Empty, name, null, 0, 0));
                continue;
            }

            Scaling scaling = Measure(table, column);
            if (scaling.StandardDeviation == 0)
            {
                findings.Add(new(ColumnFindingKind.Constant, name, null, 0, scaling.Mean));
                continue;
            }

            if (FindOriginal(table, examined, column, scaling) is { } copy) findings.Add(copy);
            else examined.Add((column, scaling));
        }

        return findings;
    }

    /// <summary>Finds values that make up nearly all of a column's variance, such as a decimal point that was forgotten.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns to look at, from 0.</param>
    /// <returns>What was found, in the order of <paramref name="columns"/>.</returns>
    public static IReadOnlyList<ColumnFinding> FindLoneValues(DataTable table, IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        List<ColumnFinding> findings = [];
        foreach (int column in columns)
        {
            int present = table.RowCount - table.MissingCount(column);
            if (present < FewestForLone) continue;
            Scaling scaling = Measure(table, column);
            int furthest = Enumerable.Range(0, table.RowCount).Where(row => !table.IsMissing(row, column)).MaxBy(Distance);
            double share = Distance(furthest) * Distance(furthest) / present;
            if (share > LoneShare)
                findings.Add(new(ColumnFindingKind.LoneValue, table.Names[column], null, share, table.Column(column)[furthest])
                {
                    Line = table.LineOf(furthest),
                });

            double Distance(int row) => Math.Abs(scaling.Apply(table.Column(column)[row]));
        }

        return findings;
    }

    private static ColumnFinding? FindOriginal(
        DataTable table, List<(int Column, Scaling Scaling)> examined, int column, Scaling scaling)
    {
        foreach ((int earlier, Scaling other) in examined)
        {
            if (!table.MissesSameRows(earlier, column)) continue;
            int sign = CompareScaled(table, (earlier, other), (column, scaling));
            if (sign == 0) continue;
            bool identical = table.Column(earlier).SequenceEqual(table.Column(column));
            double factor = identical ? 1 : sign * scaling.StandardDeviation / other.StandardDeviation;
            double offset = identical ? 0 : scaling.Mean - factor * other.Mean;
            return new ColumnFinding(
                identical ? ColumnFindingKind.Identical : ColumnFindingKind.LinearCopy,
                table.Names[column], table.Names[earlier], factor, offset);
        }

        return null;
    }

    // 1 or -1 where the columns are copies with a factor of that sign, 0 where they are not.
    private static int CompareScaled(
        DataTable table, (int Column, Scaling Scaling) first, (int Column, Scaling Scaling) second)
    {
        Span<double> u = stackalloc double[ChunkLength];
        Span<double> v = stackalloc double[ChunkLength];
        double limit = 2 * CopyTolerance * table.RowCount;
        (double same, double opposite) = (0, 0);
        for (int start = 0; start < table.RowCount; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, table.RowCount - start);
            first.Scaling.Apply(table.Column(first.Column).Slice(start, length), u);
            second.Scaling.Apply(table.Column(second.Column).Slice(start, length), v);
            ClearMissing(table, first.Column, start, u[..length]);
            ClearMissing(table, first.Column, start, v[..length]);
            double distance = TensorPrimitives.Distance<double>(u[..length], v[..length]);
            same += distance * distance;
            TensorPrimitives.Negate<double>(v[..length], v);
            distance = TensorPrimitives.Distance<double>(u[..length], v[..length]);
            opposite += distance * distance;
            if (same > limit && opposite > limit) return 0;
        }

        return same <= limit ? 1 : -1;
    }

    private static void ClearMissing(DataTable table, int column, int start, Span<double> scaled)
    {
        if (table.MissingCount(column) == 0) return;
        for (int i = 0; i < scaled.Length; i++)
            if (table.IsMissing(start + i, column)) scaled[i] = 0;
    }

    private static Scaling Measure(DataTable table, int column)
    {
        if (table.MissingCount(column) == 0) return Scaling.Of(table.Column(column));
        var present = new List<double>(table.RowCount - table.MissingCount(column));
        for (int i = 0; i < table.RowCount; i++)
            if (!table.IsMissing(i, column)) present.Add(table.Column(column)[i]);
        return Scaling.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(present));
    }
}
