using System.Globalization;
using System.Text;

namespace IllsEdge.Device.Wire;

/// <summary>Bytes of the wire on their way into the log.</summary>
internal static class LineText
{
    /// <summary>The most bytes of a line that the log repeats.</summary>
    public const int ShownLength = 80;

    /// <summary>Makes bytes printable: what is not printable ASCII, and the backslash, becomes \xhh; cut after 80 bytes.</summary>
    public static string Show(ReadOnlySpan<byte> line)
    {
        var shown = new StringBuilder(ShownLength + 3);
        foreach (byte value in line[..Math.Min(line.Length, ShownLength)])
        {
            if (value is >= 0x20 and < 0x7F && value != '\\')
                shown.Append((char)value);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
        }

        return line.Length > ShownLength ? shown.Append("...").ToString() : shown.ToString();
    }

    /// <summary>Says what is wrong and what to do about it.</summary>
    public static string Describe(WireFault fault) => fault switch
    {
        WireFault.TooLong => $"a line of more than {WireLine.Limit} bytes; skipped to its end",
        WireFault.NotAscii => "a line that is not ASCII; is the baud rate right?",
        WireFault.Checksum => "a line with a wrong or missing checksum",
        WireFault.Grammar => "a line that is not name=value;name=value",
        WireFault.BadNumber => "a line with a value that is not a finite number",
        WireFault.BadTime => "a line whose t= is not UTC like 2026-01-31T12:00:00.000Z (1970 to 9990), or age= not seconds from 0 to 100 years",
        WireFault.DuplicateName => "a line with a name that comes twice",
        WireFault.Cut => "a line that was cut when the wire went away",
        _ => "a line",
    };
}
