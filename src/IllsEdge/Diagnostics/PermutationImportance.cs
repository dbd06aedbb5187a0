using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Prediction;

namespace IllsEdge.Diagnostics;

/// <summary>
/// Importance of the columns by permutation: how much worse a model predicts when the rows exchange their values of one
/// column (Breiman, Machine Learning 45, 2001, section 10; Fisher, Rudin and Dominici, JMLR 20, 2019).
/// </summary>
/// <remarks>
/// <para>
/// All inputs of one column are exchanged together: if only <c>flow@1</c> were, the model would still see most of it in
/// <c>flow@2</c>. For the same reason columns that say the same (<see cref="InputRelations"/>) share their importance, and
/// each alone looks dispensable.
/// </para>
/// <para>
/// Several models with the same columns, such as those of a cross-validation, each judged on rows that it has not learned
/// from, are added up: squared errors are summed over all of them before a root is taken.
/// </para>
/// </remarks>
/// <param name="seed">Of the permutations.</param>
public sealed class PermutationImportance(ulong seed)
{
    /// <summary>
    /// Rows of one <see cref="Add"/> at most, spread evenly: with 2000, chance moves a root mean square error by 2 %.
    /// </summary>
    public const int LargestSample = 2000;

    /// <summary>Enough for a deviation that is right to a third.</summary>
    private const int Permutations = 5;

    private const int ChunkRows = 256;

    private readonly RandomSource _random = new(seed);
    private string[] _columns = [];
    private Variable[] _targets = [];
    private SquaredErrors? _unchanged;
    private SquaredErrors[,] _permuted = new SquaredErrors[0, 0];

    /// <summary>Importance of every column for every target: target after target, the most important column first.</summary>
    /// <exception cref="InvalidOperationException">No row has been added.</exception>
    public IReadOnlyList<InputImportance> Result => _unchanged is null
        ? throw new InvalidOperationException("There is no row to judge importance on.")
        :
        [
            .. _targets.SelectMany((target, index) => Enumerable.Range(0, _columns.Length)
                .Select(column => Judge(column, index, target.Name)).OrderByDescending(importance => importance.Increase)),
        ];

    /// <summary>Importance for one model.</summary>
    /// <inheritdoc cref="Add"/>
    /// <param name="model"/>
    /// <param name="table"/>
    /// <param name="rows"/>
    /// <param name="seed">Of the permutations.</param>
    /// <returns>As <see cref="Result"/>.</returns>
    public static IReadOnlyList<InputImportance> Of(Model model, DataTable table, int[] rows, ulong seed)
    {
        PermutationImportance importance = new(seed);
        importance.Add(model, table, rows);
        return importance.Result;
    }

    /// <summary>Judges a model on some rows. A row does not count for a target that it misses.</summary>
    /// <param name="model">The model; of the same columns and targets in every call.</param>
    /// <param name="table">As <see cref="Model.Derive"/> makes it.</param>
    /// <param name="rows">At least one row; in none of them may an input be missing.</param>
    /// <exception cref="ArgumentException">There is no row, or columns or targets are not those of the models before.</exception>
    /// <exception cref="DataFileException">A column is not there.</exception>
    public void Add(Model model, DataTable table, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Length, nameof(rows));
        _unchanged ??= Begin(model);
        if (!_columns.SequenceEqual(model.Columns)
            || !_targets.Select(target => target.Name).SequenceEqual(model.Targets.Select(target => target.Name)))
            throw new ArgumentException(
                $"Importance of {string.Join(", ", _columns)} cannot go on with a model of {string.Join(", ", model.Columns)}.");

        int[] sample = RowSample.Evenly(rows, LargestSample);
        double[] inputs = RowSample.Values(table, model.Inputs, sample);
        double[] changed = [.. inputs];
        double[] predicted = new double[sample.Length * model.Targets.Count];
        Predictor predictor = new(model, ChunkRows);
        RowSample.Predict(predictor, inputs, predicted);
        _unchanged.Add(table, _targets, sample, predicted);
        for (int permutation = 0; permutation < Permutations; permutation++)
        {
            int[] order = [.. Enumerable.Range(0, sample.Length)];
            _random.Shuffle(order);
            for (int column = 0; column < _columns.Length; column++)
            {
                int[] starts =
                [
                    .. Enumerable.Range(0, model.Inputs.Count)
                        .Where(input => model.Inputs[input].Tap.Column == _columns[column]).Select(input => input * sample.Length),
                ];
                foreach (int start in starts)
                    for (int row = 0; row < sample.Length; row++)
                        changed[start + row] = inputs[start + order[row]];
                RowSample.Predict(predictor, changed, predicted);
                _permuted[column, permutation].Add(table, _targets, sample, predicted);
                foreach (int start in starts)
                    inputs.AsSpan(start, sample.Length).CopyTo(changed.AsSpan(start));
            }
        }
    }

    private SquaredErrors Begin(Model model)
    {
        _columns = [.. model.Columns];
        _targets = [.. model.Targets];
        _permuted = new SquaredErrors[_columns.Length, Permutations];
        for (int column = 0; column < _columns.Length; column++)
            for (int permutation = 0; permutation < Permutations; permutation++)
                _permuted[column, permutation] = new SquaredErrors(_targets.Length);
        return new SquaredErrors(_targets.Length);
    }

    private InputImportance Judge(int column, int target, string name)
    {
        double unchanged = _unchanged!.Mean(target);
        double[] permuted =
            [.. Enumerable.Range(0, Permutations).Select(permutation => _permuted[column, permutation].Mean(target))];
        RunningMoments rise = default;
        foreach (double square in permuted)
            rise.Add(Math.Sqrt(square) - Math.Sqrt(unchanged));
        double whole = permuted.Average();
        double unit = SquaredErrors.UnitOf(_targets[target]);
        return new(
            _columns[column], name, rise.Mean * unit, rise.SampleDeviation!.Value * unit, whole > unchanged ? 1 - unchanged / whole : 0);
    }
}
