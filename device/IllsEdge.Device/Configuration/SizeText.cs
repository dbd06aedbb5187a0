using System.Globalization;

namespace IllsEdge.Device.Configuration;

/// <summary>Sizes as people write them: a number and its unit, such as <c>200MB</c> or <c>1.5GB</c>; 1 kB is 1000 bytes.</summary>
public static class SizeText
{
    // Longest first: every other unit ends in "B" too.
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("TB", 1_000_000_000_000),
        ("GB", 1_000_000_000),
        ("MB", 1_000_000),
        ("kB", 1_000),
        ("B", 1),
    ];

    private static readonly (string Other, string Unit)[] Others =
    [
        ("k", "kB"), ("M", "MB"), ("G", "GB"), ("T", "TB"), ("KiB", "kB"), ("MiB", "MB"), ("GiB", "GB"), ("TiB", "TB"), ("byte", "B"),
        ("bytes", "B"), ("B", "B"), ("kB", "kB"), ("MB", "MB"), ("GB", "GB"), ("TB", "TB"),
    ];

    /// <summary>The units, for people.</summary>
    internal const string UnitNames = "B, kB, MB, GB, TB";

    /// <summary>The size that was meant by a text that is none, such as <c>1GB</c> by <c>1G</c>; null where none is near.</summary>
    /// <param name="text">The text.</param>
    internal static string? Meant(string text) =>
        NumberWithUnit.Meant(text, Others) is { } meant && meant != text && TryRead(meant, out _) ? meant : null;

    /// <summary>Reads a size: digits, perhaps a decimal point and digits, then B, kB, MB, GB or TB.</summary>
    /// <param name="text">The text; nothing may stand around it.</param>
    /// <param name="bytes">The size in bytes; the largest there is where the number is larger than that.</param>
    /// <returns>False where it is no size.</returns>
    public static bool TryRead(string text, out long bytes)
    {
        double? total = NumberWithUnit.Read(text, Units);
        bytes = total is not { } known ? 0 : known < long.MaxValue ? (long)known : long.MaxValue;
        return total is not null;
    }

    /// <summary>Writes a size so that <see cref="TryRead"/> gives it back: in the largest unit it is a whole number of.</summary>
    /// <param name="bytes">0 or more.</param>
    public static string Of(long bytes)
    {
        (string unit, long factor) = Units.First(unit => (bytes >= unit.Bytes && bytes % unit.Bytes == 0) || unit.Bytes == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor}{unit}");
    }

    /// <summary>Writes a size for people, to three digits: <c>1.23GB</c>.</summary>
    /// <param name="bytes">0 or more.</param>
    public static string Near(double bytes)
    {
        (string unit, long factor) = Units.First(unit => bytes >= unit.Bytes || unit.Bytes == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor:G3}{unit}");
    }
}
