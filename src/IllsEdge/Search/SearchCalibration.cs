using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Search;

/// <summary>
/// Intervals of a model that was searched for, from the errors that chose it: those of whole ensembles of its kind on rows
/// that they were not fitted to. Nothing is fitted again.
/// </summary>
internal static class SearchCalibration
{
    /// <summary>1 - h of a row that determines a direction alone; rounding may say less than nothing.</summary>
    private const double LeastFreedom = 1e-12;

    /// <summary>Scores the held-out rows.</summary>
    /// <param name="committee">Was chosen.</param>
    /// <param name="model">Networks of its kinds, fitted to all rows.</param>
    /// <param name="table">As <see cref="Model.Derive"/> makes it.</param>
    /// <param name="rows">The rows that were searched with.</param>
    /// <returns>Null where there are too few rows.</returns>
    public static Calibration? Of(Committee committee, Model model, DataTable table, int[] rows)
    {
        if (rows.Length < ModelFitter.FewestRows)
            return null;
        double expected = committee.Error.Of(model.Members.Count);
        Predictor predictor = new(model);
        double[] inputs = new double[model.Inputs.Count];
        double[] predicted = new double[model.Targets.Count];
        double[] spreads = new double[model.Targets.Count];
        return Calibration.Of([.. model.Targets.Select((_, target) => committee.HeldOut(target).Select(Score).ToArray())]);

        (double Score, double Spread) Score(HeldOutValue value)
        {
            for (int input = 0; input < inputs.Length; input++)
                inputs[input] = table.Column(input)[rows[value.Place]];
            predictor.Predict(inputs, predicted, spreads);

            // With h / (1 - h), the leverage had the row not been there, sqrt(1 + h) becomes 1 / sqrt(1 - h).
            double own = spreads[value.Target] / model.Targets[value.Target].Scaling.StandardDeviation;
            double spread = 1 / Math.Sqrt(Math.Max(2 - own * own, LeastFreedom));

            // The mean of fewer networks than the model has is further off, that of more is nearer.
            double size = Math.Sqrt(expected / value.Expected);
            return (size * Math.Abs(value.Measured - value.Predicted) / spread, spread);
        }
    }
}
