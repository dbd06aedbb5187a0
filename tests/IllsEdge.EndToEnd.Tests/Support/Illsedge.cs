using System.Diagnostics;
using System.Text;

namespace IllsEdge.EndToEnd.Tests.Support;

/// <summary>What a run of the program answered.</summary>
internal sealed record Answer(int ExitCode, string Output, string Error)
{
    /// <summary>Lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the built program as a process of its own.</summary>
internal static class Illsedge
{
    private const int TimeOut = 120_000;   // ms; only a hang reaches it

    /// <summary>Runs to the end and checks what every run promises: no stack trace.</summary>
    public static Answer Run(params string[] arguments) => Run(null, null, arguments);

    /// <summary>Runs with text on standard input, or in a changed environment.</summary>
    public static Answer Run(string? input, (string Name, string Value)? variable, params string[] arguments)
    {
        using Process process = Start(arguments, variable);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (input is not null)
            process.StandardInput.Write(input);
        process.StandardInput.Close();
        return Finish(process, output, error);
    }

    /// <summary>Starts it with all streams redirected.</summary>
    public static Process Start(string[] arguments, (string Name, string Value)? variable = null)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IllsEdge.Cli.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        if (variable is var (name, value))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Sends a signal.</summary>
    public static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public static Answer Finish(Process process, Task<string> output, Task<string> error)
    {
        if (!process.WaitForExit(TimeOut))
        {
            process.Kill();
            Assert.Fail($"The program did not end in {TimeOut} ms.");
        }

        Answer answer = new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", answer.Error, StringComparison.Ordinal);
        return answer;
    }
}
