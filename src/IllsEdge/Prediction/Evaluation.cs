using IllsEdge.Data;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Prediction;

/// <summary>Judges a model on rows of a table.</summary>
public static class Evaluation
{
    private const int ChunkRows = 256;

    /// <summary>Errors of every target on the given rows. A row does not count for a target that it misses.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">As <see cref="Model.Derive"/> makes it: a column for every input and target, by name.</param>
    /// <param name="rows">Rows to judge on; in none of them may an input be missing.</param>
    /// <returns>One entry a target, in the model's order.</returns>
    /// <exception cref="DataFileException">A column is not there, or a target has no value in any of the rows.</exception>
    public static IReadOnlyList<TargetMetrics> Of(Model model, DataTable table, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        int[] inputs = [.. model.Inputs.Select(input => table.Find(input.Name))];
        int[] targets = [.. model.Targets.Select(target => table.Find(target.Name))];
        MetricsAccumulator[] metrics =
        [
            .. model.Targets.Select(target => new MetricsAccumulator(
                target.Scaling.StandardDeviation > 0 ? target.Scaling.StandardDeviation : 1)),
        ];
        Predictor predictor = new(model, ChunkRows);
        double[] given = new double[inputs.Length * ChunkRows];
        double[] predicted = new double[targets.Length * ChunkRows];

        for (int start = 0; start < rows.Length; start += ChunkRows)
        {
            ReadOnlySpan<int> chunk = rows.Slice(start, Math.Min(ChunkRows, rows.Length - start));
            MatrixView<double> givenView = new(given, chunk.Length, inputs.Length);
            MatrixView<double> predictedView = new(predicted, chunk.Length, targets.Length);
            for (int input = 0; input < inputs.Length; input++)
                for (int row = 0; row < chunk.Length; row++)
                    givenView[row, input] = table.Column(inputs[input])[chunk[row]];
            predictor.Predict(givenView, predictedView);
            for (int target = 0; target < targets.Length; target++)
                for (int row = 0; row < chunk.Length; row++)
                    if (!table.IsMissing(chunk[row], targets[target]))
                        metrics[target].Add(table.Column(targets[target])[chunk[row]], predictedView[row, target]);
        }

        return [.. metrics.Select((metric, target) => metric.Count > 0
            ? metric.ToMetrics(model.Targets[target].Name)
            : throw new DataFileException($"has no value of target \"{model.Targets[target].Name}\".", table.File))];
    }
}
