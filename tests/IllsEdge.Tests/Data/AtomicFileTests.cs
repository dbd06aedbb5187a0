using System.Text;
using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("illsedge-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Target => Path.Combine(_folder, "out.txt");

    [Fact]
    public void A_file_appears_whole_and_leaves_nothing_beside_it()
    {
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_write_that_fails_midway_leaves_the_old_file()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<DataFileException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device.");
        }));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_full_device_is_reported()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        DataFileException exception = Assert.Throws<DataFileException>(
            () => AtomicFile.Write("/dev/full", stream => stream.Write(new byte[100000])));
        Assert.Contains("/dev/full", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_leaves_no_trace_and_finds_what_cannot_be_written()
    {
        AtomicFile.Check(Target);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Throws<DataFileException>(() => AtomicFile.Check(_folder));
        Assert.Throws<DataFileException>(() => AtomicFile.Check(Path.Combine(_folder, "no", "such", "out.txt")));
    }

    [Fact]
    public void A_link_stays_a_link_and_a_mode_stays()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are Unix's.");
            return;
        }

        string real = Path.Combine(_folder, "real.txt");
        File.WriteAllText(real, "old");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(Target, real);
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Assert.Equal(real, new FileInfo(Target).LinkTarget);
        Assert.Equal("new", File.ReadAllText(real));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(real));
    }

    [Fact]
    public void Checksums_are_the_published_ones()
    {
        // RFC 3720, B.4, and the check value of the CRC catalogue for "123456789".
        foreach ((byte[] bytes, uint expected) in new[]
        {
            (new byte[32], 0x8A9136AAu),
            ([.. Enumerable.Repeat((byte)0xFF, 32)], 0x62A8AB43u),
            ([.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46DD794Eu),
            (Encoding.ASCII.GetBytes("123456789"), 0xE3069283u),
        })
        {
            Crc32C crc = new();
            crc.Add(bytes.AsSpan(0, 5));
            crc.Add(bytes.AsSpan(5));
            Assert.Equal(expected, crc.Value);
        }
    }

    [Fact]
    public void Running_moments_keep_the_spread_beside_a_large_mean()
    {
        RunningMoments moments = default;
        foreach (double value in new[] { 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16 })
            moments.Add(value);
        Assert.Equal(1e9 + 10, moments.Mean);
        Assert.Equal(Math.Sqrt(22.5), moments.Deviation, 1e-9);
    }
}
