using System.Collections.Concurrent;

namespace IllsEdge.Device.Tests.Support;

/// <summary>Keeps what was told.</summary>
internal sealed class MemoryLog : IDeviceLog
{
    private readonly ConcurrentQueue<(LogLevel Level, string Source, string Text)> _entries = new();

    public IReadOnlyList<(LogLevel Level, string Source, string Text)> Entries => [.. _entries];

    public void Tell(LogLevel level, string source, string text) => _entries.Enqueue((level, source, text));

    public int Count(string part) => _entries.Count(entry => entry.Text.Contains(part, StringComparison.Ordinal));
}
