using System.Numerics.Tensors;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Baselines;

/// <summary>
/// Limited-memory BFGS on all rows at once (Liu and Nocedal 1989, Mathematical Programming 45, 503-528; Nocedal and Wright 2006,
/// algorithms 7.4 and 7.5) with a <see cref="WolfeSearch"/>. An iteration is one step.
/// </summary>
public sealed class LimitedMemoryBfgsTrainer() : IterativeTrainer("l-bfgs")
{
    /// <inheritdoc/>
    protected override bool TakesStarts => false;

    /// <inheritdoc/>
    protected override bool TakesWeights => true;

    /// <summary>Steps are cheap and short: over fewer of them plateaus would be taken for the end.</summary>
    protected override int Window => 100;

    /// <inheritdoc/>
    protected override IIteration Begin(Network network, TrainingOptions options) => new Steps(network);

    private sealed class Steps(Network network) : IIteration
    {
        /// <summary>Steps that are remembered, of the usual 3 to 20.</summary>
        private const int Memory = 10;

        /// <summary>A pair whose s'y is a smaller share of |s||y| is lost in rounding.</summary>
        private const double Smallest = 1e-10;

        private readonly int _parameters = network.Parameters.Length;
        private readonly Queue<(double[] Step, double[] Change, double Product)> _pairs = new();
        private readonly double[] _before = new double[network.Parameters.Length];
        private readonly double[] _direction = new double[network.Parameters.Length];
        private double[] _gradient = new double[network.Parameters.Length];
        private double[] _newGradient = new double[network.Parameters.Length];
        private bool _hasGradient;

        public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
        {
            if (!_hasGradient)
                objective.WithGradient(rows, _gradient, cancellationToken);
            _hasGradient = true;
            network.Parameters.CopyTo(_before);
            if (Search(rows, objective, present, cancellationToken) is { } reached)
                return reached;

            // What is remembered may have led astray; along the gradient there is a way down, or nowhere.
            bool remembered = _pairs.Count > 0;
            _pairs.Clear();
            if (remembered && Search(rows, objective, present, cancellationToken) is { } lower)
                return lower;
            _before.CopyTo(network.Parameters);
            return null;
        }

        private double? Search(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
        {
            FindDirection();
            // The gradients here are half of the objective's.
            double slope = 2 * TensorPrimitives.Dot<double>(_gradient, _direction);
            if (!(slope < 0))
                return null;
            double first = _pairs.Count > 0 ? 1 : Math.Min(1, 1 / TensorPrimitives.Norm<double>(_gradient));
            LinePoint? found = WolfeSearch.Find(new(0, present, slope), first, length =>
            {
                TensorPrimitives.MultiplyAdd<double>(_direction, length, _before, network.Parameters);
                double value = objective.WithGradient(rows, _newGradient, cancellationToken);
                return new(length, value, 2 * TensorPrimitives.Dot<double>(_newGradient, _direction));
            });
            if (found is not { } point || !(point.Value < present))
                return null;
            Remember(point.Length);
            (_gradient, _newGradient) = (_newGradient, _gradient);
            return point.Value;
        }

        /// <summary>Minus the inverse Hessian that the pairs tell of, times the gradient.</summary>
        private void FindDirection()
        {
            TensorPrimitives.Negate<double>(_gradient, _direction);
            if (_pairs.Count == 0)
                return;
            (double[] Step, double[] Change, double Product)[] pairs = [.. _pairs];
            double[] shares = new double[pairs.Length];
            for (int pair = pairs.Length - 1; pair >= 0; pair--)
            {
                shares[pair] = TensorPrimitives.Dot<double>(pairs[pair].Step, _direction) / pairs[pair].Product;
                TensorPrimitives.MultiplyAddEstimate(pairs[pair].Change, -shares[pair], _direction, _direction);
            }

            double[] last = pairs[^1].Change;
            TensorPrimitives.Multiply(_direction, pairs[^1].Product / TensorPrimitives.SumOfSquares<double>(last), _direction);
            for (int pair = 0; pair < pairs.Length; pair++)
            {
                double share = TensorPrimitives.Dot<double>(pairs[pair].Change, _direction) / pairs[pair].Product;
                TensorPrimitives.MultiplyAddEstimate(pairs[pair].Step, shares[pair] - share, _direction, _direction);
            }
        }

        private void Remember(double length)
        {
            (double[] step, double[] change, _) = _pairs.Count == Memory
                ? _pairs.Dequeue()
                : (new double[_parameters], new double[_parameters], 0);
            TensorPrimitives.Multiply<double>(_direction, length, step);
            TensorPrimitives.Subtract<double>(_newGradient, _gradient, change);
            double product = TensorPrimitives.Dot<double>(step, change);
            if (product > Smallest * TensorPrimitives.Norm<double>(step) * TensorPrimitives.Norm<double>(change))
                _pairs.Enqueue((step, change, product));
        }
    }
}
