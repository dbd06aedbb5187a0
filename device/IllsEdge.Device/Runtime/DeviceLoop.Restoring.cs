using IllsEdge.Device.Retraining;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Runtime;

// What was before the device was last ended, so that it goes on and does not begin anew.
public sealed partial class DeviceLoop
{
    /// <summary>Decisions that are looked at when a loop begins.</summary>
    internal const int NewestDecisions = 1000;

    private bool RestoreModels()
    {
        (SeatedModel? champion, SeatedModel? previous) = _parts.Archive.Restore(WhatIsWrong, out bool isNew);
        if (previous is not null && !TapsOf(previous.Model).SequenceEqual(TapsOf(champion?.Model)))
        {
            _log.Tell(
                LogLevel.Warning, Source, $"model {previous.Version} takes other inputs than the one in use and cannot be put back");
            previous = null;
        }

        if (_configuration.Retrain.IsStreaming)
            foreach (SeatedModel? seated in (SeatedModel?[])[champion, previous])
                seated?.Panel = new ExpertPanel(seated.Model);
        bool isUnproved = !isNew && champion is not null && !IsConfirmed();
        _seat.Restore(champion, previous, isUnproved);
        // One that came as a file is somebody's word; it was never judged here, so it has no reference.
        _isCommissioning = isUnproved && champion!.Reference is not null && previous is null;
        return isNew;
    }

    private void RestoreRows()
    {
        foreach (LabelledSample row in _parts.Store.ReadLabelled(_configuration.Retrain.Budgets.Rows))
            if (IsPlausible(row.Label) && Recall(row.Sample) is { } inputs)
                _rows.Add(row.Sample.Id, inputs, row.Label, row.Sample.Prediction?.Value ?? double.NaN);
        for (int row = Math.Max(0, _rows.Count - ExpertPanel.LongestMemory); row < _rows.Count; row++)
            _seat.Recall(_rows[row].SampleId, _rows[row].Inputs.Span, _rows[row].Label);
    }

    // What the last decisions say: what error is known to be possible, and since when there are labels for the next.
    private void RestorePolicy(bool isNew)
    {
        IReadOnlyList<StoredDecision> decisions = _parts.Store.ReadDecisions(NewestDecisions);
        DecisionFigures[] figures = [.. decisions.Select(decision => DecisionFigures.Of(decision.Figures))];
        _policy.CountModel(isNew ? null : figures.LastOrDefault(each => each.Goal is not null).Goal ?? _seat.Champion?.Reference);
        (StoredDecision? attempt, StoredDecision? review) = (null, null);
        foreach ((StoredDecision decision, DecisionFigures figure) in decisions.Zip(figures))
            if (figure.Reason is { } reason)
                (attempt, review) = (decision, reason == RetrainReason.ErrorRise ? review : decision);
        _policy.Restore(LabelsSince(attempt), LabelsSince(review), review is null ? TimeSpan.Zero : -Ago(review.Time));
    }

    private int LabelsSince(StoredDecision? decision) =>
        Math.Min(_rows.Count, _parts.Store.CountLabelsSince(decision?.Time ?? long.MinValue));

    // A clock that stands in the past tells nothing.
    private TimeSpan Ago(long time)
    {
        TimeSpan age = _lastWall - DateTimeOffset.FromUnixTimeMilliseconds(time);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    // Whether enough labels have come since the champion was adopted, before the device was last ended.
    private bool IsConfirmed() =>
        _parts.Store.ReadModel(ModelState.Champion) is { } champion
        && _parts.Store.ReadLabels(Probation) is { Count: Probation } labels
        && labels[0].Arrival >= champion.Time;

    // On the loop's count, so before zero; a device that is started again and again must not look as if it were fed.
    private TimeSpan TimeOfNewestLabel()
    {
        StoredLabel? newest = _parts.Store.ReadLabels(Probation)
            .LastOrDefault(label => _configuration.Target.Range.Holds(label.Value));
        return newest is null ? TimeSpan.Zero : -Ago(newest.Arrival);
    }
}
