namespace IllsEdge.LinearAlgebra.Tests.Kernels;

/// <summary>
/// Vectors of every length from 0 to 257, so that every tail of every kernel occurs, in guarded memory.
/// </summary>
public abstract class VectorsTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LongestLength = 257;

    [Theory, MemberData(nameof(Catalogue.GuardedKernels), MemberType = typeof(Catalogue))]
    public void Dot_is_as_exact_as_a_sum_in_any_order_can_be(string name, Guard guard)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        for (int length = 0; length <= LongestLength; length++)
        {
            using BoundedMemory<T> x = Vector(length, guard, 1), y = Vector(length, guard, 2);
            double[] left = InDouble(x.Span), right = InDouble(y.Span);
            double magnitude = left.Zip(right, (a, b) => Math.Abs(a * b)).Sum();

            // n eps/2 sum |x_i y_i| bounds the error whatever the order (Higham, 3.1); eps/2 more from the reference.
            double tolerance = (length + 1) * Precision.Epsilon<T>() / 2 * magnitude;
            double error = double.CreateChecked(kernel.Dot(x.Span, y.Span)) - Precision.Dot(left, right);

            Assert.True(Math.Abs(error) <= tolerance, $"Length {length}: off by {error}, {tolerance} allowed.");
        }
    }

    [Theory, MemberData(nameof(Catalogue.GuardedKernels), MemberType = typeof(Catalogue))]
    public void AddScaled_changes_every_element_as_MultiplyAdd_does(string name, Guard guard)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        for (int length = 0; length <= LongestLength; length++)
        {
            using BoundedMemory<T> x = Vector(length, guard, 1), y = Vector(length, guard, 2);
            T[] before = y.Span.ToArray();

            kernel.AddScaled(x.Span, T.E, y.Span);

            for (int i = 0; i < length; i++)
                Assert.True(
                    Allowed.MultiplyAdd(T.E, x.Span[i], before[i]).Contains(y.Span[i]),
                    $"Length {length}, element {i}: {before[i]} + e {x.Span[i]} became {y.Span[i]}.");
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_longer_second_vector_is_read_and_changed_no_further_than_the_first_reaches(string name)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        for (int length = 0; length <= LongestLength; length++)
        {
            T[] x = new T[length], y = new T[length + 2 * kernel.Lanes];
            x.AsSpan().Fill(T.One);
            y.AsSpan(length).Fill(T.NaN);

            kernel.AddScaled(x, T.One, y);

            Assert.Equal(T.CreateChecked(length), kernel.Dot(x, y));
            Assert.All(y[length..], element => Assert.True(T.IsNaN(element)));
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_shorter_second_vector_is_refused_with_both_lengths(string name)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);

        ArgumentException dot = Assert.Throws<ArgumentException>(() => kernel.Dot(new T[9], new T[8]));
        ArgumentException addScaled =
            Assert.Throws<ArgumentException>(() => kernel.AddScaled(new T[9], T.One, new T[8]));

        Assert.Equal("The second vector needs 9 elements and got 8.", dot.Message);
        Assert.Equal(dot.Message, addScaled.Message);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void NaN_in_any_place_reaches_the_dot_product(string name)
    {
        KernelUnderTest<T> kernel = KernelUnderTest<T>.Named(name);
        const int Length = 67; // Whole registers and a tail in every kernel.
        for (int place = 0; place < Length; place++)
        {
            T[] x = new T[Length];
            x[place] = T.NaN;

            Assert.True(T.IsNaN(kernel.Dot(x, new T[Length])), $"Lost at {place}.");
        }
    }

    private static BoundedMemory<T> Vector(int length, Guard guard, int seed) =>
        BoundedMemory<T>.Of(Matrices.Make<T>(MatrixKind.Random, length, 1, seed).View.Column(0), guard);

    private static double[] InDouble(Span<T> values) => [.. values.ToArray().Select(double.CreateChecked)];
}

public sealed class VectorsOfDoublesTests : VectorsTests<double>;

public sealed class VectorsOfFloatsTests : VectorsTests<float>;
