using IllsEdge.Prediction;

namespace IllsEdge.Diagnostics;

/// <summary>What the other inputs of a row let expect of one, and which one fits the others least.</summary>
/// <remarks>
/// With P the inverse correlation matrix of the training rows and z a standardised row, the regression of z_j on the others
/// predicts z_j - (P z)_j / P_jj, with the variance 1 / P_jj.
/// </remarks>
internal sealed class ExpectedInputs
{
    private readonly Model _model;
    private readonly int[] _varying = [];
    private readonly double[,]? _inverse;

    public ExpectedInputs(Model model)
    {
        _model = model;
        if (model.Novelty is not { } novelty)
            return;
        CorrelationFactor factor = new(model.Inputs.Count);
        factor.Absorb(novelty.Factor);
        _varying =
        [
            .. Enumerable.Range(0, model.Inputs.Count)
                .Where(input => model.Inputs[input].Scaling.StandardDeviation > 0 && factor.Varies(input)),
        ];
        if (_varying.Length > 0)
            _inverse = factor.Inverse(_varying);
    }

    /// <summary>The most unusual input of a row.</summary>
    /// <param name="row">One value an input.</param>
    /// <returns>The input, and what was to be expected of it; null where nothing is known.</returns>
    public (int Input, double? Expected) MostUnusual(double[] row)
    {
        double[] scaled = [.. _varying.Select(input => _model.Inputs[input].Scaling.Apply(row[input]))];
        double[] products = [.. _varying.Select((_, j) => scaled.Select((value, k) => _inverse![j, k] * value).Sum())];
        int furthest = Enumerable.Range(0, row.Length).MaxBy(input => Beyond(input, row[input]));
        if (Beyond(furthest, row[furthest]) <= 0 && _inverse is not null)
            furthest = _varying[Enumerable.Range(0, _varying.Length)
                .MaxBy(place => Math.Abs(products[place]) / Math.Sqrt(_inverse[place, place]))];
        int at = Array.IndexOf(_varying, furthest);
        return (furthest, at < 0
            ? null
            : _model.Inputs[furthest].Scaling.Restore(scaled[at] - products[at] / _inverse![at, at]));
    }

    /// <summary>How far a value lies outside the range of the training rows, in deviations; 0 or less inside.</summary>
    private double Beyond(int input, double value)
    {
        Variable variable = _model.Inputs[input];
        double beyond = Math.Max(variable.Lowest - value, value - variable.Highest);
        double unit = variable.Scaling.StandardDeviation;
        return unit > 0 ? beyond / unit : beyond > 0 ? double.MaxValue : 0;
    }
}
