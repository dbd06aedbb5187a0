using IllsEdge.Cli.Terminal;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Store;

namespace IllsEdge.Cli.Live;

/// <summary>What the store has done to the disk, and spared it, for a line of the log.</summary>
internal static class StoreText
{
    /// <summary>What was written and not kept; begins with a comma.</summary>
    public static string Of(in StoreCounts counts) => $", {SizeText.Near(counts.BytesWritten)} written{NotKept(counts)}";

    /// <summary>Samples that were not kept, where there are some; begins with a comma.</summary>
    public static string NotKept(in StoreCounts counts) =>
        (counts.ThinnedSamples > 0 ? $", {Format.Count(counts.ThinnedSamples, "sample")} thinned for the day's budget" : "")
        + (counts.GivenUpSamples > 0 ? $", {Format.Count(counts.GivenUpSamples, "old sample")} given up for room" : "");
}
