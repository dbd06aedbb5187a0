using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Diagnostics;

/// <summary>Sums of squared errors, one a target, in units of the targets' deviations so that no square overflows.</summary>
internal sealed class SquaredErrors(int targets)
{
    private readonly double[] _sums = new double[targets];
    private readonly int[] _counts = new int[targets];

    /// <summary>Deviation of a target; 1 for one that does not vary.</summary>
    public static double UnitOf(Variable target) => target.Scaling.StandardDeviation > 0 ? target.Scaling.StandardDeviation : 1;

    /// <summary>Mean squared error so far; 0 where no row had the target.</summary>
    public double Mean(int target) => _counts[target] > 0 ? _sums[target] / _counts[target] : 0;

    /// <summary>Takes in the predictions of some rows.</summary>
    /// <param name="table">Has the targets.</param>
    /// <param name="targets">Their names and units.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="predicted">Rows x targets, column by column.</param>
    public void Add(DataTable table, Variable[] targets, int[] rows, double[] predicted)
    {
        for (int target = 0; target < targets.Length; target++)
        {
            int column = table.Find(targets[target].Name);
            ReadOnlySpan<double> measured = table.Column(column);
            for (int row = 0; row < rows.Length; row++)
            {
                if (table.IsMissing(rows[row], column))
                    continue;
                double error = (measured[rows[row]] - predicted[target * rows.Length + row]) / UnitOf(targets[target]);
                _sums[target] += error * error;
                _counts[target]++;
            }
        }
    }
}
