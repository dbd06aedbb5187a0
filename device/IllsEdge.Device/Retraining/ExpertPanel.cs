using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Streaming;

namespace IllsEdge.Device.Retraining;

/// <summary>
/// Ways to go on with a model, each learning from every label as it comes, and how far each is to be trusted: the model as
/// it is; its output layer with a long, a middle and a short memory; a linear model with each of these; and a straight line
/// behind the model.
/// </summary>
/// <remarks>
/// Which memory suits depends on how fast the process changes, and nobody says so; so all are tried at once, each predicts
/// a label before it learns from it, and their mean by <see cref="FixedShare"/> is what leaves the device. That mean does
/// about as well as the best of them over any stretch, the model that does not learn among them: learning cannot make
/// things worse for long. A label far from all that was predicted counts less (Huber), because one in ten may be a slip.
/// The memories are a ladder, 1000, 200 and 50 labels, and not tuned to a process. Allocates nothing after it was made. Not
/// safe for use by several threads.
/// </remarks>
public sealed class ExpertPanel
{
    /// <summary>Labels older than this have been forgotten by all; nobody needs to replay them.</summary>
    public const int LongestMemory = 3000;

    // The reciprocal of the shortest memory: a change of who is best is found in as many labels as it takes to learn it.
    private const double Redealt = 0.02;

    // Of the typical error's square, in which it follows the labels: the newest 20 count most.
    private const double ScaleShare = 0.05;

    // Deviations within which a label counts in full; the classic 1.345 would slow down learning after a change.
    private const double HuberLimit = 3;

    // Deviations beyond which all are equally wrong: a slip, and no matter of who was nearer to it.
    private const double SlipLimit = 10;

    // So many in a row that far off are no slips: the process has changed by more than was ever seen.
    private const int SlipsInARow = 3;

    // Of the target's spread, below which no error is typical: labels that are all the same for a while tell nothing.
    private const double SmallestError = 0.01;

    // Of the trust, for a new model as it is: the judging rows speak for it, but it was the best of several.
    private const double WinnersShare = 0.1;

    private static readonly double[] Memories = [1000, 200, 50];

    private readonly Predictor _predictor;
    private readonly StreamedModel[] _streams;
    private readonly StreamedLine _line;
    private readonly FixedShare _trust;
    private readonly double[] _predictions;
    private readonly double[] _losses;
    private readonly double[] _one = new double[1];
    private readonly double _leastSquare;
    private double _square;
    private int _farInARow;

    /// <summary>Begins with all trust in the model as it is.</summary>
    /// <param name="model">The model; one target.</param>
    public ExpertPanel(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _predictor = new Predictor(model);
        double ridge = model.Members[0].Ridge ?? Training.TrainingOptions.DefaultRidge;
        Model[] bases = StreamedModel.CanFollow(model) && !IsLinear(model) ? [model, Linear(model)] : [Linear(model)];
        _streams = [.. bases.SelectMany(each => Memories.Select(memory => new StreamedModel(each, 1 - 1 / memory, ridge)))];
        _line = new StreamedLine(model.Targets[0].Scaling);
        _predictions = new double[2 + _streams.Length];
        _losses = new double[_predictions.Length];
        _trust = new FixedShare(_predictions.Length, Redealt);
        _trust.Begin(0);
        double error = model.Provenance.Metrics.Count > 0 ? model.Provenance.Metrics[0].Rmse : 0;
        double spread = model.Targets[0].Scaling.StandardDeviation;
        _leastSquare = Math.Pow(SmallestError * spread, 2);
        _square = Math.Max(_leastSquare, Math.Pow(error > 0 ? error : spread > 0 ? spread : 1, 2));
    }

    /// <summary>
    /// How far each is trusted, of sum 1: the model as it is, its streams from the longest memory to the shortest, the
    /// linear ones, the line.
    /// </summary>
    public ReadOnlySpan<double> Trust => _trust.Weights;

    /// <summary>Predicts one sample.</summary>
    public double Predict(ReadOnlySpan<double> inputs)
    {
        Ask(inputs);
        // From the model as it is, so that where all agree the mean is what they say, to the last bit.
        double mean = _predictions[0];
        for (int expert = 1; expert < _predictions.Length; expert++)
            mean += _trust.Weights[expert] * (_predictions[expert] - _predictions[0]);
        return mean;
    }

    /// <summary>Judges all by a label that none has learned from, then learns from it.</summary>
    /// <param name="inputs">Its sample.</param>
    /// <param name="measured">The label; what is not finite is passed over.</param>
    /// <returns>Whether there was something to learn.</returns>
    public bool Learn(ReadOnlySpan<double> inputs, double measured)
    {
        if (!IsUsable(inputs) || !double.IsFinite(measured))
            return false;
        double error = measured - Predict(inputs);
        for (int expert = 0; expert < _losses.Length; expert++)
            _losses[expert] = Loss(Math.Abs(measured - _predictions[expert]) / Math.Sqrt(_square));
        _trust.Update(_losses);
        _one[0] = measured;
        Absorb(inputs);
        Follow(error * error);
        return true;
    }

    /// <summary>Learns from a label that the model itself has learned from, which therefore cannot judge.</summary>
    public void Recall(ReadOnlySpan<double> inputs, double measured)
    {
        if (!IsUsable(inputs) || !double.IsFinite(measured))
            return;
        Ask(inputs);
        _one[0] = measured;
        Absorb(inputs);
    }

    /// <summary>Trusts each as another panel does, and the model as it is a little more, because it has just won.</summary>
    public void Inherit(ExpertPanel other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._predictions.Length == _predictions.Length)
            _trust.Begin(0, WinnersShare, other.Trust);
        _square = Math.Max(_leastSquare, other._square);
    }

    private void Follow(double square)
    {
        _farInARow = square > SlipLimit * SlipLimit * _square ? _farInARow + 1 : 0;
        double counted = _farInARow < SlipsInARow ? Math.Min(square, HuberLimit * HuberLimit * _square) : square;
        _square = Math.Max(_leastSquare, _square + ScaleShare * (counted - _square));
    }

    // Huber's: far off, what tells is by how many deviations one is nearer than another, and not the square of it; so after a
    // change, when all are far off, the nearest is still found at once, and one label decides little.
    private static double Loss(double deviations) => deviations < HuberLimit
        ? deviations * deviations / 2
        : HuberLimit * (Math.Min(deviations, SlipLimit) - HuberLimit / 2);

    private void Ask(ReadOnlySpan<double> inputs)
    {
        _predictor.Predict(inputs, _predictions.AsSpan(0, 1));
        for (int stream = 0; stream < _streams.Length; stream++)
            _streams[stream].Predict(inputs, _predictions.AsSpan(1 + stream, 1));
        _predictions[^1] = _line.Predict(_predictions[0]);
    }

    private void Absorb(ReadOnlySpan<double> inputs)
    {
        double far = HuberLimit * Math.Sqrt(_square);
        for (int stream = 0; stream < _streams.Length; stream++)
        {
            double distance = Math.Abs(_one[0] - _predictions[1 + stream]);
            _streams[stream].Absorb(inputs, _one, Math.Min(1, far / distance));
        }

        _line.Absorb(_predictions[0], _one[0], Math.Min(1, far / Math.Abs(_one[0] - _predictions[^1])));
    }

    // A reading a million deviations off would leave nothing of what was learned before.
    private bool IsUsable(ReadOnlySpan<double> inputs)
    {
        const double Farthest = 1e6;
        for (int input = 0; input < inputs.Length; input++)
            if (!(Math.Abs(_predictor.Model.Inputs[input].Scaling.Apply(inputs[input])) < Farthest))
                return false;
        return true;
    }

    private static bool IsLinear(Model model) => model.Members is [{ Network.Layers.Count: 1 }];

    private static Model Linear(Model model) => IsLinear(model) && StreamedModel.CanFollow(model)
        ? model
        : model with { Members = [new Member(new Network(model.Inputs.Count, [], 1, Activation.Linear), null, 1)] };
}
