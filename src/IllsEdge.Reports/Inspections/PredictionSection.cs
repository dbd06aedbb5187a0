using IllsEdge.LinearAlgebra;
using IllsEdge.Prediction;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

namespace IllsEdge.Reports.Inspections;

/// <summary>What it predicts for the rows, and which of them are odd.</summary>
internal static class PredictionSection
{
    /// <summary>Targets that are drawn.</summary>
    private const int MostTargets = 3;

    public static void Add(HtmlPage page, InspectedModel inspected)
    {
        if (inspected.Table is null)
            return;
        Section section = page.Section(
            "predictions", "What it predicts", "If the model was trained on these rows, its errors here are smaller than on new ones.");
        Table table = new(
            Column.Text("target"), Column.Number("RMSE"), Column.Number("mean error"), Column.Number("variance explained"), Column.Number("largest error"), Column.Number("in their interval"), Column.Number("rows out of specification"));
        foreach ((TargetMetrics metrics, TargetReliability reliability) in inspected.Metrics.Zip(inspected.Reliability))
            table.Row(
                metrics.Name,
                NumberText.Of(metrics.Rmse),
                NumberText.Of(metrics.Mae),
                metrics.R2 is { } share ? Wording.Percent(share) : "–",
                NumberText.Of(metrics.MaxError),
                reliability.Coverage is { } coverage ? Wording.Percent(coverage) : "–",
                $"{reliability.OutOfSpecification}");
        section.Table(table);

        double[] predicted = Predict(inspected);
        int count = inspected.Rows.Length;
        for (int target = 0; target < Math.Min(inspected.Model.Targets.Count, MostTargets); target++)
        {
            string? name = inspected.Model.Targets.Count > 1 ? inspected.Model.Targets[target].Name : null;
            ReadOnlySpan<double> column = inspected.Table.Column(inspected.Model.Inputs.Count + target);
            double[] measured = new double[count], of = predicted[(target * count)..((target + 1) * count)];
            for (int row = 0; row < count; row++)
                measured[row] = column[inspected.Rows[row]];
            double[] residuals = [.. measured.Zip(of, (one, other) => one - other)];
            section
                .Figure(PredictionCharts.Agreement(name, measured, of))
                .Figure(PredictionCharts.InOrder(name, inspected.Rows.Select(row => inspected.Table.LineOf(row)), residuals))
                .Figure(PredictionCharts.Distribution(name, residuals), PredictionCharts.Shape(residuals));
        }

        if (inspected.Seen.Odd is not { } odd)
            return;
        section.Heading("Rows to look at");
        if (odd.Odd.Count > 0)
            section.Table(RowTables.Odd(odd.Odd, $"Measured values outside their interval, the furthest first; {odd.Odd.Count} of {odd.Outside}"));
        if (odd.Unfamiliar.Count > 0)
            section.Table(RowTables.Unfamiliar(odd.Unfamiliar));
        if (odd.Odd.Count + odd.Unfamiliar.Count == 0)
            section.Note(NoteKind.Good, "None: every value lies in its interval, and no row is unlike the others.");
    }

    /// <summary>Predictions, target by target.</summary>
    private static double[] Predict(InspectedModel inspected)
    {
        const int ChunkRows = 256;
        Predictor predictor = new(inspected.Model, ChunkRows);
        int count = inspected.Rows.Length, targets = inspected.Model.Targets.Count;
        double[] inputs = new double[inspected.Model.Inputs.Count * ChunkRows], chunk = new double[targets * ChunkRows];
        double[] predicted = new double[targets * count];
        for (int start = 0; start < count; start += ChunkRows)
        {
            int rows = Math.Min(ChunkRows, count - start);
            MatrixView<double> given = new(inputs, rows, inspected.Model.Inputs.Count);
            for (int input = 0; input < given.Columns; input++)
                for (int row = 0; row < rows; row++)
                    given[row, input] = inspected.Table!.Column(input)[inspected.Rows[start + row]];
            MatrixView<double> found = new(chunk, rows, targets);
            predictor.Predict(given, found);
            for (int target = 0; target < targets; target++)
                found.Column(target).CopyTo(predicted.AsSpan(target * count + start));
        }

        return predicted;
    }
}
