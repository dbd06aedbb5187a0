using IllsEdge.Data;

namespace IllsEdge.Device.Retraining;

/// <summary>The newest complete samples with their labels, in the order in which they were taken: what is learned from.</summary>
public sealed class LabelledRows
{
    private readonly string[] _names;
    private readonly int _capacity;
    private readonly List<(long SampleId, double[] Values, double Label, double Predicted)> _rows = [];

    /// <summary>Makes an empty set.</summary>
    /// <param name="inputs">Names of the inputs.</param>
    /// <param name="target">Name of the target.</param>
    /// <param name="capacity">Rows that are kept; the oldest are dropped.</param>
    public LabelledRows(IEnumerable<string> inputs, string target, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _names = [.. inputs, target];
        _capacity = capacity;
    }

    /// <summary>Rows that are kept at present.</summary>
    public int Count => _rows.Count;

    /// <summary>Takes in a label; a second one for a sample replaces the first.</summary>
    /// <param name="sampleId">The sample.</param>
    /// <param name="values">One an input.</param>
    /// <param name="label">The label.</param>
    /// <param name="predicted">What was predicted without it; NaN where nothing was.</param>
    /// <returns>Whether it is the sample's first.</returns>
    public bool Add(long sampleId, ReadOnlySpan<double> values, double label, double predicted = double.NaN)
    {
        // Labels come late but seldom out of order, so the place is near the end.
        int place = _rows.FindLastIndex(row => row.SampleId <= sampleId);
        if (place >= 0 && _rows[place].SampleId == sampleId)
        {
            _rows[place] = _rows[place] with { Label = label };
            return false;
        }

        _rows.Insert(place + 1, (sampleId, values.ToArray(), label, predicted));
        if (_rows.Count > _capacity)
            _rows.RemoveAt(0);
        return true;
    }

    /// <summary>Drops the rows whose labels cannot be.</summary>
    public int Drop(PlausibleLabels plausible) => _rows.RemoveAll(row => !plausible.Holds(row.Label));

    /// <summary>Rows of samples after a number.</summary>
    public int CountAfter(long sampleId) => _rows.Count - 1 - _rows.FindLastIndex(row => row.SampleId <= sampleId);

    /// <summary>The newest sample that has a label; 0 where there is none.</summary>
    public long NewestSampleId => _rows.Count == 0 ? 0 : _rows[^1].SampleId;

    /// <summary>What was predicted for the rows before their labels were known; NaN where nothing was.</summary>
    /// <param name="most">Rows, the newest.</param>
    public double[] Predicted(int most) => [.. _rows.TakeLast(most).Select(row => row.Predicted)];

    /// <summary>Sample, inputs and label of a row, from the oldest on; a view that holds until the next is added.</summary>
    public (long SampleId, ReadOnlyMemory<double> Inputs, double Label) this[int row] =>
        (_rows[row].SampleId, _rows[row].Values, _rows[row].Label);

    /// <summary>A copy of the newest rows, inputs first and the target last.</summary>
    /// <param name="most">Rows at most.</param>
    public DataTable ToTable(int most = int.MaxValue)
    {
        int count = Math.Min(most, _rows.Count);
        double[][] columns = [.. _names.Select(_ => new double[count])];
        for (int row = 0; row < count; row++)
        {
            (_, double[] values, double label, _) = _rows[_rows.Count - count + row];
            for (int input = 0; input < _names.Length - 1; input++)
                columns[input][row] = values[input];
            columns[^1][row] = label;
        }

        return DataTable.FromColumns(_names, columns);
    }
}
