using IllsEdge.Comparison;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

namespace IllsEdge.Reports.Comparisons;

/// <summary>Which method?</summary>
internal static class MethodSection
{
    public static void Add(HtmlPage page, ComparisonResult result)
    {
        Section section = page.Section(
            "methods",
            "Which method?",
            $"{result.Subject.Fits.Count} fits of each method, judged on rows that they have not seen; the method with the lowest error stands out.");
        section.Table(Figures(result));
        foreach (MethodResult method in result.Methods.Where(method => method.Refusal is not null))
            section.Note(NoteKind.Warning, $"{method.Name} could not take part: {method.Refusal}");
        section
            .Figure(Errors(result), "Mean and standard error over all folds and starts, on rows not seen. Further left is better.")
            .Figure(
                LearningCurves.Of(result, "Loss against time", "loss", point => point.Loss),
                "What training lowers, with the same ridge for all. Thin: every fold and start; thick: their median. Both axes are logarithmic.")
            .Figure(
                LearningCurves.Of(result, "Error on rows not seen against time", $"rmse of {result.Request.Target}", point => point.HeldOutRmse),
                "How good the model is where it counts, while it is trained.")
            .Details("How the comparison is made fair, and what it leaves out", details => Rules(details, result));
    }

    private static Table Figures(ComparisonResult result)
    {
        Table table = new(
            Column.Text("Method"),
            Column.Number("RMSE"),
            Column.Number("±"),
            Column.Number("to common accuracy"),
            Column.Number("times as long"),
            Column.Number("whole fit"),
            Column.Number("iterations"),
            Column.Number("failed"),
            Column.Number("memory"));
        foreach (MethodResult method in result.Methods)
        {
            string[] cells =
            [
                method.Name,
                Wording.Number(method.Rmse, 4),
                Wording.Number(method.StandardError, 2),
                method.Method.IsLinear ? ""
                    : result.TypicalSecondsToCommon(method) is { } seconds ? Verdict.Seconds(seconds)
                    : $"in {result.SecondsToCommon(method).Count(reached => reached is not null)} of {method.Fits.Count}",
                method.Method.IsLinear ? "" : Wording.Number(result.TimesAsLong(method), 2),
                Verdict.Seconds(method.Seconds),
                Wording.Number(method.Iterations),
                Wording.Percent(method.Failed),
                method.Bytes is { } bytes ? $"{NumberText.Of(bytes / 1e6, 2)} MB" : "–",
            ];
            _ = method == result.Best ? table.EmphasisedRow(cells) : table.Row(cells);
        }

        return table;
    }

    private static Chart Errors(ComparisonResult result)
    {
        MethodResult[] methods = [.. result.Methods.Where(method => method.Rmse is not null)];
        return new()
        {
            Title = "Error by method",
            XLabel = $"rmse of {result.Request.Target}",
            Rows = [.. methods.Select(method => method.Name)],
            Marks =
            [
                new DotRangeMark(
                [
                    .. methods.Select(method => new DotRange(
                        method.Rmse!.Value,
                        method.Rmse.Value - (method.StandardError ?? 0),
                        method.Rmse.Value + (method.StandardError ?? 0)) { Ink = LearningCurves.InkOf(result, method) }),
                ]),
            ],
        };
    }

    private static void Rules(Content content, ComparisonResult result) => content.List(
    [
        $"All methods train the same network ({string.Join(", ", result.Request.Hidden)} hidden {result.Request.Activation}) from the same random weights, on the same rows, scaled by those rows alone, one after the other on one core.",
        "Time is that of training alone. Looking at a network while it is trained stops the clock.",
        $"The common accuracy of a fold is 1 % above the higher of the errors at which {result.Subject.Name} and the best opponent end there. Seconds to it are the median; times as long is the geometric mean, fold by fold, over those that reach it.",
        result.Request.Ridge is null
            ? $"{result.Subject.Name} finds its ridge itself, and its time includes that. Adam, L-BFGS, Levenberg-Marquardt and classic are given the ridge that it found on the same rows, which costs them nothing. By themselves they would have to try several."
            : "All methods have the ridge that was asked for.",
        "adam (mini-batches of 32 rows) tries four learning rates for ten epochs each, which its time includes, and lowers the rate on plateaus; an iteration is five epochs. l-bfgs keeps ten pairs and searches by the strong Wolfe conditions.",
        "levenberg-marquardt is the textbook's, with Marquardt's scaling and our own factorisation, so it is as fast as we could make it. coupled, one of our methods, belongs to the same family: it damps all parameters alike, takes the damping from the ratio of actual to predicted decrease, and finds its ridge by the evidence.",
        "classic is the method as published (arXiv 2307.05189). It is known to stall.",
        "A fit has failed that could not begin, ended without a number, or errs over 5 % more than linear regression on the same rows.",
        "Memory is all that a fit allocated, the copy of its rows not counted. Standard errors take fits as independent; whether two methods differ is judged fold by fold, with the correction of Nadeau and Bengio (2003) for folds that share rows.",
    ]);
}
