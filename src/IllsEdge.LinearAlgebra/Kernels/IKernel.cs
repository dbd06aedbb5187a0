namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>
/// Arithmetic on one register of an instruction set. The algorithms are written once, generic over a kernel, and the
/// JIT specialises them: every call below becomes one instruction.
/// </summary>
/// <typeparam name="T">Element: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TRegister">Register holding <see cref="Lanes"/> elements.</typeparam>
/// <remarks><see cref="ScalarKernel{T}"/> is the definition; the vector kernels do the same lane by lane.</remarks>
internal interface IKernel<T, TRegister>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRegister : struct
{
    /// <summary>Elements in a register.</summary>
    static abstract int Lanes { get; }

    /// <summary>Reads <see cref="Lanes"/> elements that start at <paramref name="source"/>; no alignment needed.</summary>
    static abstract TRegister Load(ref readonly T source);

    /// <summary>Writes all lanes of <paramref name="value"/> from <paramref name="destination"/> on.</summary>
    static abstract void Store(TRegister value, ref T destination);

    /// <summary>A register with every lane equal to <paramref name="value"/>.</summary>
    static abstract TRegister Broadcast(T value);

    /// <summary>The sum a + b, lane by lane.</summary>
    static abstract TRegister Add(TRegister left, TRegister right);

    /// <summary>The product a b, lane by lane.</summary>
    static abstract TRegister Multiply(TRegister left, TRegister right);

    /// <summary>
    /// left * right + addend, fused to one rounding where the processor has the instruction and rounded twice where it
    /// has not. (An emulated fused multiply-add would cost some fifty times as much and nothing here needs it.)
    /// </summary>
    static abstract TRegister MultiplyAdd(TRegister left, TRegister right, TRegister addend);

    /// <summary>The sum of all lanes.</summary>
    static abstract T Sum(TRegister value);

    /// <summary>Writes the sums of the lanes of four registers, one behind the other.</summary>
    static abstract void Sums(TRegister a, TRegister b, TRegister c, TRegister d, ref T destination);
}
