using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// One damped least-squares step over the parameters of some layers: min ||J d - r||^2 + ridge ||w + d||^2 + mu s ||d||^2,
/// with s the mean of J's squared column lengths, tried with growing mu until the true objective falls.
/// </summary>
/// <remarks>
/// Ridge and damping enter as diagonal rows on a copy of the triangle, so another trial costs 2/3 p^3 flops and a forward
/// pass but no other pass over the Jacobian.
/// </remarks>
internal sealed class LevenbergStep
{
    /// <summary>Growth doubles from trial to trial: the twelfth damping is 2^66 times the first.</summary>
    private const int MaximumTrials = 12;

    /// <summary>A predicted decrease below this share of the objective is lost in its rounding.</summary>
    private const double Negligible = 1e-15;

    private readonly Network _network;
    private readonly Linearisation _linearisation;
    private readonly double[] _copy;
    private readonly double[] _change;
    private readonly double[] _before;
    private double _growth = 2;
    private bool _isLinearised;

    /// <summary>Makes the memory for steps over these layers.</summary>
    /// <exception cref="NotSupportedException">Two triangles of this size do not fit this machine.</exception>
    public LevenbergStep(Network network, int[] layers)
    {
        RefuseBeyondMemory(layers.Sum(layer => (long)network.Layers[layer].ParameterCount));
        _network = network;
        _linearisation = new Linearisation(network, layers);
        _copy = new double[TriangularFactor<double>.Length(_linearisation.Columns, 1)];
        _change = new double[_linearisation.Columns];
        _before = new double[network.Parameters.Length];
    }

    /// <summary>mu: 1 makes the damping as heavy as the average parameter's own curvature.</summary>
    public double Damping { get; private set; } = 1;

    /// <summary>Moves the network to a lower objective.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="objective">What is to be lowered.</param>
    /// <param name="present">The objective at the present weights.</param>
    /// <param name="cancellationToken">Looked at in every pass over the rows.</param>
    /// <returns>The lower objective, or null where no step lowers it and the weights are as before.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the weights may be those of a trial.</exception>
    public double? Take(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
    {
        if (!_isLinearised)
            _linearisation.Absorb(rows, cancellationToken);
        _isLinearised = false;
        double scale = _linearisation.MeanSquaredColumn();
        _network.Parameters.CopyTo(_before);
        for (int trial = 0; trial < MaximumTrials; trial++)
        {
            if (TrySolve(objective.Ridge, Damping * scale))
            {
                _linearisation.Apply(_change);
                double predicted = present - _linearisation.ResidualAfter(_change)
                    - objective.Ridge * Objective.SumOfSquaredWeights(_network);
                double reached = objective.Of(rows, cancellationToken);
                if (reached < present)
                {
                    Relax((present - reached) / predicted);
                    return reached;
                }

                _before.CopyTo(_network.Parameters);
                if (Math.Abs(predicted) <= Negligible * present)
                    return null;
            }

            Damping *= _growth;
            _growth *= 2;
        }

        return null;
    }

    /// <summary>
    /// How probable the targets are at a ridge, as a logarithm up to a constant: 1/2 (p ln ridge - ln |J'J + ridge I| -
    /// n ln E), for n residuals and the objective E, which is lowest at the present weights.
    /// </summary>
    /// <remarks>
    /// Laplace's approximation (MacKay 1992, Neural Computation 4, 448-472, equation 2.4 and section 3.2), with the
    /// unknown variance of the noise integrated out. Biases are counted like weights: one that the rows do not determine
    /// must say nothing. The next <see cref="Take"/> uses the pass over the Jacobian that this needs, so nothing may change
    /// the network or the rows between them.
    /// </remarks>
    /// <param name="rows">Training rows.</param>
    /// <param name="ridge">Above 0.</param>
    /// <param name="objective">The objective at the present weights.</param>
    /// <param name="cancellationToken">Looked at in the pass over the rows.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public double LogEvidence(TrainingRows rows, double ridge, double objective, CancellationToken cancellationToken)
    {
        _linearisation.Absorb(rows, cancellationToken);
        _isLinearised = true;
        TriangularFactor<double> factor = new(_copy, _linearisation.Columns, 1);
        _linearisation.Factor.CopyTo(factor);
        _linearisation.AbsorbRidge(factor, ridge: 0, damping: ridge);
        double sum = -0.5 * rows.Count * rows.Targets.Columns * Math.Log(objective);
        for (int column = 0; column < factor.Columns; column++)
            sum += 0.5 * Math.Log(ridge) - Math.Log(Math.Abs(factor[column, column]));
        return sum;
    }

    private static void RefuseBeyondMemory(long parameters)
    {
        double needed = 2.0 * sizeof(double) * parameters * parameters;
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available || parameters >= TriangularFactor<double>.MaximumOrder)
            throw new NotSupportedException(
                $"method coupled needs {needed / 1e9:F1} GB for the {parameters} parameters it changes in one step, and " +
                $"there are {available / 1e9:F1} GB here. Use fewer hidden neurons, or block layer for a deep network.");
    }

    private bool TrySolve(double ridge, double damping)
    {
        TriangularFactor<double> damped = new(_copy, _linearisation.Columns, 1);
        _linearisation.Factor.CopyTo(damped);
        _linearisation.AbsorbRidge(damped, ridge, damping);
        return _linearisation.Solve(damped, _change);
    }

    /// <summary>Less damping after a step that did what was predicted, more after one that did not (Nielsen 1999, 2.5).</summary>
    private void Relax(double gain)
    {
        double surprise = 2 * gain - 1;
        Damping *= Math.Clamp(1 - surprise * surprise * surprise, 1.0 / 3, 2);
        _growth = 2;
    }
}
