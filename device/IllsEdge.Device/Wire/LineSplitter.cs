namespace IllsEdge.Device.Wire;

/// <summary>
/// Makes lines of the chunks in which bytes happen to come. A line ends with LF or CR LF; blank lines are passed over. A line
/// of more than <see cref="WireLine.Limit"/> bytes is reported once and skipped to the next LF. Allocates nothing.
/// </summary>
/// <remarks>Not safe for use by several threads.</remarks>
public sealed class LineSplitter
{
    // Room for a line of the greatest length and a CR whose LF has not come yet.
    private readonly byte[] _held = new byte[WireLine.Limit + 1];
    private int _length;
    private bool _isTaken;
    private bool _isSkipping;

    /// <summary>Takes the next line out of a chunk; call it until it returns false, then come with the next chunk.</summary>
    /// <param name="chunk">What came; shortened by what was used up, empty once false is returned.</param>
    /// <param name="line">The line without its end, a view that holds until the next call; of a line that is too long, its
    /// first <see cref="WireLine.Limit"/> bytes.</param>
    /// <param name="isTooLong">Whether it is too long. It is reported as soon as that is known, not at its end.</param>
    /// <returns>False where no line is complete; what is left is kept.</returns>
    public bool TryTake(ref ReadOnlySpan<byte> chunk, out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        line = [];
        isTooLong = false;
        if (_isTaken)
            (_isTaken, _length) = (false, 0);
        while (!chunk.IsEmpty)
        {
            int end = chunk.IndexOf((byte)'\n');
            ReadOnlySpan<byte> part = end < 0 ? chunk : chunk[..end];
            chunk = end < 0 ? [] : chunk[(end + 1)..];
            if (_isSkipping)
            {
                _isSkipping = end < 0;
                continue;
            }

            isTooLong = IsTooLong(part);
            if (!isTooLong && end < 0)
            {
                part.CopyTo(_held.AsSpan(_length));
                _length += part.Length;
                return false;
            }

            line = Join(part);
            _isSkipping = isTooLong && end < 0;
            if (isTooLong)
            {
                line = line[..Math.Min(line.Length, WireLine.Limit)];
                return true;
            }

            line = line.EndsWith("\r"u8) ? line[..^1] : line;
            if (!line.IsEmpty)
                return true;
            (_isTaken, _length) = (false, 0);
        }

        return false;
    }

    /// <summary>Forgets what it holds, as when the wire has gone away.</summary>
    /// <param name="rest">The line that was begun, a view that holds until the next call.</param>
    /// <returns>Whether a line had been begun.</returns>
    public bool Reset(out ReadOnlySpan<byte> rest)
    {
        rest = _isTaken ? [] : _held.AsSpan(0, _length);
        (_isTaken, _isSkipping, _length) = (false, false, 0);
        return !rest.IsEmpty;
    }

    private bool IsTooLong(ReadOnlySpan<byte> part)
    {
        int length = _length + part.Length;
        if (length <= WireLine.Limit)
            return false;
        byte last = part.IsEmpty ? _held[_length - 1] : part[^1];
        return length > WireLine.Limit + 1 || last != '\r';
    }

    // A line that came in one piece is a view of the chunk; one in several is put together.
    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> part)
    {
        if (_length == 0)
            return part;
        part = part[..Math.Min(part.Length, _held.Length - _length)];
        part.CopyTo(_held.AsSpan(_length));
        _length += part.Length;
        _isTaken = true;
        return _held.AsSpan(0, _length);
    }
}
