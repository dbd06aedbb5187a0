using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.Data.Csv;
using IllsEdge.LinearAlgebra;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Commands;

/// <summary>Carries rows from a reader through a model to a writer, many at a time or each at once.</summary>
internal sealed class PredictionRun
{
    private const int ChunkRows = 256;

    /// <summary>Faults of a file that are told one by one before only their number is.</summary>
    private const int FaultsTold = 20;

    private readonly CsvRowReader _rows;
    private readonly Predictor _predictor;
    private readonly Model _model;
    private readonly string[] _names;
    private readonly int[] _columns;
    private readonly bool[] _isNeededNow;
    private readonly InputWindow _window;
    private readonly double[] _sample;
    private readonly bool[] _present;
    private readonly double[] _inputs;
    private readonly double[] _outputs;
    private readonly double[] _row;
    private readonly double[] _values;
    private readonly double[]? _quantiles;
    private readonly double[] _spreads;
    private readonly double[] _ownSpreads;
    private readonly double[] _margins;
    private readonly ValueStatus[] _statuses = new ValueStatus[ChunkRows];
    private readonly long[] _lines = new long[ChunkRows];
    private readonly bool _isLive;

    /// <param name="model">Predicts.</param>
    /// <param name="rows">Rows with the model's inputs.</param>
    /// <param name="isLive">Whether every row is answered before the next is waited for.</param>
    /// <param name="quantiles">Half widths of the intervals in units of the spread, one a target; null for no intervals.</param>
    /// <exception cref="DataFileException">An input of the model is not among the columns.</exception>
    public PredictionRun(Model model, CsvRowReader rows, bool isLive, double[]? quantiles)
    {
        (_model, _rows, _names) = (model, rows, [.. model.Columns]);
        (_isLive, _quantiles) = (isLive, quantiles);
        _predictor = new Predictor(model, ChunkRows);
        // A target that is not measured has no column; whoever needs its past is told so row by row.
        _columns =
        [
            .. _names.Select(name => model.Targets.Any(target => target.Name == name) && !rows.Names.Contains(name)
                ? -1
                : Columns.Find(rows.Names, name, rows.File)),
        ];
        _isNeededNow = [.. _names.Select(name => model.Inputs.Any(input => input.Tap.Column == name && input.Tap.Lag == 0))];
        _window = new InputWindow(_names, [.. model.Inputs.Select(input => input.Tap)]);
        _sample = new double[_names.Length];
        _present = new bool[_names.Length];
        _inputs = new double[model.Inputs.Count * ChunkRows];
        _outputs = new double[model.Targets.Count * ChunkRows];
        _row = new double[model.Inputs.Count];
        _values = new double[model.Targets.Count];
        _spreads = new double[model.Targets.Count * ChunkRows];
        _ownSpreads = new double[model.Targets.Count];
        _margins = new double[quantiles is null ? 0 : model.Targets.Count];
    }

    public long Rows => Good + OutOfSpecification + Failed;

    public long Good { get; private set; }

    public long OutOfSpecification { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Rows of which an input was missing and was filled; they are out of specification.</summary>
    public long Filled { get; private set; }

    /// <summary>Predicts until the rows end, the token is cancelled or nobody reads the answers any more.</summary>
    /// <param name="writer">Where the predictions go.</param>
    /// <param name="cancellationToken">Ends the run between two rows.</param>
    /// <param name="hasNoReader">Whether the answers are read no more; asked whenever some have been given. Null where they
    /// are kept.</param>
    public void Run(RowWriter writer, CancellationToken cancellationToken, Func<bool>? hasNoReader = null)
    {
        int capacity = _isLive ? 1 : ChunkRows;
        int count = 0;
        using ProgressLine line = new();
        if (_isLive)
            writer.Flush();
        while (!cancellationToken.IsCancellationRequested && TryRead())
        {
            Take(count++, capacity);
            if (count < capacity)
                continue;
            Answer(count, capacity, writer);
            count = 0;
            if (_isLive)
                writer.Flush();
            else if (_rows.Length is { } length)
                line.Show(() => $"predicting {_rows.File}: {(double)_rows.BytesRead / length:P0}");
            if (hasNoReader?.Invoke() == true)
                return;
        }

        Answer(count, capacity, writer);
        writer.Flush();
        if (!_isLive && Failed > FaultsTold)
            Console.Error.WriteLine($"... {Format.Count(Failed, "row")} could not be used in all.");
        if (!_isLive && Failed > 0 && Failed == Rows)
            Console.Error.WriteLine($"illsedge: no row could be predicted: {Format.Count(Failed, "row")}, all with status F.");
        if (!_isLive && Filled > 0)
            Console.Error.WriteLine(
                $"{Format.Count(Filled, "row")} with a missing input: its training mean stood in, and the status is S.");
    }

    /// <summary>Moves to the next row; an interruption ends the rows.</summary>
    private bool TryRead()
    {
        try
        {
            return _rows.Read();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Puts the reader's row in its place.</summary>
    private void Take(int index, int capacity)
    {
        _lines[index] = _rows.LineNumber;
        DataFault? fault = ReadSample();
        _window.Add(_sample, _present);
        RowState state = _window.Compose(_row, out int input);
        fault ??= state is RowState.Missing or RowState.NoHistory || _columns.Contains(-1) ? Describe(state, input) : null;
        if (fault is not null)
        {
            Fail(fault);
            Array.Clear(_row);
        }
        else if (state == RowState.Filled)
            Filled++;

        _statuses[index] = fault is not null ? ValueStatus.Failure
            : state == RowState.Filled ? ValueStatus.OutOfSpecification
            : ValueStatus.Good;
        MatrixView<double> inputs = new(_inputs, capacity, _row.Length);
        for (int column = 0; column < _row.Length; column++)
            inputs[index, column] = _row[column];
    }

    /// <summary>Takes the reader's row apart; what cannot be used is missing to the rows that look back at it.</summary>
    /// <returns>What keeps the row itself from being predicted, or null.</returns>
    private DataFault? ReadSample()
    {
        DataFault? fault = _rows.Fault;
        for (int column = 0; column < _columns.Length; column++)
        {
            CellState state = _columns[column] < 0
                ? CellState.Missing
                : _rows.TryReadNumber(_columns[column], out _sample[column]);
            _present[column] = state == CellState.Number;
            if (state == CellState.Unusable && _isNeededNow[column])
                fault ??= _rows.DescribeCell(_columns[column]);
        }

        return fault;
    }

    private DataFault Describe(RowState state, int input)
    {
        DataFault row = new(_rows.File, _rows.LineNumber, null, "");
        if (Array.IndexOf(_columns, -1) is >= 0 and int unmeasured)
            return row with
            {
                Text = $"the model needs the measured past of \"{_names[unmeasured]}\", and there is no such column, so there is " +
                    "no prediction.",
            };
        if (state == RowState.NoHistory)
            return row with
            {
                Text = $"the model looks {Format.Count(_window.History, "row")} back and there are only {_window.Past}, so there " +
                    "is no prediction yet.",
            };
        Tap tap = _model.Inputs[input].Tap;
        return tap.Lag == 0
            ? _rows.DescribeCell(_columns[Array.IndexOf(_names, tap.Column)]) with
            {
                Text = $"input \"{tap.Column}\" has no value, so there is no prediction.",
            }
            : row with
            {
                Text = $"input \"{tap.Column}\" had no value {Format.Count(tap.Lag, "row")} before, so there is no prediction.",
            };
    }

    private void Answer(int count, int capacity, RowWriter writer)
    {
        MatrixView<double> outputs = new(_outputs, capacity, _values.Length);
        MatrixView<double> spreads = new(_spreads, capacity, _values.Length);
        MatrixView<double> inputs = new(_inputs, capacity, _row.Length);
        _predictor.Predict(inputs.RowRange(0, count), outputs.RowRange(0, count), spreads.RowRange(0, count));
        for (int row = 0; row < count; row++)
        {
            for (int target = 0; target < _values.Length; target++)
                (_values[target], _ownSpreads[target]) = (outputs[row, target], spreads[row, target]);
            for (int target = 0; target < _margins.Length; target++)
                _margins[target] = _quantiles![target] * _ownSpreads[target];
            for (int input = 0; input < _row.Length; input++)
                _row[input] = inputs[row, input];
            if (_statuses[row] == ValueStatus.Good)
                _statuses[row] = _predictor.StatusOf(_row, _ownSpreads);
            if (_statuses[row] != ValueStatus.Failure && !Array.TrueForAll(_values, double.IsFinite))
            {
                const string text = "the prediction is no finite number. Are the inputs in the model's units?";
                Fail(new DataFault(_rows.File, _lines[row], null, text));
                _statuses[row] = ValueStatus.Failure;
            }

            writer.Write(_values, _margins, _statuses[row]);
            Good += _statuses[row] == ValueStatus.Good ? 1 : 0;
            OutOfSpecification += _statuses[row] == ValueStatus.OutOfSpecification ? 1 : 0;
        }
    }

    /// <summary>Counts a row without a value and tells why, as long as there are few.</summary>
    private void Fail(DataFault fault)
    {
        Failed++;
        if (_isLive || Failed <= FaultsTold)
            Console.Error.WriteLine(fault);
    }
}
