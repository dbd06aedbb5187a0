using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>The residuals of a network, their scale, and what their tails say.</summary>
/// <remarks>
/// The scale of an output is the median absolute residual over 0.6745, which is the standard deviation where residuals are
/// normal and does not move when up to half of them are wrong (MAD; Hampel 1974, JASA 69, 383-393). Targets of weight 0 are
/// left out of it.
/// </remarks>
public sealed class ResidualScale
{
    /// <summary>Scales beyond which a target is outlying: a normal residual is there once in 16000 rows.</summary>
    public const double Outlying = 4;

    /// <summary>The upper quartile of the normal distribution.</summary>
    private const double NormalMedian = 0.6745;

    /// <summary>
    /// Targets are hardly known better than to a thousandth of their standard deviation; below it lies what the ridge leaves
    /// of rows without noise, in which nothing is outlying.
    /// </summary>
    private const double Smallest = 1e-3;

    private readonly TrainingRows _rows;
    private readonly ForwardPass _forward;
    private readonly double[] _residuals;
    private readonly double[] _scales;

    internal ResidualScale(Network network, TrainingRows rows)
    {
        _rows = rows;
        _forward = new ForwardPass(network, Linearisation.ChunkRows);
        _residuals = new double[rows.Count * rows.Targets.Columns];
        _scales = new double[rows.Targets.Columns];
    }

    /// <summary>The scale of each output, standardised units.</summary>
    internal IReadOnlyList<double> Scales => _scales;

    /// <summary>Looks at the network as it is now.</summary>
    internal void Measure()
    {
        FindResiduals();
        for (int output = 0; output < _scales.Length; output++)
        {
            double[] sizes =
            [
                .. Enumerable.Range(0, _rows.Count).Where(row => _rows.Weight(row, output) > 0)
                    .Select(row => Math.Abs(Column(output)[row])).Order(),
            ];
            double median = sizes.Length == 0 ? 0 : (sizes[(sizes.Length - 1) / 2] + sizes[sizes.Length / 2]) / 2;
            UseScale(output, median / NormalMedian);
        }
    }

    /// <summary>Looks at the network as it is now, with the scales that other rows have.</summary>
    internal void Measure(IReadOnlyList<double> scales)
    {
        FindResiduals();
        for (int output = 0; output < _scales.Length; output++)
            UseScale(output, scales[output]);
    }

    /// <summary>The rows with the weights of a loss, times those that they had.</summary>
    internal TrainingRows Weighted(RobustLoss loss)
    {
        double[] weights = new double[_residuals.Length];
        for (int index = 0; index < weights.Length; index++)
            weights[index] = loss.Weight(_residuals[index]) * _rows.Weight(index % _rows.Count, index / _rows.Count);
        return _rows.Weighted(weights);
    }

    /// <summary>
    /// The loss that the tails ask for: none where less than 0.5 % of the residuals lie beyond 4 scales (normal: 0.006 %) and
    /// none beyond 30, as a slip of the decimal point does; else Tukey where over a third of those lie beyond 8, and Huber where the tails thin out. The output with the heaviest
    /// tails decides.
    /// </summary>
    /// <remarks>
    /// Beyond 4 scales lie 1.6 % of a Laplace distribution and 2 % of Student's with 3 degrees of freedom, and of those
    /// 1.6 % and 14 % beyond 8: such tails carry information, and Huber's loss is close to their likelihood. Of Cauchy's half
    /// lie beyond 8, and of gross errors most: they say nothing of the target.
    /// </remarks>
    public static RobustLoss Judge(ReadOnlySpan<double> residuals)
    {
        const double LeastShare = 0.005;
        const double GrossShare = 1.0 / 3;
        const double Impossible = 30;
        int outlying = 0, gross = 0;
        double largest = 0;
        foreach (double residual in residuals)
        {
            outlying += Math.Abs(residual) > Outlying ? 1 : 0;
            gross += Math.Abs(residual) > 2 * Outlying ? 1 : 0;
            largest = Math.Max(largest, Math.Abs(residual));
        }

        return outlying < LeastShare * residuals.Length && largest < Impossible ? RobustLoss.None
            : gross > GrossShare * outlying ? RobustLoss.Tukey
            : RobustLoss.Huber;
    }

    /// <summary>The heaviest judgement of any output.</summary>
    internal RobustLoss JudgeAll() => Enumerable.Range(0, _scales.Length).Max(output => Judge(Column(output)));

    /// <summary>The targets that lie far from the fit.</summary>
    internal RobustReport Report(RobustLoss loss)
    {
        int[] outlying =
        [
            .. Enumerable.Range(0, _residuals.Length).Where(index => Math.Abs(_residuals[index]) > Outlying)
                .OrderByDescending(index => Math.Abs(_residuals[index])),
        ];
        return new RobustReport(
            loss,
            [.. _scales],
            outlying.Length,
            [
                .. outlying.Take(RobustReport.MostOutliers).Select(index => new Outlier(
                    index % _rows.Count, index / _rows.Count, _residuals[index], loss.Weight(_residuals[index]))),
            ]);
    }

    private Span<double> Column(int output) => _residuals.AsSpan(output * _rows.Count, _rows.Count);

    private void UseScale(int output, double scale)
    {
        _scales[output] = Math.Max(scale, Smallest);
        TensorPrimitives.Divide(Column(output), _scales[output], Column(output));
    }

    private void FindResiduals()
    {
        for (int start = 0; start < _rows.Count; start += _forward.Capacity)
        {
            int count = Math.Min(_forward.Capacity, _rows.Count - start);
            _forward.Run(_rows.Inputs.RowRange(start, count));
            ReadOnlyMatrixView<double> targets = _rows.Targets.RowRange(start, count);
            for (int output = 0; output < targets.Columns; output++)
                TensorPrimitives.Subtract(
                    targets.Column(output), _forward.Outputs.Column(output), Column(output).Slice(start, count));
        }
    }
}
