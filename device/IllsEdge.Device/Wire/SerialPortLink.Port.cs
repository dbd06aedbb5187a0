using System.IO.Ports;

namespace IllsEdge.Device.Wire;

public sealed partial class SerialPortLink
{
    private async Task KeepOpenAsync()
    {
        TimeSpan wait = ReopenPause.Shortest;
        bool isKnownMissing = false;
        while (!_stop.IsCancellationRequested)
        {
            if (TryOpen(out SerialPort? port, out string reason))
            {
                isKnownMissing = false;
                Tell(LogLevel.Information, $"open at {_settings.BaudRate} baud");
                (reason, bool hasRead) = await UseAsync(port).ConfigureAwait(false);
                if (_stop.IsCancellationRequested)
                    return;
                wait = hasRead ? ReopenPause.Shortest : wait;
            }

            if (!isKnownMissing)
                Tell(LogLevel.Warning, $"{reason} It is tried again until it is there.");
            isKnownMissing = true;
            try
            {
                await Task.Delay(wait, _clock, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            wait = ReopenPause.After(wait);
        }
    }

    // The world's trouble with a port comes as half a dozen kinds of exception, and nobody else watches this task.
    private bool TryOpen([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SerialPort? port, out string reason)
    {
        reason = "";
        port = null;
        try
        {
            if (!File.Exists(_settings.Port))
            {
                reason = "There is no such port. Check the cable and the name: ls -l /dev/serial/by-id lists what is there.";
                return false;
            }

            port = new SerialPort(
                _settings.Port, _settings.BaudRate, _settings.Parity, _settings.DataBits, _settings.StopBits);
            port.Open();
            if (_settings.IsReady)
                RaiseReady(port);
            return true;
        }
        catch (Exception exception)
        {
            port?.Dispose();
            port = null;
            reason = exception is UnauthorizedAccessException
                ? "No permission to open the port, or another program holds it. For the permission: " +
                  "sudo usermod -aG dialout $USER, then log in again."
                : $"The port cannot be opened: {exception.Message}";
            return false;
        }
    }

    private static void RaiseReady(SerialPort port)
    {
        try
        {
            port.DtrEnable = true;
            port.RtsEnable = true;
        }
        catch (IOException)
        {
            // A pseudo-terminal has no such lines, and needs none.
        }
    }

    // Ends when the wire has gone or the link is closed; says why, and whether anything came at all.
    private async Task<(string Reason, bool HasRead)> UseAsync(SerialPort port)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _isOpen = true;
        Task writing = WriteAsync(port.BaseStream, session);
        (string Reason, bool HasRead) end = await ReadAsync(port.BaseStream, session.Token).ConfigureAwait(false);
        // Counted first: who sees that it has gone sees the count.
        if (!_stop.IsCancellationRequested)
            Interlocked.Increment(ref _disconnections);
        _isOpen = false;

        // Closing a port waits for what is being written, for ever where nobody reads: cancel that first.
        await session.CancelAsync().ConfigureAwait(false);
        _outgoing.Wake();
        await writing.ConfigureAwait(false);
        if (_stop.IsCancellationRequested)
            await DrainAsync(port).ConfigureAwait(false);
        CloseQuietly(port);
        return end;
    }

    // Closing throws away what the system has not sent yet, and the last line says that no value can be trusted.
    private static async Task DrainAsync(SerialPort port)
    {
        Task draining = Task.Run(() =>
        {
            try
            {
                port.BaseStream.Flush();
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                // The wire has gone; nothing reaches anybody.
            }
        });
        await Task.WhenAny(draining, Task.Delay(PatienceForLastLine)).ConfigureAwait(false);
    }

    private static void CloseQuietly(SerialPort port)
    {
        try
        {
            port.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // It has gone already.
        }
    }

    private void Tell(LogLevel level, string text) => _log.Tell(level, _name, text);
}
