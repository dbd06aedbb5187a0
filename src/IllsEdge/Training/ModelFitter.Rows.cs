using IllsEdge.Data;
using IllsEdge.Prediction;

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

    /// <summary>The outliers of a report by line, in the units of the table.</summary>
    internal static IReadOnlyList<OutlyingTarget> OutliersOf(
        RobustReport? report, DataTable table, int[] training, IReadOnlyList<Variable> targets)
    {
        return [.. (report?.Outliers ?? []).Select(Describe)];

        OutlyingTarget Describe(Outlier outlier)
        {
            Variable target = targets[outlier.Output];
            double value = table.Column(table.Find(target.Name))[training[outlier.Row]];
            double distance = outlier.Residual * report!.Scales[outlier.Output] * target.Scaling.StandardDeviation;
            return new OutlyingTarget(
                table.LineOf(training[outlier.Row]), target.Name, value, value - distance, outlier.Residual, outlier.Weight);
        }
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
