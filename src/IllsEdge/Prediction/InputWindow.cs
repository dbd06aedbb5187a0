using IllsEdge.Data;

namespace IllsEdge.Prediction;

/// <summary>
/// Composes a model's inputs from rows as they come: a ring of as many past rows as the model looks back. The same values
/// as <see cref="DataTable.Derive"/> gives for a whole table. Nothing here allocates after it is made.
/// </summary>
public sealed class InputWindow
{
    private readonly Tap[] _taps;
    private readonly int[] _sources;
    private readonly int _columns;
    private readonly double[] _values;
    private readonly bool[] _present;
    private long _first;

    /// <summary>Makes the ring.</summary>
    /// <param name="columns">What a row has, in order.</param>
    /// <param name="taps">What the inputs are taken from.</param>
    /// <exception cref="ArgumentException">A tap's column is not among them.</exception>
    public InputWindow(IReadOnlyList<string> columns, IReadOnlyList<Tap> taps)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(taps);
        _taps = [.. taps];
        string[] names = [.. columns];
        _sources = [.. taps.Select(tap => Array.IndexOf(names, tap.Column))];
        if (Array.IndexOf(_sources, -1) is >= 0 and int unknown)
            throw new ArgumentException(
                $"Input \"{taps[unknown].Name}\" is taken from \"{taps[unknown].Column}\", and the rows have {string.Join(", ", names)}.");
        _columns = names.Length;
        History = taps.Max(tap => tap.Lag);
        _values = new double[_columns * (History + 1)];
        _present = new bool[_columns * (History + 1)];
    }

    /// <summary>How many rows before a row its inputs reach back.</summary>
    public int History { get; }

    /// <summary>How many rows have come, those passed over among them: the newest one's place, from 1.</summary>
    public long Place { get; private set; }

    /// <summary>How many rows there are before the newest one, <see cref="History"/> at most; -1 without any row.</summary>
    public int Past => (int)Math.Min(History, Place - _first - 1);

    /// <summary>Takes in a row.</summary>
    /// <param name="values">One value a column; columns beyond its end are missing.</param>
    /// <param name="present">Which of them are there; as long.</param>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<bool> present)
    {
        int start = Start(++Place);
        values.CopyTo(_values.AsSpan(start, _columns));
        present.CopyTo(_present.AsSpan(start, _columns));
        _present.AsSpan(start + present.Length, _columns - present.Length).Clear();
    }

    /// <summary>Passes over rows that nobody has: their values are missing. After as many as the model looks back, the
    /// past begins anew.</summary>
    /// <param name="rows">How many, 0 or more.</param>
    public void Skip(long rows)
    {
        if (rows >= History)
        {
            Place += rows;
            _first = Place;
            return;
        }

        for (; rows > 0; rows--)
            Add([], []);
    }

    /// <summary>Puts in a value that became known after its row; one of a row that is no longer needed is passed over.</summary>
    /// <param name="place">The row's place, as <see cref="Place"/> was when it was the newest.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="value">The value.</param>
    public void Put(long place, int column, double value)
    {
        if (place <= Math.Max(_first, Place - History - 1) || place > Place)
            return;
        _values[Start(place) + column] = value;
        _present[Start(place) + column] = true;
    }

    /// <summary>The model's inputs for the newest row.</summary>
    /// <param name="inputs">One value an input, overwritten; 0 where there is none.</param>
    /// <param name="missing">The first input without a measured value, or -1.</param>
    public RowState Compose(Span<double> inputs, out int missing)
    {
        missing = -1;
        if (Past < History)
        {
            inputs.Clear();
            return RowState.NoHistory;
        }

        RowState state = RowState.Complete;
        for (int input = 0; input < _taps.Length; input++)
        {
            Tap tap = _taps[input];
            int cell = Start(Place - tap.Lag) + _sources[input];
            bool isThere = _present[cell];
            if (tap.IsIndicator)
            {
                inputs[input] = isThere ? 0 : 1;
                continue;
            }

            inputs[input] = isThere ? _values[cell] : tap.Fill ?? 0;
            RowState own = isThere ? RowState.Complete : tap.Fill is null ? RowState.Missing : RowState.Filled;
            if (own > state)
                (state, missing) = (own, input);
        }

        return state;
    }

    private int Start(long place) => (int)(place % (History + 1)) * _columns;
}
