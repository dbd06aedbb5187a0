namespace IllsEdge.Device.Configuration;

/// <summary>When to learn anew, at what cost, and when the result replaces the model in use.</summary>
public sealed record RetrainConfiguration
{
    /// <summary>What starts a retraining.</summary>
    public RetrainTriggers Triggers { get; init; } = new();

    /// <summary>What a retraining may cost.</summary>
    public RetrainBudgets Budgets { get; init; } = new();

    /// <summary>Share by which the challenger's error must be smaller. 2 % is about what the choice of rows alone moves.</summary>
    public double Margin { get; init; } = 0.02;

    /// <summary>
    /// Share of the labelled rows, the newest, that judge; each is held out from the fit that predicts it. A fifth is common
    /// practice.
    /// </summary>
    public double HeldOut { get; init; } = 0.2;

    /// <summary>
    /// Whether the model in use learns from every label as it comes, between retrainings too. On, because it is judged by
    /// every label as well and cannot make things worse for long.
    /// </summary>
    public bool IsStreaming { get; init; } = true;

    /// <summary>When a winner is put into use. At once, because it is taken back where it does worse.</summary>
    public Adoption Adopt { get; init; } = Adoption.Judged;

    /// <summary>
    /// Labels on which a winner has to win again in shadow; of no meaning where it is put into use at once. Twice those of
    /// the probation after a swap.
    /// </summary>
    public int Shadow { get; init; } = 20;

    /// <summary>How far an output may jump because the model has changed, in the target's unit; null for any distance.</summary>
    public double? LargestJump { get; init; }
}

/// <summary>When a challenger that has won is put into use.</summary>
public enum Adoption
{
    /// <summary>As soon as it has won on held-out labels.</summary>
    Judged,

    /// <summary>When it has won again on labels that came after it was made.</summary>
    Shadowed,

    /// <summary>When somebody asks for it after that.</summary>
    Asked,
}

/// <summary>What starts a retraining; each may be switched off.</summary>
public sealed record RetrainTriggers
{
    /// <summary>Time between retrainings; null for no schedule, because without new labels there is nothing to learn.</summary>
    public TimeSpan? Schedule { get; init; }

    /// <summary>New labels that start one; null for no such rule. Twice the labels of a first model.</summary>
    public int? Labels { get; init; } = 100;

    /// <summary>Live error over the model's own that starts one; null for no such rule. Half again is more than chance.</summary>
    public double? ErrorRise { get; init; } = 1.5;

    /// <summary>
    /// Threshold of Page-Hinkley's test on the error, in typical errors, that starts one; null for no such rule. 10 is a
    /// lasting rise by a half within some thirty labels, and hardly ever chance.
    /// </summary>
    public double? ErrorDrift { get; init; } = 10;

    /// <summary>
    /// Window in which the inputs are compared with how they were when the model was made; null for no such rule. A day
    /// holds whatever comes back every shift.
    /// </summary>
    public TimeSpan? InputDrift { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A file in which somebody asks for something; null for none.</summary>
    public string? Commands { get; init; }

    /// <summary>A button with which somebody asks for it; null for none.</summary>
    public GpioSourceConfiguration? Button { get; init; }
}

/// <summary>What a retraining may cost.</summary>
public sealed record RetrainBudgets
{
    /// <summary>Time of one retraining at most. It runs beside the loop, so a minute costs no prediction.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Newest labelled rows that are used at most. More than 10000 seldom teach a small network anything new.</summary>
    public int Rows { get; init; } = 10_000;

    /// <summary>Share of one core that training may take. All of it, because whatever else there is to do goes first.</summary>
    public double Processor { get; init; } = 1;

    /// <summary>Megabytes that one fit may take; fewer rows are used where it would take more.</summary>
    public int Memory { get; init; } = 256;
}
