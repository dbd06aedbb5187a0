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
    [InlineData("auto, or a number", "train d.csv --target y -o m.ills --ridge automatic")]
    [InlineData("a duration", "tune d.csv --target y -o m.ills --time-limit 20")]
    [InlineData("1 to 10000", "train d.csv --target y -o m.ills --hidden 0")]
    [InlineData("1 to 10000", "train d.csv --target y -o m.ills --hidden 16,x")]
    [InlineData("last:0.2", "train d.csv --target y -o m.ills --validation 1.5")]
    [InlineData("30s", "train d.csv --target y -o m.ills --time-limit 30")]
    [InlineData("1 or more", "train d.csv --target y -o m.ills --max-iterations 0")]
    [InlineData("whole number", "train d.csv --target y -o m.ills --seed -1")]
    [InlineData("cannot be the target", "train d.csv --target y -o m.ills --inputs a,y")]
    [InlineData("named twice", "train d.csv --target y -o m.ills --inputs a,a")]
    [InlineData("no input is left", "train d.csv --target y -o m.ills --exclude a,b")]
    [InlineData("1 to 100", "train d.csv --target y -o m.ills --restarts 0")]
    [InlineData("1 to 100", "train d.csv --target y -o m.ills --ensemble 101")]
    [InlineData("--ensemble", "train d.csv --target y -o m.ills --restarts 2 --robust auto")]
    [InlineData("1 to 256", "train d.csv --target y -o m.ills --threads 0")]
    [InlineData("--restarts?", "train d.csv --target y -o m.ills --restart 3")]
    [InlineData("leaky-relu", "train d.csv --target y -o m.ills --method classic --activation relu")]
    [InlineData("fewer hidden neurons", "train d.csv --target y -o m.ills --hidden 10000,10000")]
    [InlineData("Did you mean adam?", "compare d.csv --target y --methods auto,adm")]
    [InlineData("none of ours", "compare d.csv --target y --methods adam,linear")]
    [InlineData("one target at a time", "compare d.csv --target y,a")]
    [InlineData("at most 5000", "compare d.csv --target y --hidden 100,100")]
    [InlineData("2 to 100", "compare d.csv --target y --folds 1")]
    [InlineData("1 to 100", "compare d.csv --target y --runs 0")]
    [InlineData("would be lost", "compare d.csv --target y --html d.csv")]
    [InlineData("illsedge --help", "")]
    [InlineData("--json?", "evaluate m.ills d.csv --jsn")]
    [InlineData("--output?", "predict m.ills d.csv --outptu x.csv")]
    [InlineData("--folder?", "demo --foldr x")]
    [InlineData("--json?", "inspect m.ills --jsom")]
    [InlineData("--output?", "predict m.ills --outptu x.csv")]
    [InlineData("'e.csv'", "train d.csv e.csv --target y -o m.ills")]
    [InlineData("softsign, atan", "train d.csv --target y -o m.ills --output-activation step")]
    [InlineData("whole number", "train d.csv --target y -o m.ills --seed 18446744073709551616")]
    [InlineData("whole number", "demo --seed 1.5")]
    [InlineData("1 or more", "train d.csv --target y -o m.ills --max-iterations 99999999999")]
    [InlineData("at most 240h", "train d.csv --target y -o m.ills --time-limit 0s")]
    [InlineData("at most 240h", "train d.csv --target y -o m.ills --time-limit 241h")]
    [InlineData("0 or more", "train d.csv --target y -o m.ills --ridge NaN")]
    [InlineData("at most 1e300", "train d.csv --target y -o m.ills --ridge 1e308")]
    [InlineData("last:0.2", "train d.csv --target y -o m.ills --validation last:0")]
    [InlineData("last:0.2", "train d.csv --target y -o m.ills --validation NaN")]
    [InlineData("1 to 10000", "train d.csv --target y -o m.ills --hidden 16,")]
    [InlineData("'--hidden' expects a single", "train d.csv --target y -o m.ills --hidden 16 --hidden 8")]
    [InlineData("missing for option: '--target'", "train d.csv -o m.ills --target")]
    [InlineData("named twice", "train d.csv --target y --target y -o m.ills")]
    [InlineData("how many rows back", "train d.csv --target y -o m.ills --lags a")]
    [InlineData("each 1 to 86400", "train d.csv --target y -o m.ills --lags a:0")]
    [InlineData("--lags a:1,x: give a column", "train d.csv --target y -o m.ills --lags b:1 --lags a:1,x")]
    [InlineData("error, drop, mean. Did you mean mean?", "train d.csv --target y -o m.ills --missing meen")]
    [InlineData("leaky-relu", "train d.csv --target y -o m.ills --method classic --output-activation relu")]
    [InlineData("auto, which needs only a slope", "train d.csv --target y -o m.ills --method classic --activation relu")]
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

    [Theory]
    [InlineData("train", "", "--target", "y", "-o", "m.ills")]
    [InlineData("train", "d.csv", "--target", "y", "-o", "")]
    [InlineData("predict", "", "d.csv")]
    [InlineData("predict", "m.ills", "d.csv", "-o", " ")]
    [InlineData("evaluate", "m.ills", "")]
    [InlineData("inspect", "")]
    [InlineData("demo", "--folder", "")]
    public void An_empty_name_as_from_an_unset_variable_is_refused(params string[] arguments)
    {
        Answer answer = Illsedge.Run(arguments);
        Assert.Equal((WrongUsage, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("empty", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_command_reads_is_not_written_over()
    {
        using Folder folder = new();
        string model = folder.Model(), data = folder["train.csv"], link = folder["link.csv"];
        File.CreateSymbolicLink(link, "train.csv");
        byte[][] before = [File.ReadAllBytes(model), File.ReadAllBytes(data)];
        foreach (string[] arguments in new string[][]
        {
            ["train", data, "--target", "y", "-o", data],
            ["train", data, "--target", "y", "-o", link],
            ["train", link, "--target", "y", "-o", data],
            ["predict", model, data, "-o", Path.Combine(Path.GetDirectoryName(data)!, ".", "train.csv")],
            ["predict", model, data, "-o", model],
        })
        {
            Answer answer = Illsedge.Run(arguments);
            Assert.Equal((WrongUsage, ""), (answer.ExitCode, answer.Output));
            Assert.Contains("another name", answer.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, [File.ReadAllBytes(model), File.ReadAllBytes(data)]);
        Assert.Equal(["link.csv", "m.ills", "train.csv"], folder.Files);
    }
}
