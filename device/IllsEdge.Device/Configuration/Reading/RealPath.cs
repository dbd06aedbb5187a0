namespace IllsEdge.Device.Configuration.Reading;

/// <summary>Where a path leads when all symbolic links on it are followed, whether or not the file is there yet.</summary>
internal static class RealPath
{
    // As many as the kernel follows before it takes them for a ring.
    private const int MostLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <param name="path">A full path.</param>
    /// <returns>A full path without links; of a ring of links what has been come to.</returns>
    public static string Of(string path)
    {
        string place = Path.GetPathRoot(path)!;
        Stack<string> ahead = new();
        Push(ahead, path[place.Length..]);
        for (int links = 0; ahead.TryPop(out string? part);)
        {
            if (part == "..")
            {
                // Of the folder that the link led to, not of the one it stands in.
                place = Path.GetDirectoryName(place) ?? place;
                continue;
            }

            string next = Path.Combine(place, part);
            if (LinkTarget(next) is not { } target || ++links > MostLinks)
            {
                place = next;
                continue;
            }

            string root = Path.GetPathRoot(target)!;
            place = root.Length > 0 ? root : place;
            Push(ahead, target[root.Length..]);
        }

        return place;
    }

    private static void Push(Stack<string> ahead, string path)
    {
        foreach (string part in path.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Reverse())
            if (part != ".")
                ahead.Push(part);
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever cannot look at it cannot open it either, and is told so then.
            return null;
        }
    }
}
