using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Device.Retraining;

/// <summary>
/// Finds the best challenger and judges it against the champion on the newest rows, each of which is held out from the fit
/// that predicts it.
/// </summary>
/// <remarks>
/// A process that changed suddenly is best learned from the rows since, one that drifts slowly from many, and nobody says
/// which it is. So networks are fitted to all rows, to the newer half, the newest quarter and so on; and linear models to the
/// same windows, because few labels of many inputs bear no network. Where the judging rows are a small part of the window, they are
/// all held out at once; otherwise in four blocks of neighbours, because a window of few rows cannot spare the newest. The
/// best on the judging rows stands against the champion, and if it wins it is fitted once more to its whole window.
/// </remarks>
public sealed class Challenger
{
    /// <summary>Rows below which a window is not worth fitting.</summary>
    private const int FewestRows = 20;

    private const int Blocks = 4;

    // A window this many times as long as its judges loses nothing without them.
    private const int LongWindow = 10;

    private readonly Challenge _challenge;
    private readonly CancellationToken _stop;
    private readonly double[] _measured;
    private readonly int _count;
    private readonly int[] _windows;
    private readonly int[][] _shapes;
    private readonly TimeSpan? _limitOfFit;

    private readonly Throttle? _throttle;
    private bool _isCutShort;

    private Challenger(Challenge challenge, CancellationToken stop)
    {
        _throttle = challenge.Processor < 1 ? new Throttle(challenge.Processor, stop) : null;
        _challenge = challenge;
        _stop = stop;
        _measured = challenge.Rows.Column(challenge.Rows.Names.Count - 1).ToArray();
        _count = challenge.Rows.RowCount;
        _windows = [.. Windows()];
        _shapes = challenge.Request.Hidden.Count == 0 ? [[]] : [[.. challenge.Request.Hidden], []];
        // Every shape on every window in blocks, and the winner once more.
        _limitOfFit = challenge.TimeLimit / (_windows.Length * _shapes.Length * Blocks + 1);
    }

    private int FirstJudge => _count - _challenge.Judges;

    /// <summary>Holds the challenge, on the caller's thread.</summary>
    /// <param name="challenge">The challenge.</param>
    /// <param name="stop">Breaks it off.</param>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static Verdict Judge(Challenge challenge, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        if (challenge.Judges < 2 || challenge.Judges >= challenge.Rows.RowCount)
            throw new ArgumentException(
                $"{challenge.Judges} judges of {challenge.Rows.RowCount} rows: give 2 or more, and rows to learn from.");
        Challenger challenger = new(challenge, stop);
        return challenger.Judge() with { IsCutShort = challenger._isCutShort };
    }

    private Verdict Judge()
    {
        double[]? champion = _challenge.Champion is { } model ? Predict(model, 0, _count) : null;
        // Who has no number for a row is no opponent.
        if (champion?.All(double.IsFinite) == false)
            champion = null;
        List<Candidate> candidates = [];
        string trouble = "";
        foreach (int window in _windows)
            foreach (int[] hidden in _shapes)
            {
                try
                {
                    candidates.Add(MakeCandidate(
                        $"{(hidden.Length == 0 ? "a linear model" : "a network")} of {window} rows",
                        PredictByWindow(window, hidden),
                        () => Fit(window, 0, 0, hidden)));
                }
                catch (DataFileException exception)
                {
                    trouble = exception.Message;
                }
            }

        candidates.RemoveAll(candidate => !double.IsFinite(candidate.Error));
        candidates.Sort((left, right) => left.Error.CompareTo(right.Error));
        return candidates.Count == 0
            ? new Verdict(null, null, null, null, $"no challenger could be fitted: {trouble}")
            : Decide(candidates, champion is null ? null : BetterOfChampion(Squares(champion.AsSpan(FirstJudge))));
    }

    // What is to be beaten is what left the device, which has gone on learning; or the champion as it was, where that did better.
    private double[] BetterOfChampion(double[] alone)
    {
        double[] live = [.. _challenge.Predicted.Skip(FirstJudge)];
        if (live.Length != alone.Length || !live.All(double.IsFinite))
            return alone;
        double[] squares = Squares(live);
        return TypicalError.Of([.. squares]) < TypicalError.Of([.. alone]) ? squares : alone;
    }

    private Verdict Decide(List<Candidate> candidates, double[]? champion)
    {
        double? championError = champion is null ? null : TypicalError.Of([.. champion]);
        string against = championError is null ? "" : FormattableString.Invariant($" against {championError:G3}");
        foreach (Candidate candidate in candidates.Where(candidate =>
            champion is null || Superiority.Holds(champion, candidate.Squares, _challenge.Margin)))
            if (candidate.Fit() is { } model)
                return Say(candidate, model);
        return Say(
            candidates[0], null, champion is null ? "" : Superiority.Doubt(champion, candidates[0].Squares, _challenge.Margin));

        Verdict Say(Candidate candidate, Model? model, string doubt = "") => new(
            model,
            model is null || !_challenge.IsStreaming ? null : PanelOf(model, _challenge),
            candidate.Error,
            championError,
            FormattableString.Invariant($"{candidate.Name}: error {candidate.Error:G3}{against} on {_challenge.Judges} labels{doubt}"));
    }

    /// <summary>A model with all rows learned that there are.</summary>
    internal static ExpertPanel PanelOf(Model model, Challenge challenge)
    {
        ExpertPanel panel = new(model);
        DataTable rows = challenge.Rows;
        double[] inputs = new double[rows.Names.Count - 1];
        for (int row = Math.Max(0, rows.RowCount - ExpertPanel.LongestMemory); row < rows.RowCount; row++)
        {
            for (int input = 0; input < inputs.Length; input++)
                inputs[input] = rows.Column(input)[row];
            panel.Recall(inputs, rows.Column(inputs.Length)[row]);
        }

        return panel;
    }

    private IEnumerable<int> Windows()
    {
        yield return _count;
        for (int window = _count / 2; window >= Math.Max(FewestRows, 2 * _challenge.Judges); window /= 2)
            yield return window;
    }

    private double[] PredictByWindow(int window, int[] hidden)
    {
        double[] predictions = new double[_challenge.Judges];
        foreach ((int start, int end) in HeldOut(window >= LongWindow * _challenge.Judges ? 1 : Blocks))
        {
            Model model = Fit(window, start, end, hidden);
            Predict(model, start, end).CopyTo(predictions, start - FirstJudge);
        }

        return predictions;
    }

    private IEnumerable<(int Start, int End)> HeldOut(int blocks)
    {
        blocks = Math.Min(blocks, _challenge.Judges / 2);
        for (int block = 0; block < blocks; block++)
            yield return (
                FirstJudge + block * _challenge.Judges / blocks, FirstJudge + (block + 1) * _challenge.Judges / blocks);
    }

    // To the newest rows without those from start to end.
    private Model Fit(int window, int start, int end, int[] hidden)
    {
        _stop.ThrowIfCancellationRequested();
        int[] rows = [.. Enumerable.Range(_count - window, window).Where(row => row < start || row >= end)];
        DataTable table = DataTable.FromColumns(
            _challenge.Rows.Names,
            [.. Enumerable.Range(0, _challenge.Rows.Names.Count).Select(column => Choose(column, rows))]);
        FitRequest request = _challenge.Request with
        {
            Hidden = hidden,
            // What is only judged is never asked for an interval.
            Intervals = start == end,
            Training = _challenge.Request.Training with { TimeLimit = _limitOfFit },
        };
        FitResult result = ModelFitter.Fit(table, request, _throttle, _stop);
        _stop.ThrowIfCancellationRequested();
        _isCutShort |= result.Report.StopReason == StopReason.Time;
        return result.Model;
    }

    private double[] Choose(int column, int[] rows)
    {
        ReadOnlySpan<double> all = _challenge.Rows.Column(column);
        double[] chosen = new double[rows.Length];
        for (int row = 0; row < rows.Length; row++)
            chosen[row] = all[rows[row]];
        return chosen;
    }

    private double[] Predict(Model model, int start, int end)
    {
        Predictor predictor = new(model);
        double[] inputs = new double[_challenge.Rows.Names.Count - 1];
        double[] predictions = new double[end - start];
        for (int row = start; row < end; row++)
        {
            for (int input = 0; input < inputs.Length; input++)
                inputs[input] = _challenge.Rows.Column(input)[row];
            predictor.Predict(inputs, predictions.AsSpan(row - start, 1));
        }

        return predictions;
    }

    private Candidate MakeCandidate(string name, double[] predictions, Func<Model?> fit)
    {
        double[] squares = Squares(predictions);
        return new Candidate(name, TypicalError.Of([.. squares]), squares, fit);
    }

    private double[] Squares(ReadOnlySpan<double> predictions)
    {
        double[] squares = new double[predictions.Length];
        for (int judge = 0; judge < squares.Length; judge++)
            squares[judge] = Math.Pow(_measured[FirstJudge + judge] - predictions[judge], 2);
        return squares;
    }

    // Squares are errors on the judging rows; Fit gives the model from its whole window, null where it is of no use.
    private sealed record Candidate(string Name, double Error, double[] Squares, Func<Model?> Fit);
}
