using System.Globalization;
using IllsEdge.Device.Outputs;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Wire;

public static partial class WireLine
{
    /// <summary>
    /// Writes a prediction as a line with its checksum and line feed, at most <see cref="Limit"/> bytes. Numbers are the
    /// shortest that read back the same, the time is in UTC to the millisecond.
    /// </summary>
    /// <param name="value">The prediction. Where its status is a failure, or it is not finite, the line is
    /// <c>name=;status=F;t=...*hh</c>: a reader that looks at the number only finds none. A bound that is not finite is left
    /// out.</param>
    /// <param name="destination">Room for <see cref="Limit"/> bytes; overwritten.</param>
    /// <param name="written">Bytes written, with the line feed; 0 where false is returned.</param>
    /// <returns>False where it does not fit: the name has more than about 370 characters.</returns>
    /// <remarks>Characters of the name that cannot stand on a line become underscores.</remarks>
    public static bool TryFormat(in Published value, Span<byte> destination, out int written)
    {
        written = 0;
        if (destination.Length > Limit)
            destination = destination[..Limit];
        if (!TryWriteName(value.Name, destination, out int length))
            return false;

        bool isThere = value.Status != ValueStatus.Failure && double.IsFinite(value.Value);
        if (isThere && !TryAppend(destination, ref length, "="u8, value.Value))
            return false;
        if (!isThere && !TryAppend(destination, ref length, "="u8))
            return false;
        if (isThere && value.Low is double low && double.IsFinite(low) && !TryAppend(destination, ref length, ";low="u8, low))
            return false;
        if (isThere && value.High is double high && double.IsFinite(high)
            && !TryAppend(destination, ref length, ";high="u8, high))
            return false;

        ValueStatus status = isThere ? value.Status : ValueStatus.Failure;
        if (!TryAppend(destination, ref length, ";status="u8) || !TryAppend(destination, ref length, [(byte)status])
            || !TryAppend(destination, ref length, ";t="u8) || !WireTime.TryFormat(value.Time, destination[length..]))
            return false;
        length += WireTime.Length;
        byte sum = Checksum(destination[..length]);
        if (!TryAppend(destination, ref length, [(byte)'*', HexDigit(sum >> 4), HexDigit(sum & 15), (byte)'\n']))
            return false;
        written = length;
        return true;
    }

    private static bool TryWriteName(string name, Span<byte> destination, out int length)
    {
        length = 0;
        bool needsStart = name.Length == 0 || char.IsAsciiDigit(name[0]);
        if (name.Length + 1 > destination.Length)
            return false;
        if (needsStart)
            destination[length++] = (byte)'_';
        foreach (char letter in name)
            destination[length++] = WireNames.IsNameByte(letter) ? (byte)letter : (byte)'_';
        return true;
    }

    private static byte HexDigit(int digit) => (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);

    private static bool TryAppend(Span<byte> destination, ref int length, ReadOnlySpan<byte> text)
    {
        if (!text.TryCopyTo(destination[length..]))
            return false;
        length += text.Length;
        return true;
    }

    private static bool TryAppend(Span<byte> destination, ref int length, ReadOnlySpan<byte> text, double number)
    {
        if (!TryAppend(destination, ref length, text)
            || !number.TryFormat(destination[length..], out int written, default, CultureInfo.InvariantCulture))
            return false;
        length += written;
        return true;
    }
}
