namespace IllsEdge.Cli.Terminal;

/// <summary>Keeps a command from writing over what it reads, which may be the only copy.</summary>
internal static class Overwriting
{
    /// <exception cref="UsageException">The output is one of the files that are read.</exception>
    public static void Refuse(string output, params ReadOnlySpan<string> read)
    {
        foreach (string path in read)
            if (File.Exists(path) && Resolve(path) == Resolve(output))
                throw new UsageException($"{output} is read by this command and would be lost. Give the output another name.");
    }

    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }
}
