using System.Globalization;
using IllsEdge.Comparison;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

namespace IllsEdge.Reports.Comparisons;

/// <summary>The page that a comparison is shown on.</summary>
public static class ComparisonReport
{
    /// <summary>Makes the page.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="origin">What is needed to make it again.</param>
    public static HtmlPage Of(ComparisonResult result, ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(origin);
        Verdict verdict = Verdict.Of(result);
        HtmlPage page = new($"{result.Request.Target}: which method learns it best?")
        {
            Subtitle = string.Create(
                CultureInfo.InvariantCulture,
                $"{origin.Name}, {result.Rows} rows, {result.Request.Inputs.Count + result.Request.Lags.Count} inputs; made " +
                $"{origin.Made:yyyy-MM-dd HH:mm} UTC"),
            Footer = $"Made by illsedge {result.Whole?.Model.Provenance.LibraryVersion}. Where it does not say otherwise, " +
                "errors are those of rows which the fit has not seen.",
        };
        AddTiles(page, result);
        page.Question("Which method?", verdict.Accuracy, "methods");
        page.Question("Is it worth it?", verdict.Effort, "methods");
        MethodSection.Add(page, result);
        if (result.HeldOut.Count > 0)
        {
            page.Question("How sure is a prediction?", CertaintySection.Answer(result), "certainty");
            CertaintySection.Add(page, result);
            page.Question("Which inputs matter?", InputSection.Answer(result), "inputs");
            InputSection.Add(page, result);
            page.Question("Which rows are odd?", RowSection.Answer(result), "rows");
        }

        RowSection.Add(page, result);
        NeuronSection.Add(page, result);
        DisturbanceSection.Add(page, result);
        VariationSection.Add(page, result);
        page.Question("What next?", NextSection.Answer(result, origin), "next");
        NextSection.Add(page, result, origin);
        RepetitionSection.Add(page, result, origin);
        return page;
    }

    private static void AddTiles(HtmlPage page, ComparisonResult result)
    {
        MethodResult subject = result.Subject;
        if (subject.Rmse is { } rmse)
            page.Tile(FigureText.WithStandardError(rmse, subject.StandardError), "", $"error (RMSE) of {subject.Name} on rows not seen");
        if (result.Explained is { } explained)
            page.Tile(explained > 0 ? Wording.Percent(explained) : "none", "", $"of the variance of {result.Request.Target} explained");
        page.Tile(FigureText.Seconds(subject.Seconds), "", "to train it on one core");
        if (result.BestOpponent is { } opponent && result.TimesAsLong(opponent) is { } times)
            page.Tile($"{NumberText.Of(times, 2)} ×", "", $"the time is what {opponent.Name}, the best opponent, needs to the " +
                "accuracy that both reach");
        if (result.Coverage is { } coverage)
            page.Tile(Wording.Percent(coverage), "", "of measured values lie in their " +
                $"{Wording.Percent(result.Request.Level)} interval");
    }
}
