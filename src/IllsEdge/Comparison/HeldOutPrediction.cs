using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Comparison;

/// <summary>What a model said of a row that it has not seen.</summary>
/// <param name="Row">The row in the table, from 0.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Fold">Which fold it is in.</param>
/// <param name="Measured">In the target's unit.</param>
/// <param name="Predicted">In the target's unit.</param>
/// <param name="Reach">Half of the interval's width; null where there are too few rows for one.</param>
/// <param name="Status">Good, or out of specification.</param>
public sealed record HeldOutPrediction(
    int Row, long Line, int Fold, double Measured, double Predicted, double? Reach, ValueStatus Status)
{
    /// <summary>Measured less predicted.</summary>
    public double Residual => Measured - Predicted;

    /// <summary>Whether the interval holds what was measured; null without one.</summary>
    public bool? IsHeld => Math.Abs(Residual) <= Reach;

    /// <summary>Predicts the rows of a fold.</summary>
    internal static IEnumerable<HeldOutPrediction> Of(
        Model model, DataTable table, DataTable complete, ComparedFold fold, double level)
    {
        Predictor predictor = new(model);
        double[] inputs = new double[model.Inputs.Count];
        double[] predicted = new double[1], spread = new double[1];
        double? quantile = model.Calibration?.Quantile(0, level);
        foreach (int row in fold.HeldOut)
        {
            for (int input = 0; input < inputs.Length; input++)
                inputs[input] = complete.Column(input)[row];
            predictor.Predict(inputs, predicted, spread);
            yield return new HeldOutPrediction(
                row,
                table.LineOf(row),
                fold.Fold,
                complete.Column(inputs.Length)[row],
                predicted[0],
                quantile * spread[0],
                predictor.StatusOf(inputs, spread));
        }
    }
}
