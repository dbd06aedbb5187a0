using System.Diagnostics;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>Trouble from outside: places that cannot be written, full disks, signals.</summary>
public class WorldTests
{
    private const int BadFile = 3, Interrupted = 130;

    [Fact]
    public void A_place_that_cannot_be_written_is_found_before_the_work()
    {
        using Folder folder = new();
        string data = folder.Write("d.csv", "this file would be refused if it were read");
        foreach (string place in new[] { Path.GetTempPath(), folder["no/such/folder/m.ills"] })
        {
            Answer answer = Illsedge.Run("train", data, "--target", "y", "-o", place);
            Assert.Equal(BadFile, answer.ExitCode);
            Assert.Contains(place, answer.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("d.csv", answer.Error, StringComparison.Ordinal);
        }

        Answer predicted = Illsedge.Run("predict", folder.Model(), folder["train.csv"], "-o", folder["no/out.csv"]);
        Assert.Equal((BadFile, ""), (predicted.ExitCode, predicted.Output));
    }

    [Fact]
    public void A_disk_that_fills_up_leaves_the_old_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can mount a small disk.");
        using Folder folder = new();
        string model = folder.Model();
        string disk = folder["disk"];
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk) == 0, "This system mounts no disks.");
        try
        {
            string small = Path.Combine(disk, "m.ills"), rows = Path.Combine(disk, "out.csv");
            File.WriteAllText(small, "old");
            File.WriteAllText(rows, "old");
            Answer trained = Illsedge.Run("train", folder.Data("d.csv", 200), "--target", "y", "-o", small, "--hidden", "40");
            Answer predicted = Illsedge.Run("predict", model, folder.Data("many.csv", 20_000), "-o", rows);
            Assert.All(new[] { trained, predicted }, answer =>
            {
                Assert.Equal(BadFile, answer.ExitCode);
                Assert.Contains("space", answer.Error, StringComparison.OrdinalIgnoreCase);
            });
            Assert.Equal(("old", "old"), (File.ReadAllText(small), File.ReadAllText(rows)));
            Assert.Equal(2, Directory.GetFiles(disk).Length);
        }
        finally
        {
            Command("umount", disk);
        }
    }

    [Fact]
    public void Standard_output_that_is_full_is_reported()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using Folder folder = new();
        Answer answer = Illsedge.Run("predict", folder.Model(), folder.Data("many.csv", 5_000), "-o", "/dev/full");
        Assert.Equal(BadFile, answer.ExitCode);
        Assert.Contains("/dev/full", answer.Error, StringComparison.Ordinal);
        Assert.True(File.Exists("/dev/full"));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_in_the_middle_of_training_keeps_the_best_model_so_far(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        using Folder folder = new();
        string data = folder.Data("d.csv", 20_000);
        using Process process = Illsedge.Start(
            ["train", data, "--target", "y", "-o", folder["m.ills"], "--hidden", "60", "--ridge", "1e-9", "--max-iterations", "100000"]);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        // The first line of progress says that training is under way.
        string? line = process.StandardError.ReadLine();
        Assert.StartsWith("iteration", line, StringComparison.Ordinal);
        Illsedge.Signal(process, signal);
        Answer answer = Illsedge.Finish(process, output, process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Interrupted, answer.ExitCode);
        Assert.Contains("interrupted", answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, Illsedge.Run("evaluate", folder["m.ills"], data).ExitCode);
        Assert.Equal(["d.csv", "m.ills"], folder.Files);
    }

    [Fact]
    public void A_signal_ends_a_live_stream_without_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        using Folder folder = new();
        using Process process = Illsedge.Start(["predict", folder.Model(), "-"]);
        process.StandardInput.Write("a,b\n1,2\n");
        process.StandardInput.Flush();
        process.StandardOutput.ReadLine();
        process.StandardOutput.ReadLine();
        Illsedge.Signal(process, "INT");
        Answer answer = Illsedge.Finish(
            process,
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal((Interrupted, ""), (answer.ExitCode, answer.Error));
    }

    private static int Command(string name, params string[] arguments)
    {
        using Process process = Process.Start(name, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
