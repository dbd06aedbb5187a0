using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace IllsEdge.Reports.Tests.Support;

/// <summary>A page in a <see cref="Browser"/>, with everything that it complained of or asked for.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly DevToolsConnection _connection;
    private readonly ConcurrentQueue<string> _messages = [];
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly string _target;
    private readonly string _session;
    private TaskCompletionSource _loaded = new();
    private int _width;

    private BrowserPage(DevToolsConnection connection, string target, string session)
    {
        (_connection, _target, _session) = (connection, target, session);
        connection.Happened += Note;
    }

    /// <summary>What the page wrote to the console, exceptions, and what the browser remarked about it.</summary>
    public IReadOnlyCollection<string> Messages => _messages;

    /// <summary>Addresses that were asked for, other than the file itself.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    internal static async Task<BrowserPage> Create(DevToolsConnection connection)
    {
        JsonNode created = await connection.Send("Target.createTarget", new() { ["url"] = "about:blank" });
        string target = (string)created["targetId"]!;
        JsonNode attached = await connection.Send(
            "Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true });
        BrowserPage page = new(connection, target, (string)attached["sessionId"]!);
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
            await page.Send($"{domain}.enable");
        return page;
    }

    /// <summary>Loads a file at a width.</summary>
    public async Task Show(string path, int width, bool isDark)
    {
        await Resize(width, height: 900);
        await Media(isDark);
        _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        string address = new Uri(Path.GetFullPath(path)).AbsoluteUri;
        await Send("Page.navigate", new() { ["url"] = address });
        await _loaded.Task.WaitAsync(Browser.Patience);
    }

    /// <summary>Sets what the style sheet is asked for.</summary>
    public Task Media(bool isDark, bool isPrint = false) => Send("Emulation.setEmulatedMedia", new()
    {
        ["media"] = isPrint ? "print" : "screen",
        ["features"] = new JsonArray(new JsonObject
        {
            ["name"] = "prefers-color-scheme",
            ["value"] = isDark ? "dark" : "light",
        }),
    });

    /// <summary>Evaluates an expression; its value comes as JSON.</summary>
    public async Task<JsonNode?> Evaluate(string expression)
    {
        JsonNode answer = await Send("Runtime.evaluate", new()
        {
            ["expression"] = expression,
            ["returnByValue"] = true,
            ["awaitPromise"] = true,
        });
        return answer["exceptionDetails"] is { } exception
            ? throw new InvalidOperationException(exception.ToJsonString())
            : answer["result"]!["value"];
    }

    /// <summary>Takes a picture of the whole page, as PNG.</summary>
    public async Task<byte[]> Screenshot()
    {
        int height = (int)(await Evaluate("document.documentElement.scrollHeight"))!;
        await Resize(_width, height);
        JsonNode picture = await Send("Page.captureScreenshot", new() { ["format"] = "png" });
        return Convert.FromBase64String((string)picture["data"]!);
    }

    /// <summary>Prints the page, as PDF.</summary>
    public async Task<byte[]> Print()
    {
        JsonNode document = await Send(
            "Page.printToPDF", new() { ["preferCSSPageSize"] = true, ["printBackground"] = false });
        return Convert.FromBase64String((string)document["data"]!);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Happened -= Note;
        await _connection.Send("Target.closeTarget", new() { ["targetId"] = _target });
    }

    private async Task Resize(int width, int height)
    {
        _width = width;
        await Send("Emulation.setDeviceMetricsOverride", new()
        {
            ["width"] = width,
            ["height"] = height,
            ["deviceScaleFactor"] = 1,
            ["mobile"] = width < 600,
        });
    }

    private Task<JsonNode> Send(string method, JsonObject? parameters = null) =>
        _connection.Send(method, parameters, _session);

    private void Note(string? session, string method, JsonNode parameters)
    {
        if (session != _session)
            return;
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                _messages.Enqueue($"{method}: {parameters.ToJsonString()}");
                break;
            case "Network.requestWillBeSent":
                string address = (string)parameters["request"]!["url"]!;
                if ((string?)parameters["type"] != "Document" && !address.StartsWith("data:", StringComparison.Ordinal))
                    _requests.Enqueue(address);
                break;
        }
    }
}
