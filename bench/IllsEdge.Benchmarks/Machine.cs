namespace IllsEdge.Benchmarks;

/// <summary>What a result was measured on.</summary>
internal static class Machine
{
    /// <summary>The processor as the name of a folder.</summary>
    private static string Name { get; } = string.Join(
        '-',
        Comparison.Machine.Processor.ToLowerInvariant().Split([' ', '(', ')', '@', '/'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>One line for the head of a result.</summary>
    public static string Description => Comparison.Machine.Description;

    /// <summary>A file in this machine's folder of results, which is made if need be.</summary>
    public static string FileIn(string results, string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(results, Name)).FullName, name);
}
