namespace IllsEdge.Device.Wire;

public sealed partial class SerialPortLink
{
    private readonly byte[] _chunk = new byte[4096];
    private readonly LineSplitter _splitter = new();

    private async Task<(string Reason, bool HasRead)> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        bool hasRead = false;
        string reason = "The wire has gone: end of stream.";
        try
        {
            // DataReceived goes silent and its time-outs are rounded up; a plain read in a loop does neither.
            while (await stream.ReadAsync(_chunk, cancellation).ConfigureAwait(false) is int length and > 0)
            {
                hasRead = true;
                Split(_chunk.AsSpan(0, length));
            }
        }
        catch (Exception exception)
        {
            // A pty whose other end has vanished says "the port is closed" and calls itself open: all of it is a loss.
            reason = $"The wire has gone: {_writingTrouble ?? exception.Message}";
        }

        if (_splitter.Reset(out ReadOnlySpan<byte> rest))
            _receiver?.Refuse(rest, WireFault.Cut);
        return (reason, hasRead);
    }

    private void Split(ReadOnlySpan<byte> chunk)
    {
        while (_splitter.TryTake(ref chunk, out ReadOnlySpan<byte> line, out bool isTooLong))
        {
            if (isTooLong)
                _receiver?.Refuse(line, WireFault.TooLong);
            else
                _receiver?.Receive(line);
        }
    }
}
