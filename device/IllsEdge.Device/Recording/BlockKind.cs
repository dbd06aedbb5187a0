namespace IllsEdge.Device.Recording;

/// <summary>What a block of a recording holds; the numbers are those in the file.</summary>
internal enum BlockKind : byte
{
    /// <summary>What the run began with: configuration, sources, version.</summary>
    Start = 1,

    /// <summary>Models and labels that were in the store, as a store.</summary>
    Store = 2,

    /// <summary>The model file.</summary>
    Model = 3,

    /// <summary>Steps, each with what came in and what was decided and published.</summary>
    Steps = 4,

    /// <summary>What training made of a challenge.</summary>
    Verdict = 5,

    /// <summary>The end, and why.</summary>
    End = 6,
}

/// <summary>What happened in a step; the numbers are those in the file.</summary>
internal enum StepEvent : byte
{
    Step = 1,
    Reading = 2,
    TimedReading = 3,
    Requests = 4,
    Heard = 5,
    StoreState = 6,
    LittleRoom = 7,
    Found = 8,
    Sample = 9,
    Decision = 10,
}

/// <summary>Why a recording ended; the numbers are those in the file.</summary>
public enum RecordingEnd : byte
{
    /// <summary>It has no end: the device was switched off or killed, or the disk was full.</summary>
    CutOff = 0,

    /// <summary>The run ended.</summary>
    Run = 1,

    /// <summary>It was as large as it may be.</summary>
    Limit = 2,
}
