namespace IllsEdge.LinearAlgebra.Tests;

public sealed class KernelTests
{
    [Fact]
    public void The_catalogue_lists_each_kernel_once_from_narrow_to_wide()
    {
        Assert.Equal(["scalar", "vector128", "vector256", "vector512"], Kernel.All.Select(kernel => kernel.Name));
        Assert.Equal([64, 128, 256, 512], Kernel.All.Select(kernel => kernel.Bits));
    }

    [Fact]
    public void Which_kernels_are_accelerated_is_what_the_runtime_says()
    {
        bool[] expected =
        [
            true,
            System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated,
            System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated,
            System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated,
        ];
        foreach (Kernel kernel in Kernel.All)
            TestContext.Current.TestOutputHelper?.WriteLine(kernel.ToString());

        Assert.Equal(expected, Kernel.All.Select(kernel => kernel.IsAccelerated));
    }

    [Fact]
    public void The_fastest_kernel_is_the_widest_that_is_accelerated() =>
        Assert.Equal(Kernel.All.Where(kernel => kernel.IsAccelerated).MaxBy(kernel => kernel.Bits), Kernel.Fastest);

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_kernel_is_found_by_its_name_in_any_case(string name) =>
        Assert.Equal(name, Kernel.Named(name.ToUpperInvariant()).Name);

    [Fact]
    public void An_unknown_name_is_refused_with_the_list_of_names()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Kernel.Named("abacus"));

        Assert.Contains("'abacus'", error.Message, StringComparison.Ordinal);
        Assert.Contains("ILLSEDGE_KERNEL", error.Message, StringComparison.Ordinal);
        Assert.All(Kernel.All, kernel => Assert.Contains(kernel.Name, error.Message, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_workspace_is_one_block_and_what_aligns_it(string name)
    {
        const int Block = HouseholderQr<double>.BlockRows * 5;

        Assert.InRange(HouseholderQrCalls.Qr<double>(name).WorkspaceLength(5), Block, Block + 8);
        Assert.InRange(HouseholderQrCalls.Qr<float>(name).WorkspaceLength(5), Block, Block + 16);
    }

    [Fact]
    public void Only_float_and_double_have_kernels()
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => HouseholderQr<Half>.On(Kernel.Scalar));

        Assert.Contains("not on Half", error.Message, StringComparison.Ordinal);
    }
}
