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
            $"{result.Subject.Fits.Count} fits of each method, judged on rows that they have not seen; the method with the " +
            "lowest error stands out. Failed: no number, or over 5 % worse than linear regression.");
        if (result.HasFewRows)
            section.Note(NoteKind.Warning, $"There are only {result.Rows} rows: no difference between methods is sure.");
        section.Table(Figures(result));
        foreach (MethodResult method in result.Methods.Where(method => method.Refusal is not null))
            section.Note(NoteKind.Warning, $"{method.Name} could not take part: {method.Refusal}");
        section
            .Figure(Errors(result), "Mean and standard error over all folds and starts, on rows not seen. Further left is better.")
            .Figure(
                LearningCurves.Of(result, "Loss against time", "loss", point => point.Loss),
                "What training lowers, with the same ridge for all. Thin: every fold and start; thick: their median. Both " +
                "axes are logarithmic.")
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
                FigureText.ToCommonAccuracy(result, method),
                method.Method.IsLinear ? "" : Wording.Number(result.TimesAsLong(method), 2),
                FigureText.Seconds(method.Seconds),
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

    private static void Rules(Content content, ComparisonResult result)
    {
        ComparisonRequest request = result.Request;
        string network = request.Hidden.Count == 0
            ? "linear model"
            : $"network ({string.Join(", ", request.Hidden)} hidden neurons, {request.Activation})";
        content.List(
        [
            $"All methods train the same {network} from the same random weights, on the same rows, scaled by those rows " +
            "alone, one after " +
                "the other, on one core each.",
            "Time is that of training alone. Looking at a network while it is trained stops the clock.",
            Verdict.RidgeNote(result) + " By themselves these would have to try several ridges, which costs many fits.",
            $"The common accuracy of a fold is 1 % above the error at which {result.Subject.Name} or the best opponent ends, " +
            "whichever is " +
                "higher. Seconds to it are the median over the fits; times as long is the geometric mean, fold by fold, where " +
                "half of the " +
                "fits reach it.",
            "A fit has failed that could not begin, ended without a number, or errs over 5 % more than linear regression on " +
            "the same rows.",
            "Memory is what a fit allocated; the rows are not counted.",
            "The ± is a standard error with the correction of Nadeau and Bengio (2003) for folds that share rows. Whether two " +
            "methods differ is " +
                "judged fold by fold, at 95 %; methods can differ clearly though their ± overlap. The best opponent was " +
                "chosen by the same errors.",
            .. Explanations.Where(known => result.Methods.Any(method => method.Name == known.Key)).Select(known => known.Value),
        ]);
    }

    private static readonly Dictionary<string, string> Explanations = new()
    {
        ["classic"] = "classic is the method as published (arXiv 2307.05189). It is known to stall.",
        ["levenberg-marquardt"] =
            "levenberg-marquardt is the textbook's, with Marquardt's scaling and our own factorisation, so it is as fast as " +
            "we could make " +
            "it. coupled, one of our methods, belongs to the same family: it damps all parameters alike, takes the damping from the " +
            "ratio of actual to predicted decrease, and finds its ridge by the evidence.",
        ["l-bfgs"] = "l-bfgs keeps ten pairs and searches by the strong Wolfe conditions; an iteration is one step.",
        ["adam"] =
            "adam takes batches of 32 rows, tries four learning rates for ten epochs each, which its time includes, and " +
            "lowers the rate on " +
            "plateaus; an iteration is five epochs.",
    };
}
