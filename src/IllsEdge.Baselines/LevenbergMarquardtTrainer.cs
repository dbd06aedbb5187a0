using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Baselines;

/// <summary>
/// The textbook's Levenberg-Marquardt method: Gauss-Newton steps damped in proportion to the curvature of every parameter, with a
/// damping that is divided by ten after a step that helped and multiplied by ten after one that did not (Marquardt 1963, SIAM J.
/// Appl. Math. 11, 431-441).
/// </summary>
/// <remarks>
/// <para>
/// A step solves min ||J d - r||^2 + ridge ||w + d||^2 + lambda ||D d||^2. D holds the largest lengths that the columns of J
/// have had (Moré 1978, Lecture Notes in Mathematics 630, equation 6.3), as in MINPACK: without the memory a neuron that saturates,
/// and with it its column, loses its damping and runs away.
/// </para>
/// <para>
/// <see cref="CoupledTrainer"/> belongs to the same family. It damps all parameters alike (Levenberg) and takes the damping from
/// the ratio of actual to predicted decrease (Nielsen 1999). Both solve by the same streamed QR, so their times differ by their
/// steps, not by who wrote the arithmetic better.
/// </para>
/// </remarks>
public sealed class LevenbergMarquardtTrainer() : IterativeTrainer("levenberg-marquardt")
{
    /// <inheritdoc/>
    protected override bool TakesStarts => false;

    /// <inheritdoc/>
    protected override bool TakesWeights => true;

    /// <inheritdoc/>
    protected override IIteration Begin(Network network, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Steps(network, options.Threads);
    }

    private sealed class Steps(Network network, int threads) : IIteration
    {
        private const double FirstDamping = 1e-3, Factor = 10, LeastDamping = 1e-15;

        /// <summary>Dampings that are tried for one step: the last is 10^15 times the first.</summary>
        private const int MaximumTrials = 16;

        private readonly Linearisation _linearisation = new(network, threads: threads);
        private readonly double[] _copy = new double[TriangularFactor<double>.Length(network.Parameters.Length, 1)];
        private readonly double[] _change = new double[network.Parameters.Length];
        private readonly double[] _before = new double[network.Parameters.Length];
        private readonly double[] _squaredLengths = new double[network.Parameters.Length];
        private readonly double[] _dampings = new double[network.Parameters.Length];
        private double _damping = FirstDamping;

        public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
        {
            _linearisation.Absorb(rows, cancellationToken);
            Lengthen();
            network.Parameters.CopyTo(_before);
            for (int trial = 0; trial < MaximumTrials; trial++)
            {
                TensorPrimitives.Multiply<double>(_squaredLengths, _damping, _dampings);
                if (TrySolve(objective.Ridge))
                {
                    _linearisation.Apply(_change);
                    double reached = objective.Of(rows, cancellationToken);
                    if (reached < present)
                    {
                        _damping = Math.Max(_damping / Factor, LeastDamping);
                        return reached;
                    }

                    _before.CopyTo(network.Parameters);
                }

                _damping *= Factor;
            }

            return null;
        }

        private bool TrySolve(double ridge)
        {
            TriangularFactor<double> damped = new(_copy, _linearisation.Columns, 1);
            _linearisation.Factor.CopyTo(damped);
            _linearisation.AbsorbRidge(damped, ridge, _dampings);
            return _linearisation.Solve(damped, _change);
        }

        /// <summary>Column k of R is as long as column k of J. A column that is 0 is damped as if it had length 1.</summary>
        private void Lengthen()
        {
            TriangularFactor<double> factor = _linearisation.Factor;
            for (int column = 0; column < _squaredLengths.Length; column++)
            {
                double sum = 0;
                for (int row = 0; row <= column; row++)
                    sum += factor[row, column] * factor[row, column];
                double length = Math.Max(_squaredLengths[column], sum);
                _squaredLengths[column] = length > 0 ? length : 1;
            }
        }
    }
}
