namespace IllsEdge.Device.Runtime.Validity;

/// <summary>How an input is.</summary>
public enum InputState
{
    /// <summary>It has had no reading yet.</summary>
    Silent,

    /// <summary>Its value holds.</summary>
    Good,

    /// <summary>Its last reading is older than it may be.</summary>
    TooOld,

    /// <summary>Its last reading cannot come from a working sensor.</summary>
    OutOfRange,

    /// <summary>It has given the same reading for longer than a working sensor does.</summary>
    Stuck,

    /// <summary>Its last reading is no finite number.</summary>
    NotFinite,

    /// <summary>Its transmitter says by its current that it has failed, or the wire is broken or shorted.</summary>
    FailureSignal,

    /// <summary>Its current lies between what is a measurement and what is a failure signal.</summary>
    BetweenSignals,

    /// <summary>Its last reading is further from the one before than a working sensor comes in the time.</summary>
    TooFast,

    /// <summary>Its last reading is far from those before it.</summary>
    Spike,

    /// <summary>It has had no reading since the start, for longer than a first one may take.</summary>
    Absent,
}
