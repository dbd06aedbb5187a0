using System.Diagnostics;
using System.Globalization;

namespace IllsEdge.EndToEnd.Tests.Support;

/// <summary>`illsedge run` as a process that goes on until it is ended.</summary>
internal sealed class RunningDevice : IDisposable
{
    private readonly List<string> _error = [];
    private readonly List<string> _output = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    public RunningDevice(params string[] arguments) : this([], arguments)
    {
    }

    public RunningDevice((string Name, string Value)[] variables, params string[] arguments)
    {
        Process = Illsedge.Start(["run", .. arguments], variables);
        Process.StandardInput.Close();
        Collect(Process.StandardError, _error);
        Collect(Process.StandardOutput, _output);
    }

    public Process Process { get; }

    /// <summary>Lines of standard error so far.</summary>
    public string[] Error => Copy(_error);

    /// <summary>Lines of standard output so far.</summary>
    public string[] Output => Copy(_output);

    /// <summary>Time since the process was started.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Waits until a line of standard error has come so many times.</summary>
    public Task Says(string part, int times = 1) => Device.Tests.Support.Patience.Until(
        () => Error.Count(line => line.Contains(part, StringComparison.Ordinal)) >= times || Ended(part), $"\"{part}\"");

    /// <summary>Waits for a JSON line of standard output.</summary>
    public Task Prints(string part) => Device.Tests.Support.Patience.Until(
        () => Output.Any(line => line.Contains(part, StringComparison.Ordinal)) || Ended(part), $"\"{part}\"");

    /// <summary>Ends it by a signal and checks that it ended orderly.</summary>
    public int End(string signal)
    {
        Illsedge.Signal(Process, signal);
        Assert.True(Process.WaitForExit(Illsedge.TimeOut), "The program did not end.");
        Process.WaitForExit();
        Assert.DoesNotContain(Error, line => line.StartsWith("   at ", StringComparison.Ordinal));
        return Process.ExitCode;
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }

    private bool Ended(string part)
    {
        if (Process.HasExited)
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"The program ended with {Process.ExitCode} before \"{part}\":\n{string.Join('\n', Error)}"));
        return false;
    }

    private static void Collect(StreamReader reader, List<string> lines)
    {
        Thread thread = new(() =>
        {
            while (reader.ReadLine() is { } line)
                lock (lines)
                    lines.Add(line);
        })
        { IsBackground = true };
        thread.Start();
    }

    private static string[] Copy(List<string> lines)
    {
        lock (lines)
            return [.. lines];
    }
}
