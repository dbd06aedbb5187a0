using System.Runtime.InteropServices;

namespace IllsEdge.Cli.Terminal;

/// <summary>
/// Ctrl-C, SIGTERM, a lost terminal and SIGQUIT as a cancellation, so that a command can finish what it has. The second time the process ends at
/// once.
/// </summary>
internal sealed class Interruption : IDisposable
{
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
        _source.Cancel();
    }
}
