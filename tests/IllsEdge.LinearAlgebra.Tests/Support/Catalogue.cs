namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>What the theories run over.</summary>
public static class Catalogue
{
    /// <summary>Name of every kernel, accelerated or not: all of them must be right everywhere.</summary>
    public static TheoryData<string> Kernels => new(KernelNames);

    /// <summary>Every kernel with either guard.</summary>
    public static MatrixTheoryData<string, Guard> GuardedKernels => new(KernelNames, Enum.GetValues<Guard>());

    /// <summary>Every kernel on every kind of matrix.</summary>
    public static MatrixTheoryData<string, MatrixKind> KernelsAndKinds =>
        new(KernelNames, Enum.GetValues<MatrixKind>());

    private static IEnumerable<string> KernelNames => Kernel.All.Select(kernel => kernel.Name);
}
