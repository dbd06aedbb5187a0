using System.Runtime.InteropServices;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>
/// The Fortran entries. Every argument is an address; a matrix is its first element and the distance of two columns.
/// The lengths of the letters follow at the end, unseen in Fortran, and are 1.
/// </summary>
internal static partial class OpenBlas
{
    /// <summary>Asks a routine for the workspace that it likes best, and answers in its first element.</summary>
    public const int AskLength = -1;

    /// <summary>Least squares, all in one.</summary>
    [LibraryImport(Library, EntryPoint = "dgels_")]
    public static partial void Dgels(
        in byte transpose, in int rows, in int columns, in int rightHandSides, ref double a, in int stride,
        ref double b, in int strideOfB, ref double workspace, in int length, out int info, nint letter = 1);

    /// <summary>QR factorisation in place.</summary>
    [LibraryImport(Library, EntryPoint = "dgeqrf_")]
    public static partial void Dgeqrf(
        in int rows, in int columns, ref double a, in int stride, ref double tau, ref double workspace, in int length,
        out int info);

    /// <summary>Applies the Q of <see cref="Dgeqrf"/>.</summary>
    [LibraryImport(Library, EntryPoint = "dormqr_")]
    public static partial void Dormqr(
        in byte side, in byte transpose, in int rows, in int columns, in int reflectors, ref double a, in int stride,
        ref double tau, ref double c, in int strideOfC, ref double workspace, in int length, out int info,
        nint letter1 = 1, nint letter2 = 1);

    /// <summary>Solves with a triangle.</summary>
    [LibraryImport(Library, EntryPoint = "dtrtrs_")]
    public static partial void Dtrtrs(
        in byte triangle, in byte transpose, in byte diagonal, in int order, in int rightHandSides, ref double a,
        in int stride, ref double b, in int strideOfB, out int info, nint letter1 = 1, nint letter2 = 1,
        nint letter3 = 1);

    /// <summary>C = alpha A B + beta C.</summary>
    [LibraryImport(Library, EntryPoint = "dgemm_")]
    public static partial void Dgemm(
        in byte transposeA, in byte transposeB, in int rows, in int columns, in int inner, in double alpha,
        ref double a, in int strideOfA, ref double b, in int strideOfB, in double beta, ref double c, in int strideOfC,
        nint letter1 = 1, nint letter2 = 1);

    /// <summary>Turns a routine's complaint into an exception.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="info"/> is not 0.</exception>
    public static void Check(int info, string routine)
    {
        if (info != 0)
            throw new InvalidOperationException($"{routine} ended with info = {info}.");
    }
}
