namespace IllsEdge.Data.Csv;

/// <summary>
/// The fast path for decimal numbers. Where the digits make an integer of at most 2^53 and the power of ten is
/// within 22, both are exact doubles, so that one multiplication or division gives the correctly rounded result
/// (Clinger, "How to read floating point numbers accurately", PLDI 1990, section 2).
/// </summary>
internal static class DecimalNumber
{
    private const ulong LargestExactInteger = 1UL << 53;

    // Nineteen digits always fit an unsigned 64-bit integer; twenty may not.
    private const int MostDigits = 19;
    private const int LargestExactPower = 22;

    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a number if it is one that the fast path can do exactly.</summary>
    /// <param name="text">UTF-8 text: sign, digits, point, digits, exponent, and nothing around them.</param>
    /// <param name="value">The number, bit for bit what double.Parse gives; 0 when false is returned.</param>
    /// <returns>False when the text is no number or needs the general parser.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.IsEmpty) return false;
        // The sign is as good as random, so it is taken in without a branch.
        ulong negative = text[0] == '-' ? 1UL : 0;
        int at = (int)negative | (text[0] == '+' ? 1 : 0);

        ulong integer = 0;
        int start = at;
        uint digit;
        for (; (uint)at < (uint)text.Length && (digit = (uint)text[at] - '0') <= 9; at++)
            integer = integer * 10 + digit;
        int digits = at - start;
        int power = 0;
        if ((uint)at < (uint)text.Length && text[at] == '.')
        {
            start = ++at;
            for (; (uint)at < (uint)text.Length && (digit = (uint)text[at] - '0') <= 9; at++)
                integer = integer * 10 + digit;
            power = start - at;
            digits -= power;
        }

        // More digits than the limit may have wrapped around above; the count tells, the integer would not.
        if (digits is 0 or > MostDigits || integer > LargestExactInteger) return false;
        if (at < text.Length && !TryReadExponent(text[at..], ref power)) return false;
        if (power is < -LargestExactPower or > LargestExactPower) return false;

        double magnitude = (long)integer;
        magnitude = power < 0 ? magnitude / PowersOfTen[-power] : magnitude * PowersOfTen[power];
        value = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(magnitude) | (negative << 63));
        return true;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int power)
    {
        if ((text[0] | 0x20) != 'e') return false;
        int at = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        bool negative = at == 2 && text[1] == '-';
        if (text.Length - at is 0 or > 3) return false;
        int exponent = 0;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)text[at] - '0';
            if (digit > 9) return false;
            exponent = exponent * 10 + (int)digit;
        }

        power += negative ? -exponent : exponent;
        return true;
    }
}
