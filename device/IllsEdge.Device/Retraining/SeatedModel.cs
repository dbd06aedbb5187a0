using IllsEdge.Prediction;

namespace IllsEdge.Device.Retraining;

/// <summary>A model in use.</summary>
/// <param name="version">Counts up from 1.</param>
/// <param name="model">The model; one target.</param>
/// <param name="reference">Its error on the rows that judged it, in the target's unit; null where it was not judged.</param>
/// <param name="learnedUpTo">Newest sample it may have learned from; 0 where that is not known.</param>
/// <param name="panel">How it goes on learning; null where it stays as it is.</param>
/// <remarks>Not safe for use by several threads.</remarks>
public sealed class SeatedModel(
    int version, Model model, double? reference, long learnedUpTo, ExpertPanel? panel = null)
{
    private readonly Predictor _predictor = new(model);
    private readonly double[] _prediction = new double[1];
    private readonly double[] _spread = new double[1];
    private readonly AdaptiveReach _reach = new(1 - Calibration.UsualLevel);
    private readonly double? _quantile = model.Calibration?.Quantile(0, Calibration.UsualLevel);

    /// <summary>Counts up from 1.</summary>
    public int Version { get; } = version;

    /// <summary>The model.</summary>
    public Model Model { get; } = model;

    /// <summary>Its error when it was adopted; null where it was not judged.</summary>
    public double? Reference { get; } = reference;

    /// <summary>Newest sample it may have learned from.</summary>
    public long LearnedUpTo { get; } = learnedUpTo;

    /// <summary>How it goes on learning from every label; null where it stays as it is.</summary>
    public ExpertPanel? Panel { get; set; } = panel;

    /// <summary>Predicts one sample. Allocates nothing.</summary>
    public double Predict(ReadOnlySpan<double> inputs)
    {
        if (Panel is not null)
            return Panel.Predict(inputs);
        _predictor.Predict(inputs, _prediction);
        return _prediction[0];
    }

    /// <summary>Predicts one sample with what tells how far to trust it. Allocates nothing.</summary>
    /// <param name="inputs">One value an input.</param>
    /// <param name="margin">
    /// How far an interval of <see cref="Calibration.UsualLevel"/> reaches to both sides; null where the model knows none.
    /// </param>
    /// <param name="status">Good, or out of specification.</param>
    public double Predict(ReadOnlySpan<double> inputs, out double? margin, out ValueStatus status)
    {
        _predictor.Predict(inputs, _prediction, _spread);
        margin = _reach.Scale * _quantile * _spread[0] is { } known && double.IsFinite(known) ? known : null;
        status = _predictor.StatusOf(inputs, _spread);
        return Panel?.Predict(inputs) ?? _prediction[0];
    }

    /// <summary>Learns again, after a restart, from a label that it has seen before. Does nothing where the model stays as it is.</summary>
    /// <param name="sampleId">Its sample.</param>
    /// <param name="inputs">The sample's inputs.</param>
    /// <param name="measured">The label.</param>
    public void Recall(long sampleId, ReadOnlySpan<double> inputs, double measured)
    {
        if (sampleId > LearnedUpTo)
            Learn(inputs, measured);
        else
            Panel?.Recall(inputs, measured);
    }

    /// <summary>
    /// Learns from a label: how wide the bounds have to be, whom to trust, the value itself, and that inputs like these are
    /// known now. Does nothing where the model stays as it is. Allocates nothing.
    /// </summary>
    public void Learn(ReadOnlySpan<double> inputs, double measured)
    {
        if (Panel is null)
            return;
        double predicted = Predict(inputs, out double? margin, out _);
        if (margin is { } reach)
            _reach.Judge(Math.Abs(measured - predicted) <= reach);
        if (Panel.Learn(inputs, measured))
            _predictor.Absorb(inputs);
    }
}
