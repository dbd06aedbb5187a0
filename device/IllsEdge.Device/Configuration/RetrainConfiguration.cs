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
}

/// <summary>What a retraining may cost.</summary>
public sealed record RetrainBudgets
{
    /// <summary>Time of one retraining at most. It runs beside the loop, so a minute costs no prediction.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Newest labelled rows that are used at most. More than 10000 seldom teach a small network anything new.</summary>
    public int Rows { get; init; } = 10_000;
}
