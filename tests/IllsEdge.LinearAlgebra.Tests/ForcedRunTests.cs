using System.Runtime.Intrinsics;

namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>
/// What the environment of a run forces. A misspelt switch is silently inert, so a run that sets one first learns here
/// whether it tests what it claims to.
/// </summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ForcedRunTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", 512)]
    [InlineData("DOTNET_EnableAVX2", 256)]
    [InlineData("DOTNET_EnableHWIntrinsic", 128)]
    public void A_switch_set_to_zero_took_effect(string variable, int bits)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(variable) == "0", $"{variable} is not set to 0.");

        Assert.False(Vector512.IsHardwareAccelerated);
        Assert.False(bits <= 256 && Vector256.IsHardwareAccelerated);
        Assert.False(bits <= 128 && Vector128.IsHardwareAccelerated);
        Assert.True(Kernel.Fastest.Bits < bits, $"{Kernel.Fastest} would be used.");
    }

    [Fact]
    public void A_kernel_forced_for_the_whole_run_is_the_one_selected()
    {
        string? name = Environment.GetEnvironmentVariable(Kernel.Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(name), $"{Kernel.Variable} is not set.");

        Assert.Equal(name, Kernel.Selected.Name, ignoreCase: true);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_variable_selects_the_kernel_it_names(string name)
    {
        using EnvironmentVariables variable = new(Kernel.Variable, name);

        Assert.Equal(name, Kernel.Selected.Name);
        Assert.IsType(HouseholderQrCalls.Qr<double>(name).GetType(), HouseholderQr<double>.On(Kernel.Selected));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_variable_the_fastest_kernel_is_selected(string? nothing)
    {
        using EnvironmentVariables variable = new(Kernel.Variable, nothing);

        Assert.Equal(Kernel.Fastest, Kernel.Selected);
    }

    [Fact]
    public void A_variable_with_an_unknown_name_is_refused_with_the_list_of_names()
    {
        using EnvironmentVariables variable = new(Kernel.Variable, "avx");

        ArgumentException error = Assert.Throws<ArgumentException>(() => Kernel.Selected);

        Assert.Contains("scalar, vector128, vector256, vector512", error.Message, StringComparison.Ordinal);
    }
}
