using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <summary>What a table can teach: its columns as inputs and targets, and the rows that may be trained on.</summary>
internal sealed class Preparation
{
    private readonly DataTable _given;
    private readonly DataTable _table;
    private readonly Tap[] _taps;
    private readonly int[] _inputs;
    private readonly int[] _targets;
    private readonly MissingInputs _missing;
    private readonly string? _weights;

    /// <summary>Chooses the rows.</summary>
    /// <param name="table">Holds all columns.</param>
    /// <param name="inputs">Columns that are inputs as they are.</param>
    /// <param name="lags">Inputs from rows before.</param>
    /// <param name="targets">Columns to predict.</param>
    /// <param name="missing">What becomes of a row that misses an input.</param>
    /// <param name="weights">Column with the weights of the rows; null for none.</param>
    /// <exception cref="DataFileException">A column or a value is not there, or too few rows are left.</exception>
    public Preparation(
        DataTable table,
        IReadOnlyList<string> inputs,
        IReadOnlyList<Tap> lags,
        IReadOnlyList<string> targets,
        MissingInputs missing,
        string? weights)
    {
        _taps = [.. inputs.Select(name => new Tap(name)), .. lags];
        (_given, _weights) = (table, weights);
        _table = table.Derive([.. _taps, .. targets.Select(name => new Tap(name))]);
        _inputs = [.. Enumerable.Range(0, _taps.Length)];
        _targets = [.. Enumerable.Range(_taps.Length, targets.Count)];
        _missing = missing;
        History = _taps.Max(tap => tap.Lag);
        int[] labelled = LabelledRows(_table, _targets, History);
        Rows = UsableRows(_table, _inputs, labelled, missing, History);
        WithoutInput = labelled.Length - Rows.Length;
        if (weights is not null)
            Rows = RowsThatCount(Rows);
    }

    /// <summary>How many rows the inputs reach back.</summary>
    public int History { get; }

    /// <summary>The rows that may be trained on.</summary>
    public int[] Rows { get; }

    /// <summary>Rows with every target that are left out because they miss an input.</summary>
    public int WithoutInput { get; }

    /// <summary>Rows that could be trained on but have a weight of 0.</summary>
    public int WithoutWeight { get; private set; }

    /// <summary>Inputs that carry nothing or repeat others, and columns that consist of one value and little else.</summary>
    public IReadOnlyList<ColumnFinding> Findings =>
    [
        .. ColumnCheck.Find(_table, _inputs),
        .. ColumnCheck.FindLoneValues(_table, [.. _inputs.Where(input => _taps[input].Lag == 0), .. _targets]),
        .. _weights is null ? [] : ColumnCheck.FindLoneValues(_given, [_given.Find(_weights)]),
    ];

    /// <summary>A model without networks: names, scaling and provenance from the rows that are trained on.</summary>
    /// <exception cref="DataFileException">Nothing varies, or values are too far apart.</exception>
    public Model Blank(int[] training, string method, ulong seed, IReadOnlyDictionary<string, string> options)
    {
        Crc32C fingerprint = new();
        Variable[] inputs = Describe(_table, _inputs, training, fingerprint);
        Variable[] targets = Describe(_table, _targets, training, fingerprint);
        CheckVariation(_table, inputs, targets);
        for (int input = 0; input < inputs.Length; input++)
            inputs[input] = inputs[input] with { Tap = _taps[input] };
        return new Model(
            _missing == MissingInputs.Mean ? Fill(_table, inputs, training) : inputs,
            targets,
            [],
            new Provenance(
                method, seed, training.Length, fingerprint.ToString(), ModelFitter.Version, options, []));
    }

    /// <summary>Gives rows the weights of the column, scaled to a mean of 1; as they are where there is none.</summary>
    /// <param name="rows">Of the table.</param>
    /// <param name="places">Which they are.</param>
    public TrainingRows Weigh(TrainingRows rows, int[] places)
    {
        if (_weights is null)
            return rows;
        double[] weights = Gather(_given, _given.Find(_weights), places);
        // Divided by the highest first, so that no sum overflows.
        TensorPrimitives.Divide(weights, TensorPrimitives.Max<double>(weights), weights);
        TensorPrimitives.Divide(weights, TensorPrimitives.Average<double>(weights), weights);
        return rows.Weighted([.. Enumerable.Repeat(weights, rows.Targets.Columns).SelectMany(column => column)]);
    }

    /// <summary>The error of a table that has too few rows.</summary>
    public static DataFileException TooFewRows(DataTable table, int rows, int needed) => new(
        $"has {rows} row{(rows == 1 ? "" : "s")} with a value for every target and what the inputs need; training needs at least {needed}.",
        table.File);

    /// <summary>Rows with all targets and with as many rows before them as the inputs reach back.</summary>
    private static int[] LabelledRows(DataTable table, int[] targets, int history) =>
    [
        .. Enumerable.Range(0, table.RowCount)
            .Where(row => row >= history && !Array.Exists(targets, column => table.IsMissing(row, column))),
    ];

    /// <summary>Those of the rows that may be trained on as they are or with means filled in.</summary>
    private static int[] UsableRows(DataTable table, int[] inputs, int[] rows, MissingInputs missing, int history)
    {
        int[] gappy = [.. inputs.Where(column => table.MissingCount(column) > 0)];
        if (missing == MissingInputs.Error)
            foreach (int column in gappy)
                foreach (int row in rows)
                    if (table.IsMissing(row, column))
                        throw new DataFileException(
                            $"input \"{table.Names[column]}\" has no value here; it misses " +
                            $"{Enumerable.Range(history, table.RowCount - history).Count(one => table.IsMissing(one, column))} of " +
                            $"{table.RowCount - history}. Fill the cells, delete the rows, leave the column out with --exclude, or " +
                            "choose --missing drop or --missing mean.",
                            table.File,
                            table.LineOf(row));

        int[] usable = missing == MissingInputs.Drop
            ? [.. rows.Where(row => !Array.Exists(gappy, column => table.IsMissing(row, column)))]
            : rows;
        if (usable.Length < 2)
            throw TooFewRows(table, usable.Length, 2);
        return usable;
    }

    /// <summary>Those of the rows whose weight is above 0; the others are not there.</summary>
    private int[] RowsThatCount(int[] rows)
    {
        int column = _given.Find(_weights!);
        foreach (int row in rows)
            if (_given.IsMissing(row, column) || _given.Column(column)[row] < 0)
                throw new DataFileException(
                    $"weight \"{_weights}\" is {(_given.IsMissing(row, column) ? "missing" : "negative")} here; a weight is a number of 0 or more.",
                    _given.File,
                    _given.LineOf(row));
        int[] counting = [.. rows.Where(row => _given.Column(column)[row] > 0)];
        if (counting.Length < 2)
            throw new DataFileException(
                $"weight \"{_weights}\" is above 0 in {counting.Length} of the {rows.Length} rows that could be trained on; training needs at least 2.",
                _given.File);
        WithoutWeight = rows.Length - counting.Length;
        return counting;
    }

    /// <summary>Lets the mean stand in for every input, and sets an indicator beside those that need it in training.</summary>
    private static Variable[] Fill(DataTable table, Variable[] inputs, int[] rows)
    {
        List<Variable> filled =
        [
            .. inputs.Select(input => input with { Tap = input.Tap with { Fill = input.Scaling.Mean } }),
        ];
        for (int column = 0; column < inputs.Length; column++)
        {
            double[] isMissing = [.. rows.Select(row => table.IsMissing(row, column) ? 1.0 : 0.0)];
            Tap tap = inputs[column].Tap with { IsIndicator = true };
            if (isMissing.Contains(1))
                filled.Add(new Variable(tap.Name, Unit: null, Scaling.Of(isMissing), 0, 1) { Tap = tap });
        }

        return [.. filled];
    }

    private static Variable[] Describe(DataTable table, int[] columns, int[] rows, Crc32C fingerprint)
    {
        return [.. columns.Select(column =>
        {
            double[] values = Gather(table, column, rows);
            if (values.Length == 0)
                throw new DataFileException(
                    $"input \"{table.Names[column]}\" has no value in any row that is trained on. Leave it out.", table.File);
            fingerprint.Add(MemoryMarshal.AsBytes<double>(values));
            double lowest = TensorPrimitives.Min<double>(values), highest = TensorPrimitives.Max<double>(values);
            if (!double.IsFinite(highest - lowest))
                throw new DataFileException(
                    $"column \"{table.Names[column]}\" reaches from {lowest:G3} to {highest:G3}, further than numbers can be " +
                    "subtracted. Correct its unit or its outliers.",
                    table.File);
            return new Variable(table.Names[column], Unit: null, Scaling.Of(values), lowest, highest);
        })];
    }

    private static void CheckVariation(DataTable table, Variable[] inputs, Variable[] targets)
    {
        if (Array.Find(targets, target => target.Scaling.StandardDeviation == 0) is { } constant)
            throw new DataFileException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"target \"{constant.Name}\" is {constant.Lowest} in every row that is trained on, so there is nothing to learn. Collect rows in which it varies."),
                table.File);
        if (Array.TrueForAll(inputs, input => input.Scaling.StandardDeviation == 0))
            throw new DataFileException(
                "no input varies in the rows that are trained on, so there is nothing to learn from. Choose other inputs.",
                table.File);
    }

    /// <summary>The values that are there.</summary>
    private static double[] Gather(DataTable table, int column, int[] rows)
    {
        ReadOnlySpan<double> values = table.Column(column);
        List<double> gathered = new(rows.Length);
        foreach (int row in rows)
            if (!table.IsMissing(row, column))
                gathered.Add(values[row]);
        return [.. gathered];
    }
}
