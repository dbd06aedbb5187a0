using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IllsEdge.EndToEnd.Tests.Support;

/// <summary>A temporary folder with the files of one test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("illsedge-").FullName;

    /// <summary>Full path of a file in it.</summary>
    public string this[string name] => Path.Combine(_path, name);

    /// <summary>Names of the files in it.</summary>
    public string[] Files => [.. Directory.GetFiles(_path).Select(file => Path.GetFileName(file)!).Order()];

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text, new UTF8Encoding(false));
        return this[name];
    }

    /// <summary>Writes rows of y = a^2 - b, a and b from a fixed sequence.</summary>
    public string Data(string name, int rows, char separator = ',')
    {
        StringBuilder text = new($"a{separator}b{separator}y\n");
        Random random = new(1);
        for (int row = 0; row < rows; row++)
        {
            double a = Math.Round(random.NextDouble() * 4 - 2, 6), b = Math.Round(random.NextDouble() * 9, 6);
            text.Append(CultureInfo.InvariantCulture, $"{a}{separator}{b}{separator}{Math.Round(a * a - b, 6)}\n");
        }

        return Write(name, text.ToString());
    }

    /// <summary>Makes a named pipe and gives its path.</summary>
    public string Pipe(string name)
    {
        using Process make = Process.Start("mkfifo", [this[name]]);
        make.WaitForExit();
        return this[name];
    }

    /// <summary>Trains a small model on <see cref="Data"/>.</summary>
    public string Model(string name = "m.ills", int rows = 80)
    {
        Answer answer = Illsedge.Run("train", Data("train.csv", rows), "--target", "y", "-o", this[name], "--hidden", "4");
        Assert.Equal(0, answer.ExitCode);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
