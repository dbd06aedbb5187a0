using IllsEdge.Device;
using IllsEdge.Device.Recording;

namespace IllsEdge.Cli.Live;

/// <summary>What the user asks of a run beside its configuration.</summary>
/// <param name="Speed">Times real time; infinite for as fast as it goes; null for the default.</param>
/// <param name="Hours">Plant hours of a simulation; null for those of its scenario.</param>
/// <param name="Seed">Seed of a simulation.</param>
/// <param name="RollBack">Whether the previous model is put back first.</param>
/// <param name="Json">Whether predictions are printed as JSON.</param>
/// <param name="Least">What matters less is not told.</param>
internal sealed record RunRequest(double? Speed, int? Hours, ulong Seed, bool RollBack, bool Json, LogLevel Least)
{
    /// <summary>Where the run is recorded; null for nowhere.</summary>
    public string? Record { get; init; }

    /// <summary>Bytes of the recording at most.</summary>
    public long RecordLimit { get; init; } = LoopRecorder.UsualLimit;
}
