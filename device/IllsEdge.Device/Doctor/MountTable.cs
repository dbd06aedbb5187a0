namespace IllsEdge.Device.Doctor;

/// <summary>The table of mounts, as /proc/self/mounts has it; see fstab(5).</summary>
internal static class MountTable
{
    /// <summary>The disk that a file is on, or would be: the longest mount point that it is below, of two the later.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="mounts">The table.</param>
    public static DiskFacts? DiskOf(string path, string mounts)
    {
        DiskFacts? best = null;
        foreach (string[] fields in mounts.Split('\n').Select(line => line.Split(' ')).Where(fields => fields.Length >= 4))
        {
            string place = Unescaped(fields[1]);
            bool isBelow = place == "/" || path == place || path.StartsWith(place + "/", StringComparison.Ordinal);
            if (isBelow && place.Length >= (best?.MountPoint.Length ?? 0))
                best = new DiskFacts(place, fields[2], fields[3].Split(',').Contains("ro"), null);
        }

        return best;
    }

    // White space and the backslash itself are written as three octal digits.
    private static string Unescaped(string text) => text
        .Replace("\\040", " ", StringComparison.Ordinal).Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\012", "\n", StringComparison.Ordinal).Replace("\\134", "\\", StringComparison.Ordinal);
}
