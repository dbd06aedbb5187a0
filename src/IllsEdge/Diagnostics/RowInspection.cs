using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Diagnostics;

/// <summary>Rows of a table that somebody should look at.</summary>
/// <param name="OutOfSpecification">
/// Rows out of specification by the values of their inputs. Those in which something stands in for a missing value are not
/// counted for that alone; <see cref="Reliability"/> does.
/// </param>
/// <param name="Measured">Measured values of targets.</param>
/// <param name="Outside">How many of them lie outside their 90 % interval, or the margin that stands for it.</param>
/// <param name="HasIntervals">Whether the model has such intervals.</param>
/// <param name="Unfamiliar">
/// Rows out of specification and rows with more than <see cref="LargeLeverage"/> times the mean leverage, the former first, then
/// by leverage; at most <see cref="Listed"/>.
/// </param>
/// <param name="Odd">Targets outside their margin, the furthest first; at most <see cref="Listed"/>.</param>
public sealed record RowInspection(
    int OutOfSpecification,
    int Measured,
    int Outside,
    bool HasIntervals,
    IReadOnlyList<UnfamiliarRow> Unfamiliar,
    IReadOnlyList<OddTarget> Odd)
{
    /// <summary>As many as somebody looks up.</summary>
    public const int Listed = 10;

    /// <summary>
    /// Leverage over the mean from which a row has too much say (3 p / n; Velleman and Welsch, The American Statistician 35,
    /// 1981).
    /// </summary>
    public const double LargeLeverage = 3;

    /// <summary>
    /// Median absolute errors that make a margin where there is no interval: 1.645 deviations hold 90 % of Gaussian errors, and
    /// 0.6745 half of them.
    /// </summary>
    private const double MarginOverMedian = 1.645 / 0.6745;

    private const int ChunkRows = 256;

    /// <summary>Looks at every row. As long as predicting them with their spreads, p^2 flops a row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">As <see cref="Model.Derive"/> makes it.</param>
    /// <param name="rows">Rows to look at; in none of them may an input be missing.</param>
    /// <exception cref="DataFileException">A column is not there.</exception>
    public static RowInspection Of(Model model, DataTable table, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        double[] inputs = RowSample.Values(table, model.Inputs, rows);
        double[] predicted = new double[rows.Length * model.Targets.Count];
        double[] spreads = new double[predicted.Length];
        Predictor predictor = new(model, ChunkRows);
        RowSample.Predict(predictor, inputs, predicted, spreads);

        double[] leverages = Leverages(model, spreads, rows.Length);
        bool[] strange = [.. rows.Select((_, place) =>
            predictor.StatusOf(At(inputs, place, rows.Length), At(spreads, place, rows.Length)) == ValueStatus.OutOfSpecification)];
        ExpectedInputs expected = new(model);
        OddTarget[] judged =
        [
            .. model.Targets.SelectMany((_, target) => Judge(
                model, target, table, rows,
                predicted[(target * rows.Length)..((target + 1) * rows.Length)],
                spreads[(target * rows.Length)..((target + 1) * rows.Length)])),
        ];
        OddTarget[] outside = [.. judged.Where(odd => odd.Ratio > 1).OrderByDescending(odd => odd.Ratio)];
        return new(
            strange.Count(isStrange => isStrange),
            judged.Length,
            outside.Length,
            model.Targets.Select((_, target) => Quantile(model, target)).All(margin => margin is not null),
            [
                .. Enumerable.Range(0, rows.Length).Where(place => strange[place] || leverages[place] > LargeLeverage)
                    .OrderByDescending(place => strange[place]).ThenByDescending(place => leverages[place]).Take(Listed)
                    .Select(place => Describe(place, At(inputs, place, rows.Length))),
            ],
            [.. outside.Take(Listed)]);

        UnfamiliarRow Describe(int place, double[] values)
        {
            (int input, double? usual) = expected.MostUnusual(values);
            Variable variable = model.Inputs[input];
            return new(
                table.LineOf(rows[place]), strange[place], leverages[place], variable.Name, values[input], variable.Lowest,
                variable.Highest, usual);
        }
    }

    /// <summary>Leverages over their mean, from spreads sigma sqrt(1 + h); means over the targets.</summary>
    private static double[] Leverages(Model model, double[] spreads, int count)
    {
        double[] leverages = new double[count];
        for (int target = 0; target < model.Targets.Count; target++)
            if (model.Targets[target].Scaling.StandardDeviation is > 0 and var deviation)
                for (int row = 0; row < count; row++)
                    leverages[row] += Math.Pow(spreads[target * count + row] / deviation, 2) - 1;
        double mean = leverages.Average();
        return [.. leverages.Select(leverage => mean > 0 ? leverage / mean : 0)];
    }

    private static IEnumerable<OddTarget> Judge(
        Model model, int target, DataTable table, int[] rows, double[] predicted, double[] spreads)
    {
        int column = table.Find(model.Targets[target].Name);
        int[] present = [.. Enumerable.Range(0, rows.Length).Where(place => !table.IsMissing(rows[place], column))];
        double[] measured = [.. present.Select(place => table.Column(column)[rows[place]])];
        double margin = Quantile(model, target) ?? MarginOverMedian
            * present.Select((place, index) => Math.Abs(measured[index] - predicted[place]) / spreads[place])
                .Order().ElementAtOrDefault(present.Length / 2);
        return present.Select((place, index) => new OddTarget(
            table.LineOf(rows[place]), model.Targets[target].Name, measured[index], predicted[place], margin * spreads[place]));
    }

    private static double? Quantile(Model model, int target) => model.Calibration?.Quantile(target, Calibration.UsualLevel);

    /// <summary>One row of a matrix that is stored column by column.</summary>
    private static double[] At(double[] values, int row, int count) =>
        [.. Enumerable.Range(0, values.Length / count).Select(column => values[column * count + row])];
}
