using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>A wrong command line: exit code 2, what is wrong, and what was probably meant.</summary>
public class BadUsageTests
{
    private const int WrongUsage = 2;

    [Theory]
    [InlineData("train?", "trian d.csv")]
    [InlineData("--ridge?", "train d.csv --target y -o m.ills --rigde 1")]
    [InlineData("'--output' is required", "train d.csv --target y")]
    [InlineData("tanh?", "train d.csv --target y -o m.ills --activation tahn")]
    [InlineData("classic?", "train d.csv --target y -o m.ills --method clasic")]
    [InlineData("network, layer", "train d.csv --target y -o m.ills --block all")]
    [InlineData("0 or more", "train d.csv --target y -o m.ills --ridge -1")]
    [InlineData("0 or more", "train d.csv --target y -o m.ills --ridge auto")]
    [InlineData("1 to 10000", "train d.csv --target y -o m.ills --hidden 0")]
    [InlineData("1 to 10000", "train d.csv --target y -o m.ills --hidden 16,x")]
    [InlineData("last:0.2", "train d.csv --target y -o m.ills --validation 1.5")]
    [InlineData("30s", "train d.csv --target y -o m.ills --time-limit 30")]
    [InlineData("1 or more", "train d.csv --target y -o m.ills --max-iterations 0")]
    [InlineData("whole number", "train d.csv --target y -o m.ills --seed -1")]
    [InlineData("cannot be the target", "train d.csv --target y -o m.ills --inputs a,y")]
    [InlineData("named twice", "train d.csv --target y -o m.ills --inputs a,a")]
    [InlineData("no input is left", "train d.csv --target y -o m.ills --exclude a,b")]
    [InlineData("--restarts", "train d.csv --target y -o m.ills --restarts 3")]
    [InlineData("leaky-relu", "train d.csv --target y -o m.ills --method classic --activation relu")]
    [InlineData("fewer hidden neurons", "train d.csv --target y -o m.ills --hidden 10000,10000")]
    [InlineData("illsedge --help", "")]
    public void Wrong_usage_is_explained(string expected, string arguments)
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 20);
        Answer answer = Illsedge.Run(
        [
            .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word == "d.csv" ? data : word == "m.ills" ? folder["m.ills"] : word),
        ]);
        Assert.Equal((WrongUsage, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        Assert.Equal(["d.csv"], folder.Files);
    }

    [Fact]
    public void A_kernel_that_does_not_exist_is_refused_with_those_that_do()
    {
        Answer answer = Illsedge.Run(null, ("ILLSEDGE_KERNEL", "avx9"), "demo");
        Assert.Equal(WrongUsage, answer.ExitCode);
        Assert.Contains("vector512", answer.Error, StringComparison.Ordinal);
    }
}
