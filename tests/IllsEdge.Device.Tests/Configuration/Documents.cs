using System.Runtime.CompilerServices;
using System.Text;
using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Tests.Configuration;

/// <summary>Documents that tests start from, and the files of the repository.</summary>
internal static class Documents
{
    /// <summary>All that is required, with every kind of source and output once.</summary>
    public const string Small = """
        {
          "name": "press",
          "period": "100ms",
          "store": { "path": "press.db" },
          "inputs": [
            { "name": "oil", "source": { "kind": "serial", "port": "A" } },
            { "name": "pressure", "source": { "kind": "csv", "path": "a.csv" } },
            { "name": "door", "source": { "kind": "gpio", "driver": "libgpiod", "pin": 4 } }
          ],
          "target": { "name": "thickness", "source": { "kind": "simulated", "machine": "press" } },
          "outputs": [
            { "kind": "serial", "port": "B" },
            { "kind": "gpio", "driver": "libgpiod", "pin": 5, "alarm": { "above": 5 }, "safe": "low" },
            { "kind": "json" }
          ]
        }
        """;

    public static ConfigurationReading Read(string text) =>
        ConfigurationReader.FromBytes(Encoding.UTF8.GetBytes(text), "c.json", "/etc/illsedge");

    /// <summary>The small document with one text in it replaced, which must stand there once.</summary>
    public static string With(string old, string replacement)
    {
        Assert.Equal(2, Small.Split(old).Length);
        return Small.Replace(old, replacement, StringComparison.Ordinal);
    }

    /// <summary>The small document with a text replaced has one error, whose place is that of a key or a value.</summary>
    /// <param name="old">Stands once in the small document; ' for ".</param>
    /// <param name="replacement">What stands there instead; ' for ".</param>
    /// <param name="expected">The error, without the file.</param>
    public static void HasOneError(string old, string replacement, string expected)
    {
        string document = With(old.Replace('\'', '"'), replacement.Replace('\'', '"'));
        ConfigurationReading reading = Read(document);
        Assert.Null(reading.Configuration);
        ConfigurationFault error = Assert.Single(reading.Errors);
        Assert.Equal($"c.json:{expected}", error.ToString());
        Assert.Contains(document.Split('\n')[error.Line!.Value - 1][error.Column!.Value - 1], "\"{[-0123456789tfn");
    }

    public static string RepositoryFile(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../..", path));
}
