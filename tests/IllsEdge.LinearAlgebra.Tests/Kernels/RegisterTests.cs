namespace IllsEdge.LinearAlgebra.Tests.Kernels;

/// <summary>One register of every kernel, against the same arithmetic on one element, in guarded memory.</summary>
public abstract class RegisterTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_register_holds_as_many_elements_as_its_bits_say(string name)
    {
        Kernel kernel = Kernel.Named(name);
        int elementBits = 8 * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

        Assert.Equal(kernel == Kernel.Scalar ? 1 : kernel.Bits / elementBits, KernelUnderTest<T>.Named(name).Lanes);
    }

    [Theory, MemberData(nameof(Catalogue.GuardedKernels), MemberType = typeof(Catalogue))]
    public void Load_and_Store_move_every_lane_and_nothing_else(string name, Guard guard)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        using BoundedMemory<T> source = Lanes(kernel, guard, 1), destination = new(kernel.Lanes, guard);

        kernel.Copy(source.Span, destination.Span);

        Assert.Equal(source.Span, destination.Span);
    }

    [Theory, MemberData(nameof(Catalogue.GuardedKernels), MemberType = typeof(Catalogue))]
    public void Broadcast_fills_every_lane(string name, Guard guard)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        using BoundedMemory<T> destination = new(kernel.Lanes, guard);

        kernel.Broadcast(T.Pi, destination.Span);

        Assert.All(destination.Span.ToArray(), lane => Assert.Equal(T.Pi, lane));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Add_and_Multiply_round_once_lane_by_lane(string name)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        using BoundedMemory<T> left = Lanes(kernel, Guard.Behind, 1), right = Lanes(kernel, Guard.Behind, 2);
        using BoundedMemory<T> sum = new(kernel.Lanes, Guard.Behind), product = new(kernel.Lanes, Guard.Behind);

        kernel.Add(left.Span, right.Span, sum.Span);
        kernel.Multiply(left.Span, right.Span, product.Span);

        for (int lane = 0; lane < kernel.Lanes; lane++)
        {
            Assert.Equal(left.Span[lane] + right.Span[lane], sum.Span[lane]);
            Assert.Equal(left.Span[lane] * right.Span[lane], product.Span[lane]);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void MultiplyAdd_rounds_once_or_twice_lane_by_lane(string name)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        using BoundedMemory<T> left = Lanes(kernel, Guard.Behind, 1), right = Lanes(kernel, Guard.Behind, 2);
        using BoundedMemory<T> addend = Lanes(kernel, Guard.Behind, 3), result = new(kernel.Lanes, Guard.Behind);

        kernel.MultiplyAdd(left.Span, right.Span, addend.Span, result.Span);

        for (int lane = 0; lane < kernel.Lanes; lane++)
            Assert.Contains(
                result.Span[lane], Allowed.MultiplyAdd(left.Span[lane], right.Span[lane], addend.Span[lane]));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Sum_adds_every_lane_once(string name)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        using BoundedMemory<T> lanes = new(kernel.Lanes, Guard.Behind);
        for (int lane = 0; lane < kernel.Lanes; lane++)
            lanes.Span[lane] = T.CreateChecked(1 << lane);

        // Powers of two below 2^16: exact in any order, and every lane leaves its own bit.
        Assert.Equal(T.CreateChecked((1 << kernel.Lanes) - 1), kernel.Sum(lanes.Span));
    }

    [Theory, MemberData(nameof(Catalogue.GuardedKernels), MemberType = typeof(Catalogue))]
    public void Sums_adds_up_four_registers_in_their_order(string name, Guard guard)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        using BoundedMemory<T> lanes = new(4 * kernel.Lanes, guard), sums = new(4, guard);
        for (int i = 0; i < lanes.Span.Length; i++)
            lanes.Span[i] = T.CreateChecked((i / kernel.Lanes + 1) * (1 << i % kernel.Lanes));

        kernel.Sums(lanes.Span, sums.Span);

        T one = T.CreateChecked((1 << kernel.Lanes) - 1), two = one + one;
        Assert.Equal([one, two, two + one, two + two], sums.Span.ToArray());
    }

    private static BoundedMemory<T> Lanes(KernelUnderTest<T> kernel, Guard guard, int seed) =>
        BoundedMemory<T>.Of(Matrices.Make<T>(MatrixKind.Random, kernel.Lanes, 1, seed).View.Column(0), guard);
}

public sealed class RegisterOfDoublesTests : RegisterTests<double>;

public sealed class RegisterOfFloatsTests : RegisterTests<float>;
