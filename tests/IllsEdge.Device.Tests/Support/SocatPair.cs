using System.Diagnostics;
using System.Text;

namespace IllsEdge.Device.Tests.Support;

/// <summary>
/// A wire between two pseudo-terminals: the program opens <see cref="Port"/>, the test holds the other end. It can be cut and
/// mended under the same name.
/// </summary>
internal sealed class SocatPair : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("illsedge-wire-");
    private Process? _socat;
    private FileStream? _end;
    private FileStream? _hold;

    public SocatPair() => Port = Path.Combine(_folder.FullName, "port");

    /// <summary>The path that the program opens.</summary>
    public string Port { get; }

    private string Other => Path.Combine(_folder.FullName, "other");

    /// <summary>Makes a whole wire, or skips the test.</summary>
    public static async Task<SocatPair> Whole()
    {
        SkipWithoutSocat();
        var pair = new SocatPair();
        await pair.Mend();
        return pair;
    }

    /// <summary>Skips the test where there is no socat.</summary>
    public static void SkipWithoutSocat()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "socat"))))
            Assert.Skip("socat is not here: apt-get install socat");
    }

    /// <summary>Starts the wire.</summary>
    public async Task Mend()
    {
        _socat = Process.Start("socat", [$"PTY,link={Port},raw,echo=0", $"PTY,link={Other},raw,echo=0"]);
        await Patience.Until(() => File.Exists(Port) && File.Exists(Other), "The start of socat");
        _end = new FileStream(Other, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        try
        {
            // Socat ends, and what it carries is lost, as soon as nobody has the port open: the test keeps it open.
            _hold = new FileStream(Port, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        }
        catch (IOException)
        {
            // The program was quicker and has it for itself; that is enough until it closes it.
        }
    }

    /// <summary>Ends the wire as a pulled plug does.</summary>
    public void Cut()
    {
        _socat?.Kill();
        _socat?.WaitForExit();
        _socat?.Dispose();
        _socat = null;
        _end?.Dispose();
        _hold?.Dispose();
        (_end, _hold) = (null, null);
        File.Delete(Port);
        File.Delete(Other);
    }

    /// <summary>Sends bytes to the program.</summary>
    public void Send(string text) => _end!.Write(Encoding.Latin1.GetBytes(text));

    /// <summary>Reads what the program sends, for as long as the wire is whole.</summary>
    public void Listen(List<string> lines)
    {
        FileStream end = _end!;
        var thread = new Thread(() =>
        {
            try
            {
                using var reader = new StreamReader(end, Encoding.ASCII, false, 128, leaveOpen: true);
                while (reader.ReadLine() is { } line)
                    lock (lines)
                        lines.Add(line);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The wire was cut.
            }
        })
        { IsBackground = true };
        thread.Start();
    }

    public void Dispose()
    {
        Cut();
        _folder.Delete(recursive: true);
    }
}
