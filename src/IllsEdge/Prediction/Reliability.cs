using IllsEdge.Data;

namespace IllsEdge.Prediction;

/// <summary>Whether intervals and status keep their word, for one target.</summary>
/// <param name="Name">Name of the target.</param>
/// <param name="Coverage">Share of the rows whose measured value lies in its interval; null without intervals.</param>
/// <param name="MeanWidth">Mean width of the intervals; null without intervals.</param>
/// <param name="OutOfSpecification">Rows whose status is out of specification.</param>
/// <param name="RmseOutOfSpecification">Root mean square error of these; null where there are none.</param>
/// <param name="RmseGood">Root mean square error of the others; null where there are none.</param>
public sealed record TargetReliability(
    string Name,
    double? Coverage,
    double? MeanWidth,
    int OutOfSpecification,
    double? RmseOutOfSpecification,
    double? RmseGood);

/// <summary>Judges a model's intervals and status on rows of a table.</summary>
public static class Reliability
{
    /// <summary>Looks at every target on the rows that have it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">The columns that the inputs are taken from, and the targets.</param>
    /// <param name="rows">Rows to judge on; in none of them may an input be missing that nothing stands in for.</param>
    /// <param name="level">Share of the rows that an interval is to hold, between 0 and 1.</param>
    /// <returns>One entry a target, in the model's order.</returns>
    /// <exception cref="DataFileException">A column is not there.</exception>
    public static IReadOnlyList<TargetReliability> Of(Model model, DataTable table, ReadOnlySpan<int> rows, double level)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        DataTable derived = model.Derive(table);
        int inputs = model.Inputs.Count;
        int[] targets = [.. Enumerable.Range(inputs, model.Targets.Count)];
        (int Column, int Lag)[] filled =
        [
            .. model.Inputs.Select(input => input.Tap).Where(tap => tap is { Fill: not null, IsIndicator: false })
                .Select(tap => (table.Find(tap.Column), tap.Lag)),
        ];
        double?[] quantiles = [.. targets.Select((_, target) => model.Calibration?.Quantile(target, level))];
        double[] units = [.. model.Targets.Select(target => target.Scaling.StandardDeviation)];
        Tally[] tallies = new Tally[targets.Length];
        Predictor predictor = new(model);
        double[] given = new double[inputs];
        double[] predicted = new double[targets.Length];
        double[] spreads = new double[targets.Length];
        foreach (int row in rows)
        {
            for (int input = 0; input < inputs; input++)
                given[input] = derived.Column(input)[row];
            predictor.Predict(given, predicted, spreads);
            bool isGood = !Array.Exists(filled, input => table.IsMissing(row - input.Lag, input.Column))
                && predictor.StatusOf(given, spreads) == ValueStatus.Good;
            for (int target = 0; target < targets.Length; target++)
                if (!derived.IsMissing(row, targets[target]))
                {
                    // In units of the target's deviation no square overflows, whatever the target is measured in.
                    double unit = units[target];
                    tallies[target].Add(
                        (derived.Column(targets[target])[row] - predicted[target]) / unit,
                        (quantiles[target] ?? 0) * spreads[target] / unit,
                        isGood);
                }
        }

        return
        [
            .. tallies.Select((tally, target) => tally.ToReliability(model.Targets[target].Name, units[target], quantiles[target] is not null)),
        ];
    }

    private struct Tally
    {
        private int _good;
        private int _other;
        private int _covered;
        private double _width;
        private double _squaresGood;
        private double _squaresOther;

        public void Add(double error, double margin, bool isGood)
        {
            _covered += Math.Abs(error) <= margin ? 1 : 0;
            _width += 2 * margin;
            if (isGood)
                (_good, _squaresGood) = (_good + 1, _squaresGood + error * error);
            else
                (_other, _squaresOther) = (_other + 1, _squaresOther + error * error);
        }

        public readonly TargetReliability ToReliability(string name, double unit, bool hasIntervals)
        {
            int count = _good + _other;
            return new(
                name,
                hasIntervals && count > 0 ? (double)_covered / count : null,
                hasIntervals && count > 0 ? _width / count * unit : null,
                _other,
                _other > 0 ? Math.Sqrt(_squaresOther / _other) * unit : null,
                _good > 0 ? Math.Sqrt(_squaresGood / _good) * unit : null);
        }
    }
}
