namespace IllsEdge.Device.Configuration.Reading;

/// <summary>What the reader knows about a key. A test holds the published schema against these.</summary>
/// <param name="Key">The key.</param>
/// <param name="Type">Its type as the schema calls it: string, number, integer, boolean, object or array.</param>
/// <param name="Wanted">What is wanted, for messages: "a whole number from 1 to 10".</param>
internal sealed record KeyFact(string Key, string Type, string Wanted)
{
    /// <summary>The object it belongs to, as the schema's <c>$defs</c> call it.</summary>
    public string Shape { get; init; } = "";

    /// <summary>The other type that it may have; null for none.</summary>
    public string? OtherType { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Whether null switches it off.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>The default as JSON; null where there is none or it depends on other keys.</summary>
    public string? Default { get; init; }

    /// <summary>Lowest value, or fewest elements, as the file would say it; null for no bound.</summary>
    public string? Lowest { get; init; }

    /// <summary>Highest value, as the file would say it; null for no bound.</summary>
    public string? Highest { get; init; }

    /// <summary>All values there are; empty where they are not listed.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}
