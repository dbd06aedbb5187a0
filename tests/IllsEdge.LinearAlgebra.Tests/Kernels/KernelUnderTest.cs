using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using IllsEdge.LinearAlgebra.Kernels;

namespace IllsEdge.LinearAlgebra.Tests.Kernels;

/// <summary>
/// One kernel's operations, with spans in place of registers, so that a theory can choose it by name.
/// </summary>
internal abstract class KernelUnderTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public abstract int Lanes { get; }

    public static KernelUnderTest<T> Named(string kernel) => Kernel.Named(kernel).Bits switch
    {
        512 => new KernelUnderTest<T, Vector512Kernel<T>, Vector512<T>>(),
        256 => new KernelUnderTest<T, Vector256Kernel<T>, Vector256<T>>(),
        128 => new KernelUnderTest<T, Vector128Kernel<T>, Vector128<T>>(),
        _ => new KernelUnderTest<T, ScalarKernel<T>, T>(),
    };

    public abstract void Copy(Span<T> source, Span<T> destination);

    public abstract void Broadcast(T value, Span<T> destination);

    public abstract void Add(Span<T> left, Span<T> right, Span<T> destination);

    public abstract void Multiply(Span<T> left, Span<T> right, Span<T> destination);

    public abstract void MultiplyAdd(Span<T> left, Span<T> right, Span<T> addend, Span<T> destination);

    public abstract T Sum(Span<T> lanes);

    public abstract T Dot(Span<T> x, Span<T> y);

    public abstract void AddScaled(Span<T> x, T scale, Span<T> y);

    /// <summary>Makes the reflector of (pivot; column) in place, applies it to the columns behind it.</summary>
    public abstract T Reflect(Span<T> row, Span<T> block);

    /// <summary>
    /// Makes the reflectors of the first two columns in place and applies both to the columns behind them in one sweep.
    /// </summary>
    /// <param name="row">First row of R from its diagonal on.</param>
    /// <param name="nextRow">Second row of R from its diagonal on.</param>
    /// <param name="block">The block.</param>
    public abstract void ReflectTwo(Span<T> row, Span<T> nextRow, Span<T> block);
}

/// <inheritdoc/>
internal sealed class KernelUnderTest<T, TKernel, TRegister> : KernelUnderTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T, TRegister>
    where TRegister : struct
{
    public override int Lanes => TKernel.Lanes;

    public override void Copy(Span<T> source, Span<T> destination) => Store(Load(source), destination);

    public override void Broadcast(T value, Span<T> destination) => Store(TKernel.Broadcast(value), destination);

    public override void Add(Span<T> left, Span<T> right, Span<T> destination) =>
        Store(TKernel.Add(Load(left), Load(right)), destination);

    public override void Multiply(Span<T> left, Span<T> right, Span<T> destination) =>
        Store(TKernel.Multiply(Load(left), Load(right)), destination);

    public override void MultiplyAdd(Span<T> left, Span<T> right, Span<T> addend, Span<T> destination) =>
        Store(TKernel.MultiplyAdd(Load(left), Load(right), Load(addend)), destination);

    public override T Sum(Span<T> lanes) => TKernel.Sum(Load(lanes));

    public override T Dot(Span<T> x, Span<T> y) => Vectors<T, TKernel, TRegister>.Dot(x, y);

    public override void AddScaled(Span<T> x, T scale, Span<T> y) =>
        Vectors<T, TKernel, TRegister>.AddScaled(x, scale, y);

    public override T Reflect(Span<T> row, Span<T> block)
    {
        int stride = block.Length / row.Length;
        T scale = Reflector<T, TKernel, TRegister>.Make(ref row[0], ref block[0]);
        for (int column = 1; column < row.Length; column++)
            Reflector<T, TKernel, TRegister>.Apply(ref block[0], scale, ref row[column], ref block[column * stride]);
        return scale;
    }

    public override void ReflectTwo(Span<T> row, Span<T> nextRow, Span<T> block)
    {
        int stride = block.Length / row.Length;
        T scale = Reflector<T, TKernel, TRegister>.Make(ref row[0], ref block[0]);
        Reflector<T, TKernel, TRegister>.Apply(ref block[0], scale, ref row[1], ref block[stride]);
        T nextScale = Reflector<T, TKernel, TRegister>.Make(ref nextRow[0], ref block[stride]);
        Reflector<T, TKernel, TRegister>.Sweep(
            ref block[0], scale, nextScale, ref row[0], ref nextRow[0], row.Length, stride);
    }

    private static TRegister Load(Span<T> source) => TKernel.Load(ref source[0]);

    private static void Store(TRegister value, Span<T> destination) => TKernel.Store(value, ref destination[0]);
}
