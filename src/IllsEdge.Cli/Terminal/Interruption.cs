using System.Runtime.InteropServices;

namespace IllsEdge.Cli.Terminal;

/// <summary>
/// Ctrl-C and SIGTERM as a cancellation, so that a command can finish what it has. The second time the process ends at
/// once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether it was Ctrl-C.</summary>
    public bool IsInterrupted { get; private set; }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        IsInterrupted |= context.Signal == PosixSignal.SIGINT;
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
