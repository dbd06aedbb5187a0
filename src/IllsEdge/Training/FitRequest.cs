using IllsEdge.Data;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <summary>Which rows are kept aside to decide when to stop.</summary>
/// <param name="Fraction">Share of the rows, between 0 and 1.</param>
/// <param name="Last">Whether they are the last rows, as data in time order need, and not random ones.</param>
public sealed record ValidationSplit(double Fraction, bool Last);

/// <summary>What is to be fitted to a table.</summary>
public sealed record FitRequest
{
    /// <summary>Names of the input columns.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Names of the target columns.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>
    /// Inputs from rows before: columns of any kind, targets where they are measured in time. None, because rows need not be
    /// in order.
    /// </summary>
    public IReadOnlyList<Tap> Lags { get; init; } = [];

    /// <summary>What becomes of rows that miss an input. An error, because what is missing seldom is so by chance.</summary>
    public MissingInputs Missing { get; init; } = MissingInputs.Error;

    /// <summary>
    /// Column with the weights of the rows: one with weight 2 counts as two with weight 1. Only their ratios matter: they are
    /// scaled to a mean of 1. Null for none.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>Neurons of each hidden layer. One layer of 16 is enough for most soft sensors and quick on any device.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [16];

    /// <summary>Activation of the hidden layers. tanh: smooth, bounded, odd, so a standardised row starts in its middle.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Activation of the outputs. Linear: a regression should be able to say any number.</summary>
    public Activation OutputActivation { get; init; } = Activation.Linear;

    /// <summary>The method. Coupled: the most accurate for small networks.</summary>
    public ITrainer Trainer { get; init; } = Trainers.All[0];

    /// <summary>Rows kept aside; null for none, because small data need every row.</summary>
    public ValidationSplit? Validation { get; init; }

    /// <summary>
    /// A model to go on from, with one network of the shape asked for. Its weights, damping and scaling are taken over, and its ridge
    /// as the start of the search where none is given. Null for random weights.
    /// </summary>
    public Model? Start { get; init; }

    /// <summary>
    /// Random starts of which the best is kept: that of the lowest validation error, of the highest evidence without validation
    /// rows, or of the lowest loss under a ridge that is given. 1, because starts of small networks seldom differ by more than
    /// their errors do on new rows.
    /// </summary>
    public int Restarts { get; init; } = 1;

    /// <summary>
    /// Networks whose predictions are averaged, each the best of as many starts. 1, because a device has to evaluate them all.
    /// </summary>
    public int Ensemble { get; init; } = 1;

    /// <summary>Seed of the initial weights, the next starts having the next ones, and of a random split.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Whether fits without some of the rows are made to learn how wide prediction intervals have to be: as long again as the
    /// fit for many rows, four times as long for few. On, because a value without bounds invites more trust than it deserves.
    /// </summary>
    public bool Intervals { get; init; } = true;

    /// <summary>Ridge, stop rules and the rest.</summary>
    public TrainingOptions Training { get; init; } = new();
}
