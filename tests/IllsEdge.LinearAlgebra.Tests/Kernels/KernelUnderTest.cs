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

    /// <summary>The sums of four registers that stand one behind the other.</summary>
    public abstract void Sums(Span<T> lanes, Span<T> sums);

    public abstract T Dot(Span<T> x, Span<T> y);

    public abstract void AddScaled(Span<T> x, T scale, Span<T> y);

    /// <summary>Makes the reflector of (pivot; column) in place, applies it to the columns behind it.</summary>
    public abstract T Reflect(Span<T> row, Span<T> block);

    /// <summary>Makes the reflectors of the first four columns in place and applies all of them at once.</summary>
    /// <param name="triangle">R, row by row.</param>
    /// <param name="block">The block, one column behind the other, as many as R has.</param>
    public abstract void ReflectFour(Span<T> triangle, Span<T> block);
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

    public override void Sums(Span<T> lanes, Span<T> sums) => TKernel.Sums(
        Load(lanes), Load(lanes[Lanes..]), Load(lanes[(2 * Lanes)..]), Load(lanes[(3 * Lanes)..]), ref sums[0]);

    public override T Dot(Span<T> x, Span<T> y) => Vectors<T, TKernel, TRegister>.Dot(x, y);

    public override void AddScaled(Span<T> x, T scale, Span<T> y) =>
        Vectors<T, TKernel, TRegister>.AddScaled(x, scale, y);

    public override T Reflect(Span<T> row, Span<T> block)
    {
        int height = block.Length / row.Length;
        T scale = Reflector<T, TKernel, TRegister>.Make(ref row[0], ref block[0], height);
        for (int column = 1; column < row.Length; column++)
            Reflector<T, TKernel, TRegister>.Apply(
                ref block[0], scale, ref row[column], ref block[column * height], height);
        return scale;
    }

    public override void ReflectFour(Span<T> triangle, Span<T> block)
    {
        int order = (int)Math.Sqrt(triangle.Length), height = block.Length / order;
        Panel<T, TKernel, TRegister> panel = new(ref block[0], height, height, ref triangle[0], order);
        panel.Make();
        panel.Sweep(order);
    }

    private static TRegister Load(Span<T> source) => TKernel.Load(ref source[0]);

    private static void Store(TRegister value, Span<T> destination) => TKernel.Store(value, ref destination[0]);
}
