using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// The curvature J'J + ridge + damping of the objective, as a triangle R with R'R in its place, from a sample of the rows.
/// </summary>
internal sealed class SampledMetric
{
    /// <summary>Residuals in the sample for each parameter: enough for the large curvatures, where a step may go wrong.</summary>
    private const int ResidualsAParameter = 4;

    private readonly Linearisation _linearisation;
    private readonly double[] _factor;
    private TrainingRows? _all;
    private TrainingRows? _sample;

    /// <exception cref="NotSupportedException">Two triangles of this size do not fit this machine.</exception>
    public SampledMetric(Network network)
    {
        _linearisation = new Linearisation(network);
        _factor = new double[TriangularFactor<double>.Length(_linearisation.Columns, 1)];
    }

    private TriangularFactor<double> Factor => new(_factor, _linearisation.Columns, 1);

    /// <summary>Rows of the sample over all rows.</summary>
    private double Share => (double)_sample!.Count / _all!.Count;

    /// <summary>Makes the triangle of the Jacobian at the network's present weights.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Linearise(TrainingRows rows, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(rows, _all))
            (_all, _sample) = (rows, Sample(rows));
        _linearisation.Absorb(_sample!, cancellationToken);
    }

    /// <summary>Takes in ridge and damping, after <see cref="Linearise"/>; any number of times.</summary>
    /// <returns>Whether <see cref="Solve"/> can be done: the curvature is finite and positive.</returns>
    public bool Regularise(double ridge, double damping)
    {
        TriangularFactor<double> factor = Factor;
        _linearisation.Factor.CopyTo(factor);
        _linearisation.AbsorbRidge(factor, ridge * Share, damping * _linearisation.MeanSquaredColumn());
        TensorPrimitives.Multiply(_factor, 1 / Math.Sqrt(Share), _factor);
        for (int row = 0; row < factor.Columns; row++)
            if (factor[row, row] == 0 || !double.IsFinite(factor[row, row]))
                return false;
        return true;
    }

    /// <summary>Solves R'R x = b.</summary>
    /// <param name="vector">b, p values; x on return.</param>
    public void Solve(Span<double> vector)
    {
        TriangularFactor<double> factor = Factor;
        for (int row = 0; row < vector.Length; row++)
        {
            ReadOnlySpan<double> elements = factor.Row(row)[..^1];
            vector[row] /= elements[0];
            Span<double> rest = vector[(row + 1)..];
            TensorPrimitives.MultiplyAddEstimate(elements[1..], -vector[row], rest, rest);
        }

        for (int row = vector.Length - 1; row >= 0; row--)
        {
            ReadOnlySpan<double> elements = factor.Row(row)[..^1];
            vector[row] = (vector[row] - TensorPrimitives.Dot(elements[1..], vector[(row + 1)..])) / elements[0];
        }
    }

    /// <inheritdoc cref="IRidgedIteration.LogEvidence"/>
    public double LogEvidence(TrainingRows rows, double ridge, double objective) =>
        _linearisation.LogEvidence(Factor, rows, Share, ridge, objective);

    /// <summary>Rows drawn with replacement, the same from the same; all where that is not many more.</summary>
    private TrainingRows Sample(TrainingRows rows)
    {
        int enough = ResidualsAParameter * _linearisation.Columns / rows.Targets.Columns;
        if (rows.Count <= enough)
            return rows;
        RandomSource random = new(1);
        return rows.Select([.. Enumerable.Range(0, enough).Select(_ => random.NextBelow(rows.Count))]);
    }
}
