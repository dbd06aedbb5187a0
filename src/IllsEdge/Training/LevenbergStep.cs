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
internal sealed class LevenbergStep : IRidgedIteration
{
    /// <summary>Growth doubles from trial to trial: the twelfth damping is 2^66 times the first.</summary>
    private const int MaximumTrials = 12;

    /// <summary>Growth of the damping after the first trial that fails.</summary>
    private const double FirstGrowth = 2;

    /// <summary>A predicted decrease below this share of the objective is lost in its rounding.</summary>
    private const double Negligible = 1e-15;

    private readonly Network _network;
    private readonly Linearisation _linearisation;
    private readonly double[] _copy;
    private readonly double[] _change;
    private readonly double[] _before;
    private double _growth = FirstGrowth;
    private bool _isLinearised;

    /// <summary>Makes the memory for steps over these layers.</summary>
    /// <exception cref="NotSupportedException">Two triangles of this size do not fit this machine.</exception>
    /// <param name="network">Goes from its present weights on.</param>
    /// <param name="layers">Their indices, ascending; all where null.</param>
    /// <param name="threads">Threads that share the rows.</param>
    public LevenbergStep(Network network, int[]? layers = null, int threads = 1)
    {
        layers ??= [.. Enumerable.Range(0, network.Layers.Count)];
        _network = network;
        _linearisation = new Linearisation(network, layers, threads);
        _copy = new double[TriangularFactor<double>.Length(_linearisation.Columns, 1)];
        _change = new double[_linearisation.Columns];
        _before = new double[network.Parameters.Length];
    }

    /// <summary>mu: 1 makes the damping as heavy as the average parameter's own curvature.</summary>
    public double Damping { get; private set; } = 1;

    /// <summary>Damping and its growth.</summary>
    public IReadOnlyList<double> State
    {
        get => [Damping, _growth];
        set
        {
            if (value.Count > 0 && value[0] > 0)
                (Damping, _growth) = (value[0], value.Count == 2 ? Math.Max(value[1], FirstGrowth) : FirstGrowth);
        }
    }

    public int ToSettle => 5;

    public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
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

    public void Linearise(TrainingRows rows, CancellationToken cancellationToken)
    {
        _linearisation.Absorb(rows, cancellationToken);
        _isLinearised = true;
    }

    public double LogEvidence(TrainingRows rows, double ridge, double objective) =>
        _linearisation.LogEvidence(new(_copy, _linearisation.Columns, 1), rows, 1, ridge, objective);

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
        _growth = FirstGrowth;
    }
}
