using System.Globalization;
using System.Text;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Simulation.Press;

/// <summary>
/// The readings of a <see cref="PressSource"/> as the lines that a press would send over a serial wire: the sensors of
/// every 100 ms on one line, a thickness on a line of its own with its age, each with its checksum and line feed.
/// </summary>
/// <remarks>Takes the readings from the source, so nobody else can read it. Not safe for use by several threads.
/// Allocates nothing.</remarks>
/// <param name="source">The press; not disposed with this.</param>
public sealed class PressSerialFeed(PressSource source)
{
    private static readonly byte[][] Names = [.. PressSource.ChannelNames.Select(Encoding.ASCII.GetBytes)];
    private Reading _pending;
    private bool _isPending;

    /// <summary>Lines that were written.</summary>
    public long Lines { get; private set; }

    /// <summary>Writes the next line that is due by now.</summary>
    /// <param name="line">Room for <see cref="WireLine.Limit"/> bytes; overwritten.</param>
    /// <param name="written">Bytes written, with the line feed; 0 where nothing is due.</param>
    /// <returns>False where nothing is due.</returns>
    /// <exception cref="ArgumentException">There is less room.</exception>
    public bool TryWrite(Span<byte> line, out int written)
    {
        if (line.Length < WireLine.Limit)
            throw new ArgumentException(
                $"A line needs room for {WireLine.Limit} bytes and has {line.Length}.", nameof(line));
        written = 0;
        while (TryTake(out Reading reading))
        {
            bool isLabel = reading.Channel == PressSource.Thickness;
            if (isLabel && written > 0)
            {
                (_pending, _isPending) = (reading, true);
                break;
            }

            Append(line, ref written, reading.Channel, reading.Value);
            if (isLabel)
                AppendAge(line, ref written, reading.Age!.Value);
            if (isLabel || source.IsTickRead)
                break;
        }

        if (written == 0)
            return false;
        byte sum = WireLine.Checksum(line[..written]);
        line[written++] = (byte)'*';
        sum.TryFormat(line[written..], out int digits, "X2", CultureInfo.InvariantCulture);
        written += digits;
        line[written++] = (byte)'\n';
        Lines++;
        return true;
    }

    private static void Append(Span<byte> line, ref int written, int channel, double value)
    {
        if (written > 0)
            line[written++] = (byte)';';
        Names[channel].CopyTo(line[written..]);
        written += Names[channel].Length;
        line[written++] = (byte)'=';
        value.TryFormat(line[written..], out int digits, default, CultureInfo.InvariantCulture);
        written += digits;
    }

    private static void AppendAge(Span<byte> line, ref int written, TimeSpan age)
    {
        ";age="u8.CopyTo(line[written..]);
        written += 5;
        age.TotalSeconds.TryFormat(line[written..], out int digits, "0.###", CultureInfo.InvariantCulture);
        written += digits;
    }

    private bool TryTake(out Reading reading)
    {
        (reading, bool wasPending) = (_pending, _isPending);
        _isPending = false;
        return wasPending || source.TryRead(out reading);
    }
}
