using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>The rows of one fold, in the units of those that are trained on.</summary>
/// <param name="Run">From 0.</param>
/// <param name="Fold">From 0.</param>
/// <param name="Training">Places of the rows to train on in the table.</param>
/// <param name="HeldOut">Places of the others.</param>
/// <param name="Model">Names and scaling, without a network.</param>
/// <param name="TrainingRows">The rows to train on.</param>
/// <param name="HeldOutRows">The others.</param>
internal sealed record ComparedFold(
    int Run, int Fold, int[] Training, int[] HeldOut, Model Model, TrainingRows TrainingRows, TrainingRows HeldOutRows)
{
    /// <summary>The fold's rows, scaled by the rows that are trained on alone.</summary>
    public static ComparedFold Of(DataTable table, Preparation prepared, ComparisonRequest request, int run, int fold)
    {
        int[] order = [.. prepared.Rows];
        if (!request.HasBlocks)
            new RandomSource(request.Seed + (ulong)run).Shuffle(order);
        int first = (int)((long)order.Length * fold / request.Folds);
        int end = (int)((long)order.Length * (fold + 1) / request.Folds);
        int[] training = [.. order[..first], .. order[end..]];
        int[] heldOut = [.. order[first..end].Order()];
        Model model = prepared.Blank(training, method: "", request.Seed, new Dictionary<string, string>());
        DataTable complete = model.Derive(table);
        return new ComparedFold(
            run,
            fold,
            training,
            heldOut,
            model,
            TrainingRows.Of(complete, model, training),
            TrainingRows.Of(complete, model, heldOut))
        {
            Part = request.HasBlocks ? fold : run * request.Folds + fold,
        };
    }

    /// <summary>Where it is among all folds that differ.</summary>
    public required int Part { get; init; }

    /// <summary>One unit of the standardised target in its own.</summary>
    public double Unit => Model.Targets[0].Scaling.StandardDeviation;

    /// <summary>Of a network on the rows held out, in the target's unit.</summary>
    public double Rmse(Network network) =>
        Unit * Math.Sqrt(new Objective(network, ridge: 0).SumOfSquares(HeldOutRows) / HeldOutRows.Count);

    /// <summary>A network at its random start, which is the same for every method.</summary>
    public Network Start(ComparedMethod method, FitRequest request)
    {
        if (method.IsLinear)
            return new(Model.Inputs.Count, [], 1, request.OutputActivation);
        return ModelFitter.RandomNetwork(Model, request, request.Seed + (ulong)Run);
    }
}
