using IllsEdge.Device.Retraining;
using IllsEdge.Device.Retraining.Drift;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Runtime;

// Slow changes, of the error and of the inputs.
public sealed partial class DeviceLoop
{
    // In typical errors: a rise by less than a fifth is let pass.
    private const double AllowedRise = 0.2;

    // A label ten times as far off as usual counts as this.
    private const double LargestError = 4;

    private readonly PageHinkley? _errorDrift;
    private readonly InputDrift? _inputDrift;
    private double _typicalError;

    private void WatchError(double error, TimeSpan now)
    {
        if (_errorDrift is null || !double.IsFinite(error))
            return;
        // The unit is what was usual when the watch began.
        if (_errorDrift.Count == 0)
            _typicalError = _live.Typical ?? 0;
        if (!(_typicalError > 0) || !_errorDrift.Add(Math.Min(Math.Abs(error) / _typicalError, LargestError)))
            return;
        Decide(
            DecisionKind.Drift,
            FormattableString.Invariant(
                $"the error has risen slowly: {_live.Typical:G3} on the last {Probation} labels, {_typicalError:G3} {_errorDrift.Count} labels ago"),
            now);
        _policy.CountDrift(RetrainReason.ErrorDrift);
        _errorDrift.Reset();
    }

    private void WatchInputs(TimeSpan now, ValueStatus ofModel)
    {
        if (_inputDrift?.Take(now, _inputs, ofModel == ValueStatus.OutOfSpecification) != true)
            return;
        DriftFinding found = _inputDrift.Finding!;
        Decide(
            DecisionKind.Drift,
            found.Input is { } input
                ? FormattableString.Invariant(
                    $"{_taps[input].Name} is distributed otherwise than when the model was made: distance {found.Distance:G2}, probability by chance {found.Probability:G2}")
                : FormattableString.Invariant(
                    $"{found.Distance:P0} of the samples are unlike those learned from, and were {found.Probability:P0}"),
            now);
        _policy.CountDrift(RetrainReason.InputDrift);
    }

    private void ForgetDrift()
    {
        _errorDrift?.Reset();
        _inputDrift?.Reset();
    }
}
