using System.Diagnostics;

namespace IllsEdge.Cli.Terminal;

/// <summary>
/// Progress on standard error: one line that is rewritten on a terminal, a plain line every few seconds elsewhere, and
/// nothing for work that is over before anyone looks.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(2);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last;
    private int _shown;

    /// <summary>Shows a text if it is time for one; the text is only made then.</summary>
    public void Show(Func<string> text)
    {
        if (Stopwatch.GetElapsedTime(_start) < (_isTerminal ? Patience : Elsewhere)
            || (_last != 0 && Stopwatch.GetElapsedTime(_last) < (_isTerminal ? OnTerminal : Elsewhere)))
            return;

        _last = Stopwatch.GetTimestamp();
        string line = text();
        if (_isTerminal)
            Console.Error.Write($"\r{line.PadRight(_shown)}");
        else
            Console.Error.WriteLine(line);
        _shown = line.Length;
    }

    /// <summary>Takes the line off the terminal.</summary>
    public void Dispose()
    {
        if (_isTerminal && _shown > 0)
            Console.Error.Write($"\r{new string(' ', _shown)}\r");
    }
}
