namespace IllsEdge.Device.Wire;

/// <summary>
/// The ASCII line, in and out: <c>name=value;name=value;t=2026-01-31T12:00:00.000Z*hh</c>, <c>hh</c> the XOR of all bytes
/// before <c>*</c> in hexadecimal. Works on bytes and allocates nothing.
/// </summary>
/// <remarks>
/// Reserved names are <c>t</c> (UTC), <c>age</c> (seconds) and, where it holds one letter of NAMUR NE 107 and is not a known
/// name, <c>status</c>. No spaces. Names are told apart by case, the checksum's digits are not. A name that is not known is
/// passed over, but its value has to be a number all the same. A line with <c>status=F</c> carries no value, whatever it says;
/// only there may a value be empty.
/// </remarks>
public static partial class WireLine
{
    /// <summary>The most bytes of a line.</summary>
    public const int Limit = 512;

    // The shortest item, with its separator, is "a=;".
    private const int MostItems = Limit / 3 + 1;

    /// <summary>The XOR of all bytes.</summary>
    /// <param name="bytes">The line up to, not including, the <c>*</c>.</param>
    public static byte Checksum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (byte value in bytes)
            sum ^= value;
        return sum;
    }
}
