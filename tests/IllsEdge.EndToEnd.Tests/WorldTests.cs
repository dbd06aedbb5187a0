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

    [Fact]
    public void A_signal_in_the_middle_of_a_line_answers_nothing_that_was_not_sent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        using Folder folder = new();
        using Process process = Illsedge.Start(["predict", folder.Model(), "-"]);
        process.StandardInput.Write("a,b\n1,2\n");
        process.StandardInput.Flush();
        process.StandardOutput.ReadLine();
        process.StandardOutput.ReadLine();
        process.StandardInput.Write("1,1");   // of 1,17
        process.StandardInput.Flush();
        Illsedge.Signal(process, "TERM");
        Answer answer = Finish(process);
        Assert.Equal((Interrupted, "", ""), (answer.ExitCode, answer.Output, answer.Error));
    }

    [Fact]
    public void A_signal_before_the_header_is_an_interruption_and_no_bad_data()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        using Folder folder = new();
        using Process process = Illsedge.Start(["predict", folder.Model(), "-"]);

        // More than a pipe holds: once it is written, the program is reading.
        process.StandardInput.Write("a," + new string('b', 200_000));
        process.StandardInput.Flush();
        Illsedge.Signal(process, "INT");
        Answer answer = Finish(process);
        Assert.Equal((Interrupted, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("interrupted", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", "train", "PIPE", "--target", "y", "-o", "OUT")]
    [InlineData("TERM", "train", "PIPE", "--target", "y", "-o", "OUT")]
    [InlineData("INT", "evaluate", "MODEL", "PIPE")]
    [InlineData("TERM", "inspect", "MODEL", "PIPE")]
    [InlineData("INT", "predict", "MODEL", "PIPE", "-o", "OUT")]
    public async Task A_signal_while_reading_ends_it_and_leaves_nothing_half_done(string signal, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Named pipes and signals are Unix's.");
        using Folder folder = new();
        string model = folder.Model(), pipe = folder.Pipe("pipe");
        using Process process = Illsedge.Start(
        [
            .. arguments.Select(word => word switch { "PIPE" => pipe, "MODEL" => model, "OUT" => folder["out"], _ => word }),
        ]);
        Task feeding = Task.Run(() =>
        {
            try
            {
                using StreamWriter rows = new(new FileStream(pipe, FileMode.Open, FileAccess.Write));
                rows.Write("a,b,y\n");
                for (int row = 0; ; row++)
                {
                    rows.Write("0.5,1,2\n1.5,2,3\n");
                    if (row == 20_000)
                        Illsedge.Signal(process, signal);
                }
            }
            catch (IOException)
            {
                // The program has closed the pipe.
            }
        }, TestContext.Current.CancellationToken);
        Answer answer = Finish(process);
        Assert.Equal(Interrupted, answer.ExitCode);
        await feeding.WaitAsync(TimeSpan.FromMilliseconds(Illsedge.TimeOut), TestContext.Current.CancellationToken);
        bool predicts = arguments[0] == "predict";
        Assert.Equal(predicts ? ["m.ills", "out", "pipe", "train.csv"] : ["m.ills", "pipe", "train.csv"], folder.Files);
        if (predicts)
            Assert.All(File.ReadLines(folder["out"]).Skip(1), line => Assert.EndsWith(",G", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_signal_ends_what_the_first_cannot()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Named pipes and signals are Unix's.");
        using Folder folder = new();
        string pipe = folder.Pipe("pipe");
        using Process process = Illsedge.Start(["train", pipe, "--target", "y", "-o", folder["m.ills"]]);

        // Opened at both ends, the pipe stays silent: the program waits in a read that a signal does not end.
        using FileStream silent = new(pipe, FileMode.Open, FileAccess.Write);
        int signals = 0;
        do
            Illsedge.Signal(process, "INT");
        while (++signals < 100 && !process.WaitForExit(200));
        Assert.Equal(Interrupted, Finish(process).ExitCode);
        Assert.Equal(["pipe"], folder.Files);
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("evaluate")]
    [InlineData("inspect")]
    public void Standard_output_that_takes_nothing_is_a_failure_with_a_message(string command)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using Folder folder = new();
        string model = folder.Model();
        foreach (string place in new[] { "> /dev/full", ">&-" })
        {
            Answer answer = Illsedge.Shell($"\"$@\" {place}", command, model, folder["train.csv"]);
            Assert.Equal((1, ""), (answer.ExitCode, answer.Output));
            Assert.Contains("standard output", answer.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_reader_that_has_seen_enough_ends_every_command_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "This needs a shell.");
        using Folder folder = new();
        string model = folder.Model(), data = folder.Data("many.csv", 20_000);
        string[][] commands = [["predict", model, data], ["predict", model, data, "--json"], ["inspect", model, data]];
        foreach (string[] arguments in commands)
        {
            Answer answer = Illsedge.Shell("\"$@\" | head -c 8", arguments);
            // On a slow machine it says how far it is.
            string error = string.Join('\n', answer.Error.Split('\n').Where(line => !line.EndsWith(" %", StringComparison.Ordinal)));
            Assert.Equal((0, 8, ""), (answer.ExitCode, answer.Output.Length, error));
        }
    }

    [Fact]
    public void A_folder_that_takes_no_files_is_found_before_the_work()
    {
        Assert.SkipUnless(Directory.Exists("/sys"), "There is no /sys here, in which not even root can write.");
        using Folder folder = new();
        string data = folder.Write("d.csv", "this file would be refused if it were read");
        Answer answer = Illsedge.Run("train", data, "--target", "y", "-o", "/sys/m.ills");
        Assert.Equal(BadFile, answer.ExitCode);
        Assert.Contains("/sys/m.ills: cannot be written", answer.Error, StringComparison.Ordinal);
    }

    private static Answer Finish(Process process) => Illsedge.Finish(
        process,
        process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
        process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));

    private static int Command(string name, params string[] arguments)
    {
        using Process process = Process.Start(name, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
