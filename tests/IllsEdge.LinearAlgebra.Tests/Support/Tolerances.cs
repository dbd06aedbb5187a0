namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>Tolerances that several subjects share.</summary>
internal static class Tolerances
{
    /// <summary>
    /// Distance of two factors of the same well-conditioned rows: each is exact for rows changed by at most n eps a
    /// column (Higham, 19.4), and R then changes by about the condition times as much (Higham, 19.9). The random
    /// matrices that are compared are at least four times as tall as wide, so that the condition stays below 4.
    /// </summary>
    public static double SameFactor<T>(int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => 4 * rows * Precision.Epsilon<T>();
}
