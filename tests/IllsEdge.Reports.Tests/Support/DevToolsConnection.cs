using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IllsEdge.Reports.Tests.Support;

/// <summary>Commands to a browser, each with its answer, and what it tells of its own accord.</summary>
internal sealed class DevToolsConnection : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private Task _receiving = Task.CompletedTask;
    private int _last;

    private DevToolsConnection()
    {
    }

    /// <summary>Session, method and parameters of what happens.</summary>
    public event Action<string?, string, JsonNode>? Happened;

    public static async Task<DevToolsConnection> Open(Uri address, CancellationToken cancellation)
    {
        DevToolsConnection connection = new();
        await connection._socket.ConnectAsync(address, cancellation);
        connection._receiving = connection.Receive();
        return connection;
    }

    /// <summary>Sends a command and waits for its result.</summary>
    public async Task<JsonNode> Send(string method, JsonObject? parameters = null, string? session = null)
    {
        int id = Interlocked.Increment(ref _last);
        TaskCompletionSource<JsonNode> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            message["sessionId"] = session;

        using CancellationTokenSource timeout = new(Browser.Patience);
        await _sending.WaitAsync(timeout.Token);
        try
        {
            await _socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, timeout.Token);
        }
        finally
        {
            _sending.Release();
        }

        JsonNode reply = await answer.Task.WaitAsync(timeout.Token);
        return reply["result"] ?? throw new InvalidOperationException($"{method}: {reply["error"]?.ToJsonString()}");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _sending.Dispose();
        _end.Dispose();
    }

    private async Task Receive()
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using MemoryStream message = new();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, _end.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw new WebSocketException("The browser has closed the connection.");
                Take(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            foreach (TaskCompletionSource<JsonNode> answer in _waiting.Values)
                answer.TrySetException(exception);
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_waiting.TryRemove((int)id, out TaskCompletionSource<JsonNode>? answer))
                answer.SetResult(message);
        }
        else
        {
            Happened?.Invoke((string?)message["sessionId"], (string)message["method"]!, message["params"]!);
        }
    }
}
