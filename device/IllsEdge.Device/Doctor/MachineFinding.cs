namespace IllsEdge.Device.Doctor;

/// <summary>One thing that is there, or missing with what to do about it.</summary>
/// <param name="Area">What it belongs to: one word.</param>
/// <param name="State">Whether it is there.</param>
/// <param name="What">What was found.</param>
/// <param name="Remedy">What to do; null where there is nothing to do.</param>
public sealed record MachineFinding(string Area, FindingState State, string What, string? Remedy = null);

/// <summary>Whether something is there.</summary>
public enum FindingState
{
    /// <summary>It is there and can be used.</summary>
    Ok,

    /// <summary>Worth knowing; a device runs all the same.</summary>
    Note,

    /// <summary>It is needed, or there to be used, and cannot be.</summary>
    Missing,
}
