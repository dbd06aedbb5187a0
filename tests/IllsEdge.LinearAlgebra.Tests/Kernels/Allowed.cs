namespace IllsEdge.LinearAlgebra.Tests.Kernels;

/// <summary>Results that the contract of <c>IKernel</c> leaves open.</summary>
internal static class Allowed
{
    /// <summary>left * right + addend, rounded once and rounded twice; nothing between them is allowed.</summary>
    public static T[] MultiplyAdd<T>(T left, T right, T addend)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [T.FusedMultiplyAdd(left, right, addend), left * right + addend];
}
