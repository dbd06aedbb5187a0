using System.Diagnostics;
using System.Text;
using System.Text.Json;

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
    /// <summary>Milliseconds; only a hang reaches it.</summary>
    public const int TimeOut = 120_000;

    private static readonly string Host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "IllsEdge.Cli.dll");

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

    /// <summary>Runs with text on standard input.</summary>
    public static Answer Feed(string input, params string[] arguments) => Run(input, null, arguments);

    /// <summary>Runs and reads the one JSON object that it prints.</summary>
    public static JsonElement Json(params string[] arguments)
    {
        Answer answer = Run([.. arguments, "--json"]);
        Assert.True(answer.ExitCode == 0, answer.Error);
        return JsonDocument.Parse(answer.Output).RootElement;
    }

    /// <summary>Runs a line of the shell in which <c>"$@"</c> is the program with its arguments.</summary>
    public static Answer Shell(string line, params string[] arguments)
    {
        using Process process = Start("sh", ["-c", line, "sh", Host, Program, .. arguments], []);
        process.StandardInput.Close();
        return Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>Starts it with all streams redirected.</summary>
    public static Process Start(string[] arguments, (string Name, string Value)? variable = null) =>
        Start(arguments, variable is { } one ? [one] : []);

    /// <summary>Starts it in a changed environment, with all streams redirected.</summary>
    public static Process Start(string[] arguments, (string Name, string Value)[] variables) =>
        Start(Host, [Program, .. arguments], variables);

    private static Process Start(string file, string[] arguments, (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        // The program compiles fully at the first call, which costs the suite half its time and changes no result.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        foreach ((string name, string value) in variables)
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
