namespace IllsEdge.Reports.Pages;

/// <summary>A column of a <see cref="Table"/>.</summary>
public sealed record Column
{
    private Column(string heading, bool isNumber) => (Heading, IsNumber) = (heading, isNumber);

    /// <summary>Stands above it.</summary>
    public string Heading { get; }

    /// <summary>Whether its cells stand at the right, digit below digit.</summary>
    public bool IsNumber { get; }

    /// <summary>A column of words.</summary>
    public static Column Text(string heading) => new(heading, isNumber: false);

    /// <summary>A column of numbers.</summary>
    public static Column Number(string heading) => new(heading, isNumber: true);
}
