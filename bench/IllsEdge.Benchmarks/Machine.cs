using System.Runtime.InteropServices;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Benchmarks;

/// <summary>What a result was measured on.</summary>
internal static class Machine
{
    /// <summary>The processor as the name of a folder.</summary>
    private static string Name { get; } = string.Join(
        '-',
        Processor.ToLowerInvariant().Split([' ', '(', ')', '@', '/'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A file in this machine's folder of results, which is made if need be.</summary>
    public static string FileIn(string results, string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(results, Name)).FullName, name);

    /// <summary>One line for the head of a result.</summary>
    public static string Description =>
        $"{Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, " +
        $"{RuntimeInformation.FrameworkDescription}, kernel {Kernel.Selected.Name}";

    private static string Processor => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString()
        : RuntimeInformation.ProcessArchitecture.ToString();
}
