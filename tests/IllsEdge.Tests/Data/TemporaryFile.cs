using System.Text;
using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

/// <summary>A file that is gone after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

    public TemporaryFile(string content) : this(Encoding.UTF8.GetBytes(content))
    {
    }

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"illsedge-{Guid.NewGuid():N}.csv");

    public DataTable ReadTable(
        Func<IReadOnlyList<string>, IReadOnlyList<string>>? choose = null, IProgress<double>? progress = null) =>
        DataTable.ReadCsv(Path, choose, progress, TestContext.Current.CancellationToken);

    public void Dispose() => File.Delete(Path);
}
