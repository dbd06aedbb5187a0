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
    private readonly int[] _columns;
    private readonly double[] _inputs;
    private readonly double[] _outputs;
    private readonly double[] _row;
    private readonly double[] _values;
    private readonly ValueStatus[] _statuses = new ValueStatus[ChunkRows];
    private readonly long[] _lines = new long[ChunkRows];
    private readonly bool _isLive;

    /// <param name="model">Predicts.</param>
    /// <param name="rows">Rows with the model's inputs.</param>
    /// <param name="isLive">Whether every row is answered before the next is waited for.</param>
    /// <exception cref="DataFileException">An input of the model is not among the columns.</exception>
    public PredictionRun(Model model, CsvRowReader rows, bool isLive)
    {
        _rows = rows;
        _isLive = isLive;
        _predictor = new Predictor(model, ChunkRows);
        _columns = [.. model.Inputs.Select(input => Columns.Find(rows.Names, input.Name, rows.File))];
        _inputs = new double[model.Inputs.Count * ChunkRows];
        _outputs = new double[model.Targets.Count * ChunkRows];
        _row = new double[model.Inputs.Count];
        _values = new double[model.Targets.Count];
    }

    public long Rows => Good + OutOfSpecification + Failed;

    public long Good { get; private set; }

    public long OutOfSpecification { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Predicts until the rows end or the token is cancelled.</summary>
    /// <param name="writer">Where the predictions go.</param>
    /// <param name="cancellationToken">Ends the run between two rows.</param>
    public void Run(RowWriter writer, CancellationToken cancellationToken)
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
        }

        Answer(count, capacity, writer);
        writer.Flush();
        if (!_isLive && Failed > FaultsTold)
            Console.Error.WriteLine($"... {Format.Count(Failed, "row")} could not be used in all.");
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
        DataFault? fault = _rows.Fault;
        for (int input = 0; input < _columns.Length && fault is null; input++)
        {
            CellState state = _rows.TryReadNumber(_columns[input], out _row[input]);
            if (state == CellState.Missing)
                fault = _rows.DescribeCell(_columns[input]) with
                {
                    Text = $"input \"{_rows.Names[_columns[input]]}\" has no value, so there is no prediction.",
                };
            else if (state != CellState.Number)
                fault = _rows.DescribeCell(_columns[input]);
        }

        if (fault is not null)
        {
            Fail(fault);
            Array.Clear(_row);
        }

        _statuses[index] = fault is null ? _predictor.StatusOf(_row) : ValueStatus.Failure;
        MatrixView<double> inputs = new(_inputs, capacity, _row.Length);
        for (int input = 0; input < _row.Length; input++)
            inputs[index, input] = _row[input];
    }

    private void Answer(int count, int capacity, RowWriter writer)
    {
        MatrixView<double> outputs = new(_outputs, capacity, _values.Length);
        _predictor.Predict(
            new MatrixView<double>(_inputs, capacity, _row.Length).RowRange(0, count), outputs.RowRange(0, count));
        for (int row = 0; row < count; row++)
        {
            for (int target = 0; target < _values.Length; target++)
                _values[target] = outputs[row, target];
            if (_statuses[row] != ValueStatus.Failure && !Array.TrueForAll(_values, double.IsFinite))
            {
                const string text = "the prediction is no finite number. Are the inputs in the model's units?";
                Fail(new DataFault(_rows.File, _lines[row], null, text));
                _statuses[row] = ValueStatus.Failure;
            }

            writer.Write(_values, _statuses[row]);
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
