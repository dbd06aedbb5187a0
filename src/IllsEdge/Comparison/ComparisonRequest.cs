using IllsEdge.Data;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>Which methods are compared, on what.</summary>
public sealed record ComparisonRequest
{
    /// <summary>Names of the input columns.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Name of the column to predict.</summary>
    public required string Target { get; init; }

    /// <summary>The methods, one or more of ours among them; the first of ours is the one that is looked into.</summary>
    public required IReadOnlyList<ComparedMethod> Methods { get; init; }

    /// <summary>Inputs from rows before.</summary>
    public IReadOnlyList<Tap> Lags { get; init; } = [];

    /// <summary>What becomes of rows that miss an input.</summary>
    public MissingInputs Missing { get; init; } = MissingInputs.Error;

    /// <summary>Neurons of each hidden layer.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [16];

    /// <summary>Activation of the hidden layers.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>The ridge of all; null lets ours find it.</summary>
    public double? Ridge { get; init; }

    /// <summary>
    /// Random starts on every fold, each run with folds of its own unless they are blocks of time. Two show whether the start
    /// matters.
    /// </summary>
    public int Runs { get; init; } = 2;

    /// <summary>Parts of the rows, each of which is predicted by fits to the others. Five leave four fifths to learn from.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Whether the rows are in order of time: a fold is a block of them then, as it is where there are lags.</summary>
    public bool TimeOrdered { get; init; }

    /// <summary>Whether a fold is a block of time.</summary>
    public bool HasBlocks => TimeOrdered || Lags.Count > 0;

    /// <summary>
    /// Time of one fit at most; what was reached counts. Ten seconds, some hundred times what ours take, so that it ends nobody
    /// who is on the way.
    /// </summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether, after the timed fits, the first of ours is looked into. Otherwise there are errors and times alone.</summary>
    public bool LooksInside { get; init; } = true;

    /// <summary>Of folds, starts and noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of the rows that an interval is to hold.</summary>
    public double Level { get; init; } = Prediction.Calibration.UsualLevel;
}
