using IllsEdge.Diagnostics;
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

    private const int ChunkRows = 256;

    public static void Add(HtmlPage page, InspectedModel inspected)
    {
        if (inspected.Table is null)
            return;
        Section section = page.Section(
            "predictions", "What it predicts", "If the model was trained on these rows, its errors here are smaller than on new ones.");
        Table table = new(
            Column.Text("target"),
            Column.Number("RMSE"),
            Column.Number("mean error"),
            Column.Number("variance explained"),
            Column.Number("largest error"),
            Column.Number("in their interval"),
            Column.Number("rows out of specification"));
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

        int count = inspected.Rows.Length, targets = inspected.Model.Targets.Count;
        double[] predicted = new double[targets * count];
        RowSample.Predict(
            new Predictor(inspected.Model, ChunkRows), RowSample.Values(inspected.Table, inspected.Model.Inputs, inspected.Rows), predicted);
        double[] measured = RowSample.Values(inspected.Table, inspected.Model.Targets, inspected.Rows);
        for (int target = 0; target < Math.Min(targets, MostTargets); target++)
        {
            string? name = targets > 1 ? inspected.Model.Targets[target].Name : null;
            Range own = (target * count)..((target + 1) * count);
            double[] residuals = [.. measured[own].Zip(predicted[own], (one, other) => one - other)];
            section
                .Figure(PredictionCharts.Agreement(name, measured[own], predicted[own]))
                .Figure(PredictionCharts.InOrder(name, inspected.Rows.Select(row => inspected.Table.LineOf(row)), residuals))
                .Figure(PredictionCharts.Distribution(name, residuals), PredictionCharts.Shape(residuals));
        }

        if (inspected.Seen.Odd is not { } odd)
            return;
        section.Heading("Rows to look at");
        if (odd.Odd.Count > 0)
            section.Table(RowTables.Odd(odd.Odd, "Measured values outside their interval, the furthest first; " +
                $"{odd.Odd.Count} of {odd.Outside}"));
        if (odd.Unfamiliar.Count > 0)
            section.Table(RowTables.Unfamiliar(odd.Unfamiliar));
        if (odd.Odd.Count + odd.Unfamiliar.Count == 0)
            section.Note(NoteKind.Good, "None: every value lies in its interval, and no row is unlike the others.");
    }
}
