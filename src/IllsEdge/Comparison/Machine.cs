using System.Runtime.InteropServices;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Comparison;

/// <summary>What a time was measured on.</summary>
public static class Machine
{
    /// <summary>The processor as it calls itself, or else its architecture: ARM kernels give no name.</summary>
    public static string Processor { get; } = FindProcessor();

    /// <summary>Processor, cores, system, runtime and kernel in one line.</summary>
    public static string Description =>
        $"{Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, " +
        $"{RuntimeInformation.FrameworkDescription}, kernel {Kernel.Selected.Name}";

    private static string FindProcessor()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
