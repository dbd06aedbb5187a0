using IllsEdge.Data;

namespace IllsEdge.Training;

/// <content>Which rows of a table are trained on, and what it lacks.</content>
public static partial class ModelFitter
{
    /// <summary>What a table lacks, by column.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Names of the columns to look at.</param>
    /// <returns>The columns that miss values.</returns>
    public static IReadOnlyList<ColumnGaps> GapsOf(DataTable table, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        return
        [
            .. columns.Select(name => new ColumnGaps(name, table.MissingCount(table.Find(name))))
                .Where(column => column.Missing > 0),
        ];
    }

    private static (int[] Training, int[] Validation) Split(DataTable table, int[] usable, FitRequest request)
    {
        if (request.Validation is not { } wanted)
            return (usable, []);
        if (usable.Length < 3)
            throw Preparation.TooFewRows(table, usable.Length, 3);

        RowSplit split = wanted.Last
            ? RowSplit.Last(usable.Length, wanted.Fraction)
            : RowSplit.Random(usable.Length, wanted.Fraction, request.Seed);
        return ([.. split.Training.Select(row => usable[row])], [.. split.Validation.Select(row => usable[row])]);
    }
}
