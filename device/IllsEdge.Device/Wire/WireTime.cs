namespace IllsEdge.Device.Wire;

/// <summary>Times on the wire: ISO 8601 in UTC, <c>2026-01-31T12:00:00.000Z</c>. Allocates nothing.</summary>
internal static class WireTime
{
    /// <summary>Bytes of a written time.</summary>
    public const int Length = 24;

    // Nothing was measured before, and with every delay and age that can be set a time stays one that can be written.
    private const int FirstYear = 1970;
    private const int LastYear = 9990;

    private const int SecondsLength = 19;

    /// <summary>Reads a time of the years 1970 to 9990 with 0 to 7 digits after the second.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is < SecondsLength + 1 or > SecondsLength + 9 || text[^1] != 'Z')
            return false;
        if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;
        int year = Digits(text[..4]), month = Digits(text[5..7]), day = Digits(text[8..10]);
        int hour = Digits(text[11..13]), minute = Digits(text[14..16]), second = Digits(text[17..19]);
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
            return false;
        if (!TryReadFraction(text[SecondsLength..^1], out long ticks))
            return false;
        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(ticks);
        return true;
    }

    /// <summary>Writes a time in UTC, cut to the millisecond.</summary>
    /// <returns>False where there is no room.</returns>
    public static bool TryFormat(DateTimeOffset time, Span<byte> destination)
    {
        // The round-trip format has seven digits and then Z; the first three of them stay.
        Span<byte> whole = stackalloc byte[28];
        if (destination.Length < Length || !time.UtcDateTime.TryFormat(whole, out int written, "O") || written != 28)
            return false;
        whole[..(Length - 1)].CopyTo(destination);
        destination[Length - 1] = (byte)'Z';
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty)
            return true;
        int digits = Digits(text[1..]);
        if (text[0] != '.' || text.Length == 1 || digits < 0)
            return false;
        ticks = digits;
        for (int place = text.Length - 1; place < 7; place++)
            ticks *= 10;
        return true;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int number = 0;
        foreach (byte digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
                return -1;
            number = number * 10 + (digit - '0');
        }

        return number;
    }
}
