using System.Numerics.Tensors;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Search;

/// <summary>A candidate under cross-validation: what its networks predict for held-out rows, at every ridge of the path.</summary>
internal sealed class Contender
{
    /// <summary>
    /// A path ends when its error on the held-out rows was twice in a row this much above its lowest, but not before the ridge
    /// that was best for the networks before.
    /// </summary>
    private const double Worse = 1.2;

    /// <summary>Ratio of a measured mean squared error to the one that is concluded from it.</summary>
    private const double Guess = 1.04;

    private readonly Fold[] _folds;
    private readonly double[] _ridges;
    private readonly ulong _seed;
    private readonly double[][] _single;
    private readonly double[][][] _sums;
    private readonly int[] _restarts;
    private int _reach;

    public Contender(Candidate candidate, Fold[] folds, double[] ridges, ulong seed)
    {
        (Candidate, _folds, _ridges, _seed, _reach) = (candidate, folds, ridges, seed, ridges.Length);
        _single = [.. folds.Select(_ => new double[ridges.Length])];
        _sums = [.. folds.Select(_ => new double[ridges.Length][])];
        _restarts = new int[folds.Length];
    }

    public Candidate Candidate { get; }

    public double Seconds { get; set; }

    /// <summary>Networks fitted so far, for all folds.</summary>
    public int Walks => _restarts.Sum();

    /// <summary>Networks fitted so far for one fold.</summary>
    public int Restarts(int fold) => _restarts[fold];

    /// <summary>Fits one more network on a fold, from large ridges to small, and predicts the held-out rows at each.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the contender is as before.</exception>
    public void Walk(int fold, CancellationToken cancellationToken)
    {
        TrainingRows heldOut = _folds[fold].HeldOut;
        double[][] predicted = new double[_ridges.Length][];
        double[] errors = new double[_ridges.Length];
        double lowest = double.PositiveInfinity;
        int reached = 0;
        int worse = 0;
        int least = Walks == 0 ? 0 : Enumerable.Range(0, _reach).MinBy(ridge => _single.Sum(errors => errors[ridge]));
        ulong seed = _seed + (ulong)(fold * 1000 + _restarts[fold]);
        foreach (Network network in Path(Candidate, _folds[fold].Training, _ridges[.._reach], seed, cancellationToken))
        {
            predicted[reached] = Predict(network, heldOut);
            errors[reached] = SquaredError(predicted[reached], 1, heldOut);
            lowest = Math.Min(lowest, errors[reached]);
            worse = errors[reached] > Worse * lowest ? worse + 1 : 0;
            reached++;
            if (worse >= 2 && reached > least)
                break;
        }

        _reach = Math.Min(_reach, reached);
        _restarts[fold]++;
        for (int ridge = 0; ridge < _reach; ridge++)
        {
            _single[fold][ridge] += errors[ridge];
            double[] sum = _sums[fold][ridge] ??= new double[predicted[ridge].Length];
            TensorPrimitives.Add(sum, predicted[ridge], sum);
        }
    }

    /// <summary>The errors on the first folds, with 2 restarts or more on each, at the ridge where large ensembles err least.</summary>
    public (EnsembleError Error, int Ridge) Best(int folds)
    {
        EnsembleError[] errors = [.. Enumerable.Range(0, _reach).Select(ridge => ErrorAt(ridge, folds))];
        int best = Enumerable.Range(0, _reach).MinBy(ridge => errors[ridge].Of(EnsembleError.LargestSize));
        return (errors[best], best);
    }

    /// <summary>The errors on all folds.</summary>
    public EnsembleError Error => Best(_folds.Length).Error;

    /// <summary>Mean squared error of a large ensemble, by which contenders are compared.</summary>
    public double Merit => MeritOn(_folds.Length);

    /// <summary>Whether the merit would be worse by more than a few per cent for an ensemble of as many networks as were fitted.</summary>
    public bool IsGuess => Error.Of(_restarts.Min()) > Guess * Merit;

    /// <summary>The same on the first folds.</summary>
    public double MeritOn(int folds) => Best(folds).Error.Of(EnsembleError.LargestSize);

    /// <summary>What the first folds said.</summary>
    public Trial ToTrial(int folds, double at)
    {
        (EnsembleError error, int ridge) = Best(folds);
        int members = error.Size();
        return new Trial(
            Candidate,
            _ridges[ridge],
            folds,
            _restarts[..folds].Min(),
            members,
            Math.Sqrt(error.Single),
            Math.Sqrt(error.Of(members)),
            Seconds,
            at);
    }

    /// <summary>
    /// Residuals of the mean of the restarts on all held-out rows, at the best ridge; their squares add up to its mean squared
    /// error.
    /// </summary>
    public double[] Residuals()
    {
        int ridge = Best(_folds.Length).Ridge;
        double total = _folds.Sum(fold => fold.HeldOut.TotalWeight);
        List<double> residuals = [];
        for (int fold = 0; fold < _folds.Length; fold++)
        {
            TrainingRows heldOut = _folds[fold].HeldOut;
            for (int target = 0; target < heldOut.Targets.Columns; target++)
                for (int row = 0; row < heldOut.Count; row++)
                    residuals.Add(Math.Sqrt(heldOut.Weight(row, target) / total)
                        * (_sums[fold][ridge][target * heldOut.Count + row] / _restarts[fold] - heldOut.Targets[row, target]));
        }

        return [.. residuals];
    }

    /// <summary>What was predicted of a target for every held-out row, at the best ridge.</summary>
    public IEnumerable<HeldOutValue> HeldOut(int target)
    {
        (EnsembleError error, int ridge) = Best(_folds.Length);
        for (int fold = 0; fold < _folds.Length; fold++)
        {
            TrainingRows heldOut = _folds[fold].HeldOut;
            for (int row = 0; row < heldOut.Count; row++)
                yield return new HeldOutValue(
                    _folds[fold].Places[row],
                    target,
                    heldOut.Targets[row, target],
                    _sums[fold][ridge][target * heldOut.Count + row] / _restarts[fold],
                    error.Of(_restarts[fold]));
        }
    }

    /// <summary>One network of a candidate, ridge after ridge; always the same object.</summary>
    public static IEnumerable<Network> Path(
        Candidate candidate, TrainingRows rows, double[] ridges, ulong seed, CancellationToken cancellationToken)
    {
        if (candidate.Resampled)
        {
            RandomSource random = new(~seed);
            TrainingRows all = rows;
            rows = rows.Select([.. Enumerable.Range(0, rows.Count).Select(_ => random.NextBelow(all.Count))]);
        }

        Network network = new(rows.Inputs.Columns, candidate.Hidden, rows.Targets.Columns, candidate.Activation);
        Initialisation.Randomise(network, seed);
        RidgePath path = new(network);
        foreach (double ridge in ridges)
        {
            path.Settle(rows, ridge, cancellationToken);
            yield return network;
        }
    }

    private EnsembleError ErrorAt(int ridge, int folds)
    {
        double single = 0, limit = 0;
        double weight = 0;
        for (int fold = 0; fold < folds; fold++)
        {
            EnsembleError error = EnsembleError.From(
                _single[fold][ridge] / _restarts[fold],
                SquaredError(_sums[fold][ridge], _restarts[fold], _folds[fold].HeldOut),
                _restarts[fold]);
            single += error.Single;
            limit += error.Limit;
            weight += _folds[fold].HeldOut.TotalWeight;
        }

        return new EnsembleError(single / weight, limit / weight);
    }

    private static double[] Predict(Network network, TrainingRows rows)
    {
        ForwardPass forward = new(network, Linearisation.ChunkRows);
        double[] predicted = new double[rows.Count * network.Outputs];
        for (int start = 0; start < rows.Count; start += forward.Capacity)
        {
            int count = Math.Min(forward.Capacity, rows.Count - start);
            forward.Run(rows.Inputs.RowRange(start, count));
            for (int output = 0; output < network.Outputs; output++)
                forward.Outputs.Column(output).CopyTo(predicted.AsSpan(output * rows.Count + start, count));
        }

        return predicted;
    }

    private static double SquaredError(double[] sum, int count, TrainingRows rows)
    {
        double error = 0;
        for (int target = 0; target < rows.Targets.Columns; target++)
        {
            ReadOnlySpan<double> measured = rows.Targets.Column(target);
            for (int row = 0; row < rows.Count; row++)
            {
                double residual = sum[target * rows.Count + row] / count - measured[row];
                error += rows.Weight(row, target) * residual * residual;
            }
        }

        return error;
    }
}

/// <summary>A value that was held out, in standardised units.</summary>
/// <param name="Place">Its row's place among all.</param>
/// <param name="Target">Its target.</param>
/// <param name="Measured">The value.</param>
/// <param name="Predicted">The mean of the networks that were fitted without it.</param>
/// <param name="Expected">Mean squared error of the mean of so many.</param>
internal readonly record struct HeldOutValue(int Place, int Target, double Measured, double Predicted, double Expected);
