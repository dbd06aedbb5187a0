using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Diagnostics;

/// <summary>How the predictions depend on one input while the others stay as they are in the rows.</summary>
/// <param name="Input">Name of the input; of several inputs from one column it is this one alone.</param>
/// <param name="Values">
/// Ascending values that the input was set to, in its unit: evenly spaced from its 2.5 % to its 97.5 % quantile in the rows,
/// or its own values where these are few.
/// </param>
/// <param name="Targets">A curve a target.</param>
public sealed record PartialDependence(string Input, IReadOnlyList<double> Values, IReadOnlyList<DependenceCurve> Targets)
{
    /// <summary>Rows at most, spread evenly: as many curves make their quantiles smooth.</summary>
    public const int LargestSample = 300;

    /// <summary>As many as somebody looks at.</summary>
    private const int MostColumns = 6;

    /// <summary>Values that make a smooth curve.</summary>
    private const int UsualPoints = 25;

    /// <summary>Share of the rows beyond either end of the grid, where there are too few of them to believe a curve.</summary>
    private const double Tail = 0.025;

    /// <summary>Share of the rows' curves below and above the band.</summary>
    private const double OutsideBand = 0.1;

    private const int ChunkRows = 256;

    /// <summary>
    /// Sets an input to value after value in every row and averages the predictions (Friedman, Annals of Statistics 29, 2001,
    /// section 8.2). The band holds the rows' own curves, each shifted to the same mean (Goldstein, Kapelner, Bleich and Pitkin,
    /// JCGS 24, 2015): it has no width where the input acts alike in every row, and shows by its width how much its effect
    /// depends on the others.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="derived">As <see cref="Model.Derive"/> makes it.</param>
    /// <param name="rows">At least one row; in none of them may an input be missing.</param>
    /// <param name="input">The input, from 0.</param>
    /// <param name="points">Values to set, 2 or more.</param>
    /// <exception cref="ArgumentException">There is no row, no such input, or fewer than 2 points.</exception>
    /// <exception cref="DataFileException">A column is not there.</exception>
    public static PartialDependence Of(Model model, DataTable derived, int[] rows, int input, int points)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(derived);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Length, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)input, (uint)model.Inputs.Count, nameof(input));
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        double[] values = Grid(RowSample.Values(derived, [model.Inputs[input]], rows), points);
        int[] sample = RowSample.Evenly(rows, LargestSample);
        double[] inputs = RowSample.Values(derived, model.Inputs, sample);
        Predictor predictor = new(model, ChunkRows);
        double[][] predicted = new double[values.Length][];
        for (int point = 0; point < values.Length; point++)
        {
            predicted[point] = new double[sample.Length * model.Targets.Count];
            inputs.AsSpan(input * sample.Length, sample.Length).Fill(values[point]);
            RowSample.Predict(predictor, inputs, predicted[point]);
        }

        return new(
            model.Inputs[input].Name,
            values,
            [
                .. model.Targets.Select((target, index) => Summarise(
                    target.Name,
                    [.. predicted.Select(point => point[(index * sample.Length)..((index + 1) * sample.Length)])])),
            ]);
    }

    private static double[] Grid(double[] values, int points)
    {
        Array.Sort(values);
        double[] distinct = [.. values.Distinct().Take(points + 1)];
        if (distinct.Length <= points)
            return distinct;
        (double low, double high) = (Quantile(values, Tail), Quantile(values, 1 - Tail));
        if (low == high)
            (low, high) = (values[0], values[^1]);
        return [.. Enumerable.Range(0, points).Select(point => low + (high - low) * point / (points - 1))];
    }

    /// <summary>From predictions, points x rows.</summary>
    private static DependenceCurve Summarise(string target, double[][] predicted)
    {
        double[] means = [.. predicted.Select(point => point.Average())];
        double mean = means.Average();
        double[] shifts =
            [.. Enumerable.Range(0, predicted[0].Length).Select(row => mean - predicted.Average(point => point[row]))];
        foreach (double[] point in predicted)
        {
            for (int row = 0; row < point.Length; row++)
                point[row] += shifts[row];
            Array.Sort(point);
        }

        return new(
            target,
            means,
            [.. predicted.Select(point => Quantile(point, OutsideBand))],
            [.. predicted.Select(point => Quantile(point, 1 - OutsideBand))]);
    }

    /// <summary>The dependence on the latest values of the columns that matter most.</summary>
    /// <param name="model">The model.</param>
    /// <param name="derived">As <see cref="Model.Derive"/> makes it.</param>
    /// <param name="rows">At least one row; in none of them may an input be missing.</param>
    /// <param name="importance">Of the columns, the most important first.</param>
    public static IReadOnlyList<PartialDependence> OfMostImportant(
        Model model, DataTable derived, int[] rows, IEnumerable<InputImportance> importance)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. importance.Take(MostColumns).Select(column => Of(model, derived, rows, Latest(column.Name), UsualPoints))];

        int Latest(string column) => Enumerable.Range(0, model.Inputs.Count)
            .Where(input => model.Inputs[input].Tap.Column == column && !model.Inputs[input].Tap.IsIndicator)
            .MinBy(input => model.Inputs[input].Tap.Lag);
    }

    private static double Quantile(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}

/// <summary>Partial dependence of one target, in its unit; a value for each of the input's.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Mean">Mean prediction.</param>
/// <param name="Low">Below this lie 10 % of the rows' curves, each shifted to the mean's mean.</param>
/// <param name="High">Above this lie 10 % of them.</param>
public sealed record DependenceCurve(
    string Target, IReadOnlyList<double> Mean, IReadOnlyList<double> Low, IReadOnlyList<double> High);
