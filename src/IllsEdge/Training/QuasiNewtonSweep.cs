using System.Numerics.Tensors;
using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>One iteration of <see cref="AcceleratedTrainer"/>: a triangle, and the steps that it serves.</summary>
/// <param name="network">Goes from its present weights on.</param>
/// <exception cref="NotSupportedException">Two triangles of this size do not fit this machine.</exception>
internal sealed class QuasiNewtonSweep(Network network) : IRidgedIteration
{
    /// <summary>Steps of one triangle; later ones gain less than a new triangle would.</summary>
    public const int Steps = 40;

    /// <summary>Share of the predicted decrease that a step has to bring (Armijo 1966).</summary>
    private const double Sufficient = 1e-4;

    /// <summary>Lengths that are tried in one direction.</summary>
    private const int MaximumTrials = 6;

    /// <summary>Dampings that are tried for one triangle: the last is 4^11 times the first.</summary>
    private const int MaximumDampings = 12;

    private const double MoreDamping = 4;

    private readonly SampledMetric _metric = new(network);
    private readonly CurvatureMemory _memory = new(network.Parameters.Length, Steps);
    private readonly double[] _gradient = new double[network.Parameters.Length];
    private readonly double[] _newGradient = new double[network.Parameters.Length];
    private readonly double[] _direction = new double[network.Parameters.Length];
    private readonly double[] _before = new double[network.Parameters.Length];
    private bool _isLinearised;

    public double Damping { get; private set; } = 1;

    /// <summary>The damping.</summary>
    public IReadOnlyList<double> State
    {
        get => [Damping];
        set => Damping = value.Count > 0 && value[0] > 0 ? value[0] : Damping;
    }

    public int ToSettle => 1;

    public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
    {
        if (!_isLinearised)
            _metric.Linearise(rows, cancellationToken);
        _isLinearised = false;
        _memory.Clear();
        objective.WithGradient(rows, _gradient, cancellationToken);
        double? reached = null;
        double before = Damping;
        for (int damping = 0; damping < MaximumDampings && reached is null; damping++)
        {
            if (_metric.Regularise(objective.Ridge, Damping))
                reached = Step(rows, objective, present, isFirst: true, cancellationToken);
            if (reached is null)
                Damping *= MoreDamping;
        }

        if (reached is null)
        {
            // At a minimum no damping helps, and other rows or another ridge go on from here.
            Damping = before;
            return null;
        }

        for (int step = 1; step < Steps; step++)
        {
            present = reached.Value;
            if (Step(rows, objective, present, isFirst: false, cancellationToken) is not { } lower)
                break;
            reached = lower;
        }

        return reached;
    }

    public void Linearise(TrainingRows rows, CancellationToken cancellationToken)
    {
        _metric.Linearise(rows, cancellationToken);
        _isLinearised = true;
    }

    public double LogEvidence(TrainingRows rows, double ridge, double objective) =>
        _metric.LogEvidence(rows, ridge, objective);

    /// <summary>Moves the network along the quasi-Newton direction.</summary>
    /// <returns>The lower objective, or null where none was found and the weights are as before.</returns>
    private double? Step(
        TrainingRows rows, Objective objective, double present, bool isFirst, CancellationToken cancellationToken)
    {
        TensorPrimitives.Negate<double>(_gradient, _direction);
        _memory.Apply(_metric, _direction);
        double slope = TensorPrimitives.Dot<double>(_gradient, _direction);
        if (!(slope < 0) || !double.IsFinite(slope))
            return null;

        network.Parameters.CopyTo(_before);
        double length = 1;
        for (int trial = 0; trial < MaximumTrials; trial++)
        {
            TensorPrimitives.MultiplyAdd<double>(_direction, length, _before, network.Parameters);
            double reached = objective.WithGradient(rows, _newGradient, cancellationToken);
            double gain = present - reached;
            if (gain >= -Sufficient * 2 * length * slope)
            {
                if (isFirst)
                    Relax(gain / (-slope * length * (2 - length)));
                _memory.Add(length, _direction, _gradient, _newGradient);
                _newGradient.CopyTo(_gradient, 0);
                return reached;
            }

            // The parabola through value and slope at 0 and the value here.
            double lowest = -slope * length * length / (-gain - 2 * slope * length);
            length = double.IsFinite(lowest) ? Math.Clamp(lowest, 0.1 * length, 0.5 * length) : 0.1 * length;
        }

        _before.CopyTo(network.Parameters);
        return null;
    }

    /// <summary>Less damping after a step that did what was predicted, more after one that did not (Nielsen 1999, 2.5).</summary>
    private void Relax(double gain)
    {
        double surprise = 2 * gain - 1;
        Damping *= Math.Clamp(1 - surprise * surprise * surprise, 1.0 / 3, 2);
    }
}
