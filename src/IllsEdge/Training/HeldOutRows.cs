using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <summary>How far off predictions of rows were by fits without them.</summary>
internal sealed record HeldOutRows
{
    private readonly List<(double Score, double Spread)>[] _scores;
    private readonly MetricsAccumulator[] _errors;
    private readonly string[] _names;

    /// <summary>Begins without rows.</summary>
    /// <param name="model">Whose targets they are.</param>
    public HeldOutRows(Model model)
    {
        _names = [.. model.Targets.Select(target => target.Name)];
        _scores = [.. model.Targets.Select(_ => new List<(double Score, double Spread)>())];
        _errors = [.. model.Targets.Select(target => new MetricsAccumulator(target.Scaling.StandardDeviation))];
    }

    /// <summary>Rows so far.</summary>
    public int Count => _scores[0].Count;

    /// <summary>Errors, one entry a target.</summary>
    public IReadOnlyList<TargetMetrics> Metrics => [.. _errors.Select((errors, target) => errors.ToMetrics(_names[target]))];

    /// <summary>Errors of linear models on the same rows.</summary>
    public IReadOnlyList<TargetMetrics> Linear { get; init; } = [];

    /// <summary>What intervals are made of; null where a number is not finite.</summary>
    public Calibration? Calibration => Calibration.Of(_scores);

    /// <summary>Predicts rows.</summary>
    /// <param name="model">Fitted without them.</param>
    /// <param name="table">As <see cref="Model.Derive"/> makes it.</param>
    /// <param name="rows">The rows.</param>
    public void Add(Model model, DataTable table, int[] rows)
    {
        Predictor predictor = new(model);
        double[] inputs = new double[model.Inputs.Count];
        double[] predicted = new double[model.Targets.Count];
        double[] spreads = new double[model.Targets.Count];
        foreach (int row in rows)
        {
            for (int input = 0; input < inputs.Length; input++)
                inputs[input] = table.Column(input)[row];
            predictor.Predict(inputs, predicted, spreads);
            for (int target = 0; target < predicted.Length; target++)
            {
                double measured = table.Column(inputs.Length + target)[row];
                _errors[target].Add(measured, predicted[target]);
                _scores[target].Add((
                    Math.Abs(measured - predicted[target]) / spreads[target],
                    spreads[target] / model.Targets[target].Scaling.StandardDeviation));
            }
        }
    }
}
