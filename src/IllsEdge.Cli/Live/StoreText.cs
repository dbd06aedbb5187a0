using IllsEdge.Cli.Terminal;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Store;

namespace IllsEdge.Cli.Live;

/// <summary>What the store has done to the disk, and spared it, for a line of the log.</summary>
internal static class StoreText
{
    /// <summary>Begins with a comma; samples that were not kept are told only where there are some.</summary>
    public static string Of(in StoreCounts counts) =>
        $", {SizeText.Near(counts.BytesWritten)} written"
        + (counts.ThinnedSamples > 0 ? $", {Format.Count(counts.ThinnedSamples, "sample")} thinned for the day's budget" : "")
        + (counts.GivenUpSamples > 0 ? $", {Format.Count(counts.GivenUpSamples, "old sample")} given up for room" : "");
}
