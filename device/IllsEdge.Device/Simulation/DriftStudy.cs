using IllsEdge.Device.Runtime;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Simulation;

/// <summary>
/// What retraining is worth where a process changes at a known time: the model in use at the change goes on predicting on the
/// side, as it would on a device that does not learn, and both are judged by the same labels.
/// </summary>
/// <param name="change">When the process changes, since the start.</param>
public sealed class DriftStudy(TimeSpan change) : ILoopObserver
{
    private readonly double[] _frozenPrediction = new double[1];
    private Predictor? _frozen;
    private (double Sum, long Count) _before;
    private (double Sum, long Count) _without;
    private (double Sum, long Count) _with;

    /// <summary>Where the model in use is found; the loop that is studied.</summary>
    public DeviceLoop? Loop { get; set; }

    /// <summary>RMSE of what was published before the change; null where nothing was.</summary>
    public double? Before => Rmse(_before);

    /// <summary>RMSE after the change of the model that was in use at it; null where there was none.</summary>
    public double? WithoutRetraining => Rmse(_without);

    /// <summary>RMSE of what was published after the change, on the same labels; null where nothing was.</summary>
    public double? WithRetraining => Rmse(_with);

    /// <summary>Labels after the change that both were judged by.</summary>
    public long LabelsAfter => _with.Count;

    /// <summary>Reasons of the retrainings and what came of them.</summary>
    public List<Decision> Decisions { get; } = [];

    /// <inheritdoc/>
    public void Sampled(in SampleReport sample)
    {
        if (_frozen is null && sample.Elapsed >= change && Loop?.Champion is { } champion)
            _frozen = new Predictor(champion);
    }

    /// <inheritdoc/>
    public void Labelled(in LabelReport label)
    {
        if (label.Published is not { } published)
            return;
        if (label.Elapsed - label.Age < change)
        {
            Add(ref _before, label.Measured - published);
        }
        else if (_frozen is not null && !label.Values.IsEmpty)
        {
            _frozen.Predict(label.Values, _frozenPrediction);
            Add(ref _without, label.Measured - _frozenPrediction[0]);
            Add(ref _with, label.Measured - published);
        }
    }

    /// <inheritdoc/>
    public void Decided(Decision decision) => Decisions.Add(decision);

    private static void Add(ref (double Sum, long Count) errors, double error) =>
        errors = (errors.Sum + error * error, errors.Count + 1);

    private static double? Rmse((double Sum, long Count) errors) =>
        errors.Count == 0 ? null : Math.Sqrt(errors.Sum / errors.Count);
}
