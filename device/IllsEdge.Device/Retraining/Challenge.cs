using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Device.Retraining;

/// <summary>What is to be learned from and who is to be beaten: a copy, so that it can be worked on elsewhere.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Rows">Labelled rows in order of time, inputs first and the target last.</param>
/// <param name="Judges">How many of the newest rows judge; 2 or more, fewer than all.</param>
/// <param name="Champion">The model in use; null where there is none.</param>
/// <param name="Predicted">What left the device for the rows before their labels were known; NaN where nothing did.</param>
/// <param name="Request">How a challenger is fitted; its inputs and target are those of the rows.</param>
/// <param name="Margin">Share by which a challenger's error must be smaller.</param>
/// <param name="TimeLimit">Time for all of it; null where it must be repeatable, which a clock would spoil.</param>
public sealed record Challenge(
    RetrainReason Reason,
    DataTable Rows,
    int Judges,
    Model? Champion,
    IReadOnlyList<double> Predicted,
    FitRequest Request,
    double Margin,
    TimeSpan? TimeLimit)
{
    /// <summary>Whether a model in use goes on learning from every label.</summary>
    public bool IsStreaming { get; init; }

    /// <summary>Share of one core that the fits may take, above 0 and at most 1.</summary>
    public double Processor { get; init; } = 1;
}

/// <summary>How a challenge went.</summary>
/// <param name="Model">The challenger, fitted to all rows of its window; null where the champion stays.</param>
/// <param name="Panel">The challenger with all rows learned that there were; null where there is none, or it stays as it is.</param>
/// <param name="ChallengerError"><see cref="TypicalError"/> of the best challenger on the judging rows; null where none could be fitted.</param>
/// <param name="ChampionError">That of the champion on them, or of what left the device where that was better; null where there was none.</param>
/// <param name="Text">The verdict for people.</param>
public sealed record Verdict(
    Model? Model, ExpertPanel? Panel, double? ChallengerError, double? ChampionError, string Text)
{
    /// <summary>Whether the time limit ended a fit, so that the same challenge may get another verdict.</summary>
    public bool IsCutShort { get; init; }
}
