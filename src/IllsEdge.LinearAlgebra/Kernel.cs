namespace IllsEdge.LinearAlgebra;

/// <summary>
/// An instruction set that the algorithms can run on. All of them are available on every machine and give the same
/// result up to rounding; those that are not <see cref="IsAccelerated"/> here are emulated by the runtime and slow.
/// </summary>
/// <param name="Name">Name by which <see cref="Variable"/> forces it.</param>
/// <param name="Bits">Width of a register.</param>
/// <param name="IsAccelerated">Whether this processor has the instructions, and the runtime uses them.</param>
public sealed record Kernel(string Name, int Bits, bool IsAccelerated)
{
    /// <summary>Environment variable that forces a kernel by its name.</summary>
    public const string Variable = "ILLSEDGE_KERNEL";

    /// <summary>One element at a time.</summary>
    public static Kernel Scalar { get; } = new("scalar", 64, true);

    /// <summary>128-bit registers: NEON and SSE2.</summary>
    public static Kernel Vector128 { get; } =
        new("vector128", 128, System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated);

    /// <summary>256-bit registers: AVX2.</summary>
    public static Kernel Vector256 { get; } =
        new("vector256", 256, System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated);

    /// <summary>512-bit registers: AVX-512.</summary>
    public static Kernel Vector512 { get; } =
        new("vector512", 512, System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated);

    /// <summary>The catalogue, narrowest first.</summary>
    public static IReadOnlyList<Kernel> All { get; } = [Scalar, Vector128, Vector256, Vector512];

    /// <summary>The widest kernel that is accelerated here.</summary>
    public static Kernel Fastest { get; } = All.Last(kernel => kernel.IsAccelerated);

    /// <summary>The kernel that <see cref="Variable"/> names, or <see cref="Fastest"/> where it is not set.</summary>
    /// <exception cref="ArgumentException">The variable holds a name that is not in the catalogue.</exception>
    public static Kernel Selected
    {
        get
        {
            string? name = Environment.GetEnvironmentVariable(Variable);
            return string.IsNullOrEmpty(name) ? Fastest : Named(name);
        }
    }

    /// <summary>The kernel with this name, in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static Kernel Named(string name) =>
        All.FirstOrDefault(kernel => kernel.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw Throw.UnknownKernel(name);
}
