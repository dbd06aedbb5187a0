namespace IllsEdge.Diagnostics;

/// <summary>What a finding is about.</summary>
public enum FindingKind
{
    /// <summary>Nothing to find fault with.</summary>
    Sound,

    /// <summary>Too few rows to tell anything.</summary>
    FewRows,

    /// <summary>Large residuals of which the weights can learn no more.</summary>
    Unexplained,

    /// <summary>Residuals that other weights could lower.</summary>
    Unfinished,

    /// <summary>Neurons at the ends of their range.</summary>
    Saturation,

    /// <summary>Neurons that contribute nothing.</summary>
    DeadNeurons,

    /// <summary>Neurons that say the same.</summary>
    Overlap,

    /// <summary>Parameters that the rows do not determine.</summary>
    Undetermined,

    /// <summary>Inputs that say the same.</summary>
    RelatedInputs,

    /// <summary>Columns that the predictions hardly need.</summary>
    UnusedInputs,

    /// <summary>A model without prediction intervals.</summary>
    NoIntervals,

    /// <summary>Intervals that hold fewer measured values than they should.</summary>
    Coverage,

    /// <summary>Many rows unlike those that were trained on.</summary>
    OutOfSpecification,

    /// <summary>Measured values far from what was predicted.</summary>
    OddRows,
}

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>The model can be used, and might be better.</summary>
    Note,

    /// <summary>Look at it before predictions are relied on.</summary>
    Warning,
}

/// <summary>Something that was seen in a model or its rows.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="What">What was seen, in a sentence with figures and names.</param>
/// <param name="Remedy">What to do about it; empty where there is nothing to do.</param>
public sealed record Finding(FindingKind Kind, Severity Severity, string What, string Remedy);
