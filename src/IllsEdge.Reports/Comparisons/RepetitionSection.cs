using IllsEdge.Comparison;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Comparisons;

/// <summary>How to make the report again.</summary>
internal static class RepetitionSection
{
    public static void Add(HtmlPage page, ComparisonResult result, ReportOrigin origin)
    {
        ComparisonRequest request = result.Request;
        Table table = new(Column.Text("what"), Column.Text("value"));
        table.Row("inputs", string.Join(", ", [.. request.Inputs, .. request.Lags.Select(lag => lag.Name)]));
        table.Row("rows", $"{result.Rows} used, {result.SkippedRows} left out");
        if (result.Whole is { } whole)
            table.Row("fingerprint of the rows", whole.Model.Provenance.DataFingerprint)
                .Row("program", $"illsedge {whole.Model.Provenance.LibraryVersion}");
        table.Row("folds and runs", $"{request.Folds} folds " +
            $"{(request.HasBlocks ? "in order of time" : "at random")}, {request.Runs} " +
            $"{(request.Runs == 1 ? "run" : "runs with other starts")}, seed {request.Seed}");
        table.Row("network", $"{(request.Hidden.Count == 0 ? "linear" : string.Join(", ", request.Hidden))} hidden, " +
            $"{request.Activation}");
        table.Row("ridge of ours", request.Ridge is { } ridge
            ? NumberText.Of(ridge)
            : $"found for each fit: {NumberText.Of(result.Subject.Fits.Min(fit => fit.Ridge))} to " +
                $"{NumberText.Of(result.Subject.Fits.Max(fit => fit.Ridge))}");
        table.Row("time of one fit at most", FigureText.Seconds(request.TimeLimit.TotalSeconds));
        table.Row("machine", origin.Machine).Row("took", $"{NumberText.Of(result.Seconds, 2)} s");
        page.Section("repeat", "How to repeat it", "The same command on the same rows gives the same errors; times depend on " +
            "the machine.")
            .Preformatted(origin.Command)
            .Table(table);
    }
}
