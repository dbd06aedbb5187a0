using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>Compares methods on the rows of a table, then looks into what the first of ours has learned.</summary>
public static partial class MethodComparison
{
    /// <summary>Rows below which nothing that is found is sure, and side questions are not asked.</summary>
    internal const int FewestRows = 30;

    /// <summary>Parameters of the largest network: of more, a step of the second-order methods takes many seconds.</summary>
    private const int MostParameters = 5000;

    /// <summary>Runs the comparison. The timed fits run one after the other, all others on all cores.</summary>
    /// <param name="table">Holds all columns.</param>
    /// <param name="request">What to compare.</param>
    /// <param name="progress">Told of every fit.</param>
    /// <param name="cancellationToken">Ends it; the folds that all methods have done count.</param>
    /// <returns>Null where it was ended before all methods had done one fold.</returns>
    /// <exception cref="DataFileException">The rows cannot be compared on; the message names the remedy.</exception>
    /// <exception cref="NotSupportedException">The network is too large.</exception>
    /// <exception cref="ArgumentException">None of the methods is ours, or one is there twice.</exception>
    public static ComparisonResult? Run(
        DataTable table,
        ComparisonRequest request,
        IProgress<ComparisonProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        PausableClock clock = new();
        if (!request.Methods.Any(method => method.IsLinear))
            request = request with { Methods = [.. request.Methods, ComparedMethod.Linear] };
        Preparation prepared = new(table, request.Inputs, request.Lags, [request.Target], request.Missing, weights: null);
        Check(table, prepared, request);
        CheckSize(request.Inputs.Count + request.Lags.Count, request);

        (ComparedFold Fold, IReadOnlyList<FitOutcome> Outcomes)[] contest =
            [.. Compete(table, prepared, request, progress, cancellationToken)];
        if (contest.Length == 0)
            return null;
        ComparisonResult result = new(
            request,
            [
                .. request.Methods.Select((method, index) => new MethodResult(
                    method, [.. contest.Select(part => part.Outcomes[index])])),
            ],
            prepared.Rows.Length,
            table.RowCount - prepared.Rows.Length,
            prepared.Blank(prepared.Rows, "", request.Seed, new Dictionary<string, string>()).Targets[0].Scaling.StandardDeviation,
            prepared.Findings,
            ModelFitter.GapsOf(table, [.. request.Inputs.Union(request.Lags.Select(lag => lag.Column))]))
        {
            History = Math.Min(prepared.History, table.RowCount),
            RepeatedRows = CountRepeated(table, prepared, request),
        };
        if (!request.LooksInside || result.Subject.Refusal is not null)
            return result with { IsComplete = contest.Length == request.Runs * request.Folds, Seconds = clock.Seconds };
        ComparedFold[] folds = [.. contest.Select(part => part.Fold).Where(fold => fold.Run == 0)];
        return LookInto(result, table, prepared, folds, progress, cancellationToken) with { Seconds = clock.Seconds };
    }

    private static IEnumerable<(ComparedFold Fold, IReadOnlyList<FitOutcome> Outcomes)> Compete(
        DataTable table,
        Preparation prepared,
        ComparisonRequest request,
        IProgress<ComparisonProgress>? progress,
        CancellationToken cancellationToken)
    {
        Contest contest = new(request);
        int total = request.Runs * request.Folds * request.Methods.Count, done = 0;
        for (int run = 0; run < request.Runs; run++)
            for (int index = 0; index < request.Folds; index++)
            {
                ComparedFold fold = ComparedFold.Of(table, prepared, request, run, index);
                IReadOnlyList<FitOutcome> outcomes;
                try
                {
                    if (run == 0 && index == 0)
                        contest.WarmUp(fold, request.Methods, cancellationToken);
                    outcomes = contest.Run(fold, request.Methods, Tell, cancellationToken);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    yield break;
                }

                yield return (fold, outcomes);
            }

        void Tell()
        {
            done++;
            progress?.Report(new("1 of 4, timed fits", done, total));
        }
    }

    private static int CountRepeated(DataTable table, Preparation prepared, ComparisonRequest request)
    {
        int[] columns = [.. request.Inputs.Append(request.Target).Select(table.Find)];
        HashSet<string> rows = [];
        return prepared.Rows.Count(row => !rows.Add(string.Join(',', columns.Select(column =>
            table.IsMissing(row, column) ? "" : table.Column(column)[row].ToString("R", CultureInfo.InvariantCulture)))));
    }

    private static void Check(ComparisonRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Runs, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Folds, 2, nameof(request));
        if (!request.Methods.Any(method => method.IsOurs))
            throw new ArgumentException("None of the methods is ours, so there is nothing to compare with.", nameof(request));
        if (request.Methods.GroupBy(method => method.Name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new ArgumentException($"Method {repeated.Key} is there twice.", nameof(request));
    }

    private static void CheckSize(int inputs, ComparisonRequest request)
    {
        int[] widths = [inputs, .. request.Hidden, 1];
        long parameters = Enumerable.Range(1, widths.Length - 1).Sum(layer => (widths[layer - 1] + 1L) * widths[layer]);
        if (parameters > MostParameters)
            throw new NotSupportedException(
                $"a network of {parameters} parameters would keep this comparison busy for hours; compare one of at most " +
                $"{MostParameters}.");
    }

    private static void Check(DataTable table, Preparation prepared, ComparisonRequest request)
    {
        if (prepared.Rows.Length < request.Folds)
            throw new DataFileException(
                $"has {prepared.Rows.Length} rows that can be used, fewer than the {request.Folds} folds. Collect more rows, " +
                "or choose fewer folds with --folds.",
                table.File);
        int column = table.Find(request.Target);
        double[] values = [.. prepared.Rows.Select(row => table.Column(column)[row]).Distinct().Order().Take(3)];
        if (values.Length == 2)
            throw new DataFileException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"target \"{request.Target}\" has only two values, {values[0]} and {values[1]}. Those are two classes, " +
                    $"and this is regression, which predicts numbers. Choose a target that is measured."),
                table.File);
    }
}
