using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <content>Which rows and values of a table are trained on.</content>
public static partial class ModelFitter
{
    /// <summary>Rows with all targets; a missing input in one of them is an error.</summary>
    private static int[] UsableRows(DataTable table, int[] inputs, int[] targets)
    {
        int[] usable =
        [
            .. Enumerable.Range(0, table.RowCount)
                .Where(row => !Array.Exists(targets, column => table.IsMissing(row, column))),
        ];
        foreach (int column in inputs.Where(column => table.MissingCount(column) > 0))
            foreach (int row in usable)
                if (table.IsMissing(row, column))
                    throw new DataFileException(
                        $"input \"{table.Names[column]}\" has no value here; it misses {table.MissingCount(column)} of " +
                        $"{table.RowCount}. Fill the cells, delete the rows, or leave the column out with --exclude.",
                        table.File,
                        table.LineOf(row));

        if (usable.Length < 2)
            throw TooFewRows(table, usable.Length, 2);
        return usable;
    }

    private static (int[] Training, int[] Validation) Split(DataTable table, int[] usable, FitRequest request)
    {
        if (request.Validation is not { } wanted)
            return (usable, []);
        if (usable.Length < 3)
            throw TooFewRows(table, usable.Length, 3);

        RowSplit split = wanted.Last
            ? RowSplit.Last(usable.Length, wanted.Fraction)
            : RowSplit.Random(usable.Length, wanted.Fraction, request.Seed);
        return ([.. split.Training.Select(row => usable[row])], [.. split.Validation.Select(row => usable[row])]);
    }

    private static DataFileException TooFewRows(DataTable table, int rows, int needed) => new(
        $"has {rows} row{(rows == 1 ? "" : "s")} with a value for every target; training needs at least {needed}.",
        table.File);

    private static Variable[] Describe(DataTable table, int[] columns, int[] rows, Crc32C fingerprint)
    {
        return [.. columns.Select(column =>
        {
            double[] values = Gather(table, column, rows);
            fingerprint.Add(MemoryMarshal.AsBytes<double>(values));
            double lowest = TensorPrimitives.Min<double>(values), highest = TensorPrimitives.Max<double>(values);
            if (!double.IsFinite(highest - lowest))
                throw new DataFileException(
                    $"column \"{table.Names[column]}\" reaches from {lowest:G3} to {highest:G3}, further than numbers can be " +
                    "subtracted. Correct its unit or its outliers.",
                    table.File);
            return new Variable(table.Names[column], Unit: null, Scaling.Of(values), lowest, highest);
        })];
    }

    private static void CheckVariation(DataTable table, Variable[] inputs, Variable[] targets)
    {
        if (Array.Find(targets, target => target.Scaling.StandardDeviation == 0) is { } constant)
            throw new DataFileException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"target \"{constant.Name}\" is {constant.Lowest} in every row that is trained on, so there is nothing to learn. Collect rows in which it varies."),
                table.File);
        if (Array.TrueForAll(inputs, input => input.Scaling.StandardDeviation == 0))
            throw new DataFileException(
                "no input varies in the rows that are trained on, so there is nothing to learn from. Choose other inputs.",
                table.File);
    }

    private static double[] Gather(DataTable table, int column, int[] rows)
    {
        ReadOnlySpan<double> values = table.Column(column);
        double[] gathered = new double[rows.Length];
        for (int row = 0; row < rows.Length; row++)
            gathered[row] = values[rows[row]];
        return gathered;
    }
}
