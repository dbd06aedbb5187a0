using System.Runtime.InteropServices;

namespace IllsEdge.Cli.Terminal;

/// <summary>
/// Ctrl-C, SIGTERM, a lost terminal and SIGQUIT as a cancellation, so that a command can finish what it has. The second time the process ends at
/// once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(0.2);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;
    private readonly PosixSignalRegistration _quit;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle);
        _quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether it was a person at the keyboard.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>What is done before the process ends at once; null for nothing. The end waits for it a fifth of a second at most,
    /// as a terminal that was stopped takes nothing.</summary>
    public Action? BeforeEnd { get; set; }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _hangUp.Dispose();
        _quit.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        IsInterrupted |= context.Signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT;
        context.Cancel = !_source.IsCancellationRequested;
        if (!context.Cancel && BeforeEnd is { } last)
        {
            Thread thread = new(() => last()) { IsBackground = true, Name = "end" };
            thread.Start();
            thread.Join(PatienceAtEnd);
        }

        _source.Cancel();
    }
}
