namespace IllsEdge.Device.Retraining;

/// <summary>Why a retraining was begun.</summary>
public enum RetrainReason
{
    /// <summary>There are enough labels for a first model.</summary>
    FirstModel,

    /// <summary>It was time.</summary>
    Schedule,

    /// <summary>Enough new labels came.</summary>
    Labels,

    /// <summary>The live error rose.</summary>
    ErrorRise,

    /// <summary>The live error has risen a little for good.</summary>
    ErrorDrift,

    /// <summary>The inputs are elsewhere than when the model was made.</summary>
    InputDrift,

    /// <summary>Somebody asked for it.</summary>
    Command,
}
