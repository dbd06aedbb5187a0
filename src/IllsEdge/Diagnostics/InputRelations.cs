using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Diagnostics;

/// <summary>Finds inputs that say the same.</summary>
public static class InputRelations
{
    /// <summary>
    /// Inflation from which the others tell an input to within a third of its deviation (R^2 above 0.9; Marquardt,
    /// Technometrics 12, 1970, calls more than 10 too much).
    /// </summary>
    public const double LargeInflation = 10;

    /// <summary>Correlation from which a pair alone gives <see cref="LargeInflation"/>: sqrt(0.9), rounded.</summary>
    private const double CloseCorrelation = 0.95;

    /// <summary>As many as a sentence can name.</summary>
    private const int Named = 3;

    /// <summary>From rows: inputs that do not vary there are left out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">As <see cref="Model.Derive"/> makes it.</param>
    /// <param name="rows">At least one row; in none of them may an input be missing.</param>
    /// <returns>In the order of the model's inputs.</returns>
    /// <exception cref="DataFileException">A column is not there.</exception>
    public static IReadOnlyList<InputRelation> Of(Model model, DataTable table, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(model);
        CorrelationFactor factor = new(model.Inputs.Count);
        factor.Absorb(TrainingRows.Of(table, model, rows).Inputs);
        return Of(model, factor);
    }

    /// <summary>
    /// From the <see cref="Novelty"/> that a model keeps of its training rows. Its ridge bounds the inflation at some 5000.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>In the order of the model's inputs; empty for a model without.</returns>
    public static IReadOnlyList<InputRelation> Of(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Novelty is not { } novelty)
            return [];
        CorrelationFactor factor = new(model.Inputs.Count);
        factor.Absorb(novelty.Factor);
        return Of(model, factor);
    }

    private static InputRelation[] Of(Model model, CorrelationFactor factor)
    {
        int[] varying =
        [
            .. Enumerable.Range(0, model.Inputs.Count)
                .Where(input => model.Inputs[input].Scaling.StandardDeviation > 0 && factor.Varies(input)),
        ];
        if (varying.Length == 0)
            return [];
        double[,] inverse = factor.Inverse(varying);
        return [.. varying.Select((input, place) =>
        {
            int[] others = [.. Enumerable.Range(0, varying.Length).Where(other => other != place)];
            int[] close =
            [
                .. others.Where(other => Math.Abs(Correlation(other)) > CloseCorrelation)
                    .OrderByDescending(other => Math.Abs(Correlation(other))),
            ];
            if (close.Length == 0 && inverse[place, place] > LargeInflation)
                close = [.. others.OrderByDescending(other => Math.Abs(inverse[place, other])).Take(Named)];
            return new InputRelation(
                model.Inputs[input].Name,
                inverse[place, place],
                [.. close.Select(other => new RelatedInput(model.Inputs[varying[other]].Name, Correlation(other)))]);

            double Correlation(int other) => factor.Correlation(input, varying[other]);
        })];
    }
}
