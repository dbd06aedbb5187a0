namespace IllsEdge.Cli.Terminal;

/// <summary>Progress that is reported at once and in order; <see cref="Progress{T}"/> would use other threads.</summary>
internal sealed class Direct<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
