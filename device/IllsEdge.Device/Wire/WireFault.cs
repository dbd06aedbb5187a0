namespace IllsEdge.Device.Wire;

/// <summary>What is wrong with a line. Nothing of a line with a fault is used.</summary>
public enum WireFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It has more than <see cref="WireLine.Limit"/> bytes.</summary>
    TooLong,

    /// <summary>It has a byte above 127: noise, or the wrong baud rate.</summary>
    NotAscii,

    /// <summary>The two hexadecimal digits after <c>*</c> are missing, or are not the XOR of the bytes before.</summary>
    Checksum,

    /// <summary>It is not <c>name=value;name=value</c>, or has no value at all.</summary>
    Grammar,

    /// <summary>A value is not a finite decimal number.</summary>
    BadNumber,

    /// <summary>
    /// <c>t=</c> is not a UTC time such as 2026-01-31T12:00:00.000Z of the years 1970 to 9990, or <c>age=</c> is not a number of
    /// seconds from 0 to 100 years.
    /// </summary>
    BadTime,

    /// <summary>A name comes twice.</summary>
    DuplicateName,

    /// <summary>The wire went away in the middle of it.</summary>
    Cut,
}
