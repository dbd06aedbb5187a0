namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>
/// An environment variable for as long as a test lasts. The whole process sees it, so tests that use one share this
/// collection, which runs alone.
/// </summary>
[CollectionDefinition(nameof(EnvironmentVariables), DisableParallelization = true)]
public sealed class EnvironmentVariables : IDisposable
{
    private readonly string _name;
    private readonly string? _before;

    internal EnvironmentVariables(string name, string? value)
    {
        _name = name;
        _before = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }

    /// <summary>Restores what was there before.</summary>
    public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
}
