namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>
/// What a test measured, in its output, so that a threshold can be judged: run the test program with
/// <c>-showLiveOutput</c>.
/// </summary>
internal static class Figures
{
    public static void Report(string what, double figure) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {figure:G3}");
}
