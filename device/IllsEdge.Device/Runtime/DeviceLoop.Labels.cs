using IllsEdge.Device.Configuration;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Runtime;

// Labels come late and seldom; each is joined to the sample that it belongs to.
public sealed partial class DeviceLoop
{
    private readonly List<Reading> _pending = [];
    private readonly LabelledRows _rows;
    private long _labels;
    private long _unmatched;
    private readonly PlausibleLabels _plausible = new();
    private long _implausible;
    private TimeSpan _lastLabel;

    // After the sample of this step, so that a label for now finds it, and its prediction was made without the label.
    private void JoinLabels(TimeSpan now)
    {
        foreach (Reading label in _pending)
            Join(label, now);
        _pending.Clear();
    }

    private void Join(Reading label, TimeSpan now)
    {
        _labels++;
        LabelMatch match = _configuration.Target.Match;
        DateTimeOffset arrival = _clock.GetUtcNow();
        DateTimeOffset belongs = label.Time ?? arrival - (label.Age ?? TimeSpan.Zero);
        long wanted = (belongs - match.Delay).ToUnixTimeMilliseconds();

        if (!IsPlausible(label.Value))
        {
            Doubt(label.Value, belongs, arrival);
            return;
        }

        _lastLabel = now;
        // Who sends an age has no clock, and ours may have been set meanwhile: then only the count tells, as far as it
        // reaches.
        TimeSpan moment = now - (label.Age ?? TimeSpan.Zero) - match.Delay;
        bool isFound = label.Time is null
            ? _history.TryFind(moment, match.Tolerance, out PastSample sample, out ReadOnlySpan<double> values)
            : _history.TryFind(wanted, match.Tolerance, out sample, out values);
        bool isOlder = label.Time is not null || moment - match.Tolerance < _history.Since;
        if (!isFound && isOlder
            && _surroundings.FindSample(wanted, (long)match.Tolerance.TotalMilliseconds) is { } stored)
        {
            isFound = true;
            double[]? recalled = Recall(stored);
            values = recalled;
            sample = new PastSample(
                stored.Id, now - (arrival - DateTimeOffset.FromUnixTimeMilliseconds(stored.Time)),
                stored.Prediction?.Value ?? double.NaN, recalled is not null);
        }

        // The clock may have been set since the sample was stamped, as after a start in the past: the sender's time is then
        // as long ago as the clock says now.
        if (!isFound && label.Time is not null)
            isFound = _history.TryFind(
                now - (arrival - belongs) - match.Delay, match.Tolerance, out sample, out values);

        _parts.Store.AppendLabel(
            label.Value, belongs.ToUnixTimeMilliseconds(), arrival.ToUnixTimeMilliseconds(), isFound ? sample.Id : null, out _);
        if (!isFound)
        {
            _unmatched++;
            if (_unmatchedLog.MaySpeak(out long heldBack))
                _unmatchedLog.Tell(
                    LogLevel.Warning,
                    FormattableString.Invariant($"a label of {label.Value} for {belongs:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} matches no sample within ")
                    + $"{DurationText.Of(match.Tolerance)}; it is stored without one",
                    heldBack);
            return;
        }

        _window.Put(sample.Place, _columns.Length - 1, label.Value);
        _measured?.Put(sample.Place, _columns.Length - 1, label.Value);
        _observer?.Labelled(new LabelReport(
            now, now - sample.Elapsed, label.Value, double.IsFinite(sample.Prediction) ? sample.Prediction : null,
            sample.IsComplete ? values : default));
        if (sample.IsComplete)
            Learn(sample.Id, values, label.Value, now);
    }

    private bool IsPlausible(double label)
    {
        if (!double.IsFinite(label) || !_configuration.Target.Range.Holds(label))
            return false;
        bool isPlausible = _plausible.Holds(label);
        bool wasKnown = _plausible.IsKnown;
        _plausible.Count(label);
        // Those that came before enough were known to tell.
        if (_plausible.IsKnown && !wasKnown)
            _rows.Drop(_plausible);
        return isPlausible;
    }

    // Stored without a sample, so that it replaces no label that is right, and nobody learns from it later.
    private void Doubt(double value, DateTimeOffset belongs, DateTimeOffset arrival)
    {
        _implausible++;
        // The store holds numbers only.
        bool isStored = double.IsFinite(value);
        if (isStored)
            _parts.Store.AppendLabel(value, belongs.ToUnixTimeMilliseconds(), arrival.ToUnixTimeMilliseconds(), null, out _);
        if (!_implausibleLog.MaySpeak(out long heldBack))
            return;
        InputRange range = _configuration.Target.Range;
        bool isOutside = !range.Holds(value);
        if (!isOutside)
            range = new InputRange { Low = _plausible.Range.Low, High = _plausible.Range.High };
        _implausibleLog.Tell(
            LogLevel.Warning,
            FormattableString.Invariant($"a label of {value} for {belongs:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} ")
            + (isStored
                ? FormattableString.Invariant($"is outside {range.Low:G6} to {range.High:G6} ")
                    + (isOutside ? "(target.range)" : "(20 interquartile ranges beyond the newest labels)")
                    + "; it is stored and not learned from"
                : "is no finite number; it is not stored"),
            heldBack);
    }

    private void Learn(long sampleId, ReadOnlySpan<double> values, double measured, TimeSpan now)
    {
        double predicted = _seat.Champion?.Predict(values) ?? double.NaN;
        bool isFirst = _rows.Add(sampleId, values, measured, predicted);
        if (isFirst)
            _policy.CountLabel();
        if (_seat.Champion is not { } champion)
            return;
        _live.Add(sampleId, measured, predicted);
        WatchError(measured - predicted, now);
        if (_policy.Goal is null)
            _policy.CountModel(_live.Typical);
        // A second label for a sample takes the first one's place with the next retraining; learned from twice it would
        // count double.
        if (!isFirst)
            return;
        _seat.Shadow?.Judge(values, measured, predicted);
        if (_seat.Judge(values, measured) is var (error, previous))
            RollBack(
                FormattableString.Invariant(
                    $"error {previous:G3} against {error:G3} of model {champion.Version} on {Probation} labels"),
                now);
        _seat.Learn(values, measured);
    }
}
