using System.Diagnostics;

namespace IllsEdge.Reports.Tests.Support;

/// <summary>
/// A real browser without a window, driven over the DevTools protocol: https://chromedevtools.github.io/devtools-protocol/.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>Names a program that is none of the usual ones.</summary>
    private const string Variable = "ILLSEDGE_BROWSER";

    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly int _id;
    private DevToolsConnection? _connection;

    private Browser(Process process, DirectoryInfo folder) => (_process, _folder, _id) = (process, folder, process.Id);

    /// <summary>Why there is no browser here; null where there is one.</summary>
    public static string? WhyNot => Program is null
        ? $"There is no browser here: apt-get install chromium, or set {Variable} to the program."
        : null;

    /// <summary>More than anything here takes; what takes longer hangs.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether nothing of it is left: the process and its folder.</summary>
    public bool HasEnded => !Directory.Exists(_folder.FullName) && !Process.GetProcesses().Any(process => process.Id == _id);

    private static string? Program => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Programs.Select(program => Path.Combine(folder, program))).FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    public static async Task<Browser> Start()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("illsedge-browser-");
        ProcessStartInfo start = new(Program ?? throw new InvalidOperationException(WhyNot))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TMPDIR"] = folder.FullName;
        foreach (string argument in new[]
        {
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-breakpad", "--disable-crash-reporter", "--disable-extensions", "--disable-background-networking",
            "--disable-component-update", "--remote-debugging-port=0", $"--user-data-dir={folder.FullName}", "about:blank",
        })
            start.ArgumentList.Add(argument);

        Browser browser = new(Process.Start(start)!, folder);
        try
        {
            using CancellationTokenSource timeout = new(Patience);
            browser._connection = await DevToolsConnection.Open(await browser.Address(timeout.Token), timeout.Token);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a file and waits until it is loaded.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="isDark">Whether the user likes pages dark.</param>
    public async Task<BrowserPage> Open(string path, int width, bool isDark = false)
    {
        BrowserPage page = await BrowserPage.Create(_connection!);
        await page.Show(path, width, isDark);
        return page;
    }

    /// <summary>Ends it and everything that it has started, and removes what it has written.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                _folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (attempt < 20)
            {
                // Its helpers need a moment to notice that they have ended.
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Where it listens, as it says itself.</summary>
    private async Task<Uri> Address(CancellationToken cancellation)
    {
        const string Announcement = "DevTools listening on ";
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> said = [];
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                address.TrySetException(new InvalidOperationException($"The browser ended: {string.Join('\n', said)}"));
            else if (line.Data.StartsWith(Announcement, StringComparison.Ordinal))
                address.TrySetResult(new Uri(line.Data[Announcement.Length..]));
            else if (!address.Task.IsCompleted)
                said.Add(line.Data);
        };
        _process.BeginErrorReadLine();
        return await address.Task.WaitAsync(cancellation);
    }
}
