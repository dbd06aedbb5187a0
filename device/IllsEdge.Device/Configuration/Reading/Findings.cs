using IllsEdge.Device.Configuration.Json;

namespace IllsEdge.Device.Configuration.Reading;

/// <summary>Collects what is found while a document is read.</summary>
/// <param name="file">The file as the user named it.</param>
/// <param name="content">All of it, for lines and columns.</param>
internal sealed class Findings(string file, byte[] content)
{
    // Lines and columns are counted anew for each; a broken megabyte need not be told in full.
    private const int Most = 1000;

    private readonly List<(int Offset, ConfigurationFault Fault)> _errors = [];
    private readonly List<(int Offset, ConfigurationFault Fault)> _warnings = [];

    /// <summary>The keys that were asked for, where somebody wants to know.</summary>
    public Action<KeyFact>? Known { get; init; }

    public bool HasErrors => _errors.Count > 0;

    /// <summary>All errors in the order of the file.</summary>
    public IReadOnlyList<ConfigurationFault> Errors => Sorted(_errors);

    /// <summary>All warnings in the order of the file.</summary>
    public IReadOnlyList<ConfigurationFault> Warnings => Sorted(_warnings);

    public void Error(int offset, string path, string text) => Add(_errors, offset, path, text);

    public void Warning(int offset, string path, string text) => Add(_warnings, offset, path, text);

    private void Add(List<(int, ConfigurationFault)> findings, int offset, string path, string text)
    {
        if (findings.Count == Most)
            return;
        (int line, int column) = TextPlaces.Of(content, offset);
        findings.Add((offset, new ConfigurationFault(file, line, column, path, text)));
    }

    private static ConfigurationFault[] Sorted(List<(int Offset, ConfigurationFault Fault)> findings) =>
        [.. findings.OrderBy(finding => finding.Offset).Select(finding => finding.Fault)];
}
