namespace IllsEdge.Device.Recording;

/// <summary>How a replay went.</summary>
/// <param name="Steps">Steps that were repeated.</param>
/// <param name="Samples">Samples whose published value, bounds and status were compared.</param>
/// <param name="Decisions">Decisions that were compared: kind, text, figures, time.</param>
/// <param name="Trainings">How the trainings went.</param>
/// <param name="First">The first that differs; null where all are the same.</param>
/// <param name="End">How the recording ends.</param>
/// <param name="Elapsed">Time that it covers.</param>
public sealed record ReplayReport(
    long Steps, long Samples, long Decisions, ReplayedTrainings Trainings, Difference? First, RecordingEnd End, TimeSpan Elapsed)
{
    /// <summary>What else is to be known, such as that the configuration is another one.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether everything was the same.</summary>
    public bool IsSame => First is null && Trainings.First is null;
}

/// <summary>What became of the trainings of a recording.</summary>
/// <param name="Repeated">Held again, with the same verdict and model to the last bit.</param>
/// <param name="CutShort">Cut by the time limit, which cannot be repeated: the recorded verdict was taken.</param>
/// <param name="BrokenOff">Broken off or failed then: taken as recorded.</param>
/// <param name="Unknown">Without a verdict in the recording, as it ended before.</param>
/// <param name="First">The first that was held again and came to another verdict; null where none did.</param>
public sealed record ReplayedTrainings(int Repeated, int CutShort, int BrokenOff, int Unknown, Difference? First);

/// <summary>A place where a replay differs from its recording.</summary>
/// <param name="Step">Number of the step; 0 before the first.</param>
/// <param name="Elapsed">Its time since the recording began.</param>
/// <param name="What">What is different.</param>
/// <param name="Recorded">What the recording has.</param>
/// <param name="Replayed">What the replay has.</param>
public sealed record Difference(long Step, TimeSpan Elapsed, string What, string Recorded, string Replayed);
