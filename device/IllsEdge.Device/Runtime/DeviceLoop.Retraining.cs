using IllsEdge.Device.Configuration;
using IllsEdge.Device.Retraining;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Device.Runtime;

// When the model is fitted anew, and who predicts then.
public sealed partial class DeviceLoop
{
    /// <summary>
    /// Labels over which the live error is taken, and after which a new champion is compared with its predecessor: an RMSE
    /// of 10 scatters by a fifth, half of what the default trigger waits for.
    /// </summary>
    public const int Probation = 10;

    private const int FewestJudges = 10;

    // More judge hardly better, and a change is old before so many labels have seen it.
    private const int MostJudges = 100;

    // Times the budget, after which training is taken for one that never ends: fitting keeps to the budget by itself, and what
    // it does beside that takes no multiple of it.
    private const int LongestTraining = 10;

    private readonly RetrainPolicy _policy;
    private readonly TrainingThread _training;
    private readonly ChampionSeat _seat = new(Probation);
    private readonly LiveError _live = new(Probation);
    private SeatedModel? _challenged;
    private RetrainReason _reason;
    private long _learnedUpTo;
    private ulong _attempts;
    private int _adopted;
    private int _kept;
    private int _rolledBack;
    private bool _isCommissioning;
    private bool _isJustSwapped;

    private void Retrain(TimeSpan now)
    {
        Obey(now);
        JudgeShadow(now);
        if (_training.TryTake(now, out Verdict? verdict))
            Hear(verdict, now);
        if (!_training.IsBusy && _seat.Shadow is not { IsOver: false }
            && _policy.Due(now, _rows.Count, _seat.Champion is not null, _live.Typical) is { } reason)
            Challenge(reason, now);
    }

    private void Challenge(RetrainReason reason, TimeSpan now)
    {
        RetrainConfiguration retrain = _configuration.Retrain;
        Decide(DecisionKind.Retrain, Describe(reason), now, reason);
        int rows = Math.Min(
            _rows.Count,
            TrainingMemory.Rows(retrain.Budgets.Memory * 1_000_000L, _taps.Length, _configuration.Model.Hidden,
                isCoupled: _configuration.Model.Method == "coupled"));
        if (rows < Math.Min(_rows.Count, _configuration.Model.MinimumLabels))
        {
            _policy.CountAttempt(now, reason);
            Keep(
                reason,
                $"a network of {string.Join(", ", _configuration.Model.Hidden)} neurons cannot be fitted to enough rows with "
                + $"{retrain.Budgets.Memory} MB (retrain.budgets.memory); {rows} rows would fit",
                now);
            return;
        }

        (_challenged, _reason) = (_seat.Champion, reason);
        _learnedUpTo = _rows.NewestSampleId;
        FitRequest request = new()
        {
            Inputs = [.. _taps.Select(tap => tap.Name)],
            Targets = [_configuration.Target.Name],
            Hidden = _configuration.Model.Hidden,
            Trainer = Trainers.Named(_configuration.Model.Method)!,
            Seed = ++_attempts,
            Training = new TrainingOptions { Ridge = _configuration.Model.Ridge, Robust = _configuration.Model.Robust },
        };
        _training.Begin(
            new Challenge(
                reason,
                _rows.ToTable(rows),
                Judges(reason, rows),
                _challenged?.Model,
                _rows.Predicted(rows),
                request,
                retrain.Margin,
                _training.IsRepeatable ? null : retrain.Budgets.Time)
            {
                IsStreaming = retrain.IsStreaming,
                Processor = _training.IsRepeatable ? 1 : retrain.Budgets.Processor,
            },
            now);
        _policy.CountAttempt(now, reason);
    }

    // A champion must not be judged by rows that it has learned from, and a rise of the error by the rows that showed it.
    private int Judges(RetrainReason reason, int rows)
    {
        int most = Math.Clamp((int)(_configuration.Retrain.HeldOut * rows), FewestJudges, MostJudges);
        int unseen = _seat.Champion is { } champion ? _rows.CountAfter(champion.LearnedUpTo) : most;
        int judges = reason == RetrainReason.ErrorRise ? FewestJudges : Math.Min(most, Math.Max(FewestJudges, unseen));
        return Math.Clamp(judges, 2, rows / 2);
    }

    private string Describe(RetrainReason reason) => reason switch
    {
        RetrainReason.FirstModel => $"{_rows.Count} labels are enough for a first model",
        RetrainReason.Schedule => $"{DurationText.Of(_configuration.Retrain.Triggers.Schedule!.Value)} have passed",
        RetrainReason.Labels => $"{_configuration.Retrain.Triggers.Labels} new labels have come",
        RetrainReason.ErrorRise => FormattableString.Invariant(
            $"the error of the last {Probation} labels is {_live.Typical:G3}, and was {_policy.Goal:G3}"),
        RetrainReason.ErrorDrift => "the error has risen a little for good",
        RetrainReason.InputDrift => "the inputs are elsewhere than when the model was made",
        _ => "somebody asked for it",
    };

    private void Hear(Verdict verdict, TimeSpan now)
    {
        if (verdict.Model is { } model && ReferenceEquals(_seat.Champion, _challenged))
        {
            // It was fitted to inputs that were composed already.
            Model challenging = model with
            {
                Inputs = [.. model.Inputs.Zip(_taps, (input, tap) => input with { Tap = tap })],
            };
            SeatedModel challenger = new(
                _parts.Archive.NextVersion(), challenging, verdict.ChallengerError, _learnedUpTo, verdict.Panel);
            CatchUp(challenger);
            if (_seat.Champion is null || _configuration.Retrain.Adopt == Adoption.Judged)
                Adopt(challenger, _reason, verdict.Text, now);
            else
                Shadow(challenger, verdict.Text, now);
            return;
        }

        string who = _seat.Champion is { } champion ? $"model {champion.Version} stays; the best other" : "no model yet";
        string why = verdict.Model is null ? verdict.Text : "challenged a model that is no longer in use";
        // Where there is nobody to challenge any more, nobody has lost.
        Keep(verdict.Model is null ? _reason : null, $"{who}, {why}", now);
    }

    private void Keep(RetrainReason? lost, string text, TimeSpan now)
    {
        _kept++;
        if (lost is { } reason)
            _policy.CountRefusal(reason, _live.Typical);
        // As it is now is how it is: what has been looked into is not looked into again.
        ForgetDrift();
        Decide(DecisionKind.Keep, text, now);
    }

    private void Adopt(SeatedModel challenger, RetrainReason reason, string why, TimeSpan now)
    {
        _adopted++;
        _isCommissioning = _seat.Champion is null;
        _seat.Adopt(challenger);
        // What the best of several reached on ten rows is more luck than what the process allows.
        _policy.CountModel(reason == RetrainReason.ErrorRise ? null : challenger.Reference);
        _parts.Archive.Save(challenger);
        Swapped();
        Decide(DecisionKind.Adopt, $"model {challenger.Version}, {why}", now);
    }

    // On what came while it was made, and on whom to trust.
    private void CatchUp(SeatedModel challenger)
    {
        if (_seat.Champion?.Panel is { } panel)
            challenger.Panel?.Inherit(panel);
        for (int row = _rows.Count - _rows.CountAfter(challenger.LearnedUpTo); row < _rows.Count; row++)
            challenger.Learn(_rows[row].Inputs.Span, _rows[row].Label);
    }

    private void RollBack(string why, TimeSpan now)
    {
        if (!_seat.RollBack())
        {
            _log.Tell(LogLevel.Warning, Source, "there is no previous model to roll back to");
            return;
        }

        _rolledBack++;
        _parts.Archive.SaveSwap(_seat.Champion!);
        Swapped();
        _policy.CountRollBack();
        Decide(DecisionKind.RollBack, $"to model {_seat.Champion!.Version}: {why}", now);
    }

    private void Swapped()
    {
        _live.Clear();
        _isJustSwapped = true;
        ForgetDrift();
    }

    private void Decide(DecisionKind kind, string text, TimeSpan now, RetrainReason? reason = null)
    {
        Decision decision = new(now, kind, text, reason) { Figures = Figures(reason) };
        _parts.Store.AppendDecision(_clock.GetUtcNow().ToUnixTimeMilliseconds(), decision.Word, text, decision.Figures);
        _observer?.Decided(decision);
    }

    // Goal and reason are read again at the next start (DecisionFigures).
    private string Figures(RetrainReason? reason) => FormattableString.Invariant(
        $$"""{"model":{{_seat.Champion?.Version ?? 0}},"rows":{{_rows.Count}},"newLabels":{{_policy.NewLabels}},""")
        + $$"""
        "liveError":{{Number(_live.Typical)}},"goal":{{Number(_policy.Goal)}},"trust":[{{Trust()}}]{{(reason is null ? "" : $",\"reason\":\"{reason}\"")}}}
        """;

    // Of the model as it is and of each way of going on with it.
    private string Trust() => _seat.Champion?.Panel is { } panel
        ? string.Join(",", panel.Trust.ToArray().Select(weight => FormattableString.Invariant($"{weight:G3}")))
        : "";

    private static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? FormattableString.Invariant($"{number:R}") : "null";
}
