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
    public void Whatever_goes_wrong_while_writing_leaves_the_old_file_and_nothing_beside_it()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("A mistake of the program.");
        }));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_is_not_committed_never_appears()
    {
        using (AtomicFile file = new(Target))
            file.Stream.Write("half"u8);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_link_to_nowhere_gets_its_file_and_chains_are_followed_to_the_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        string real = Path.Combine(_folder, "real.txt"), middle = Path.Combine(_folder, "middle.txt");
        File.CreateSymbolicLink(middle, "real.txt");
        File.CreateSymbolicLink(Target, "middle.txt");
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(real));
        Assert.Equal("middle.txt", new FileInfo(Target).LinkTarget);
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_link_to_itself_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.CreateSymbolicLink(Target, Target);
        Assert.Throws<DataFileException>(() => AtomicFile.Check(Target));
    }

    [Fact]
    public void A_directory_is_refused_through_a_link_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Directory.CreateSymbolicLink(Target, _folder);
        DataFileException exception = Assert.Throws<DataFileException>(() => AtomicFile.Check(Target));
        Assert.Contains("directory", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sys/illsedge.txt")]
    [InlineData("/proc/illsedge.txt")]
    public void A_folder_in_which_not_even_root_may_write_is_reported(string path)
    {
        Assert.SkipUnless(Directory.Exists(Path.GetDirectoryName(path)), "There is no such folder here.");
        DataFileException exception = Assert.Throws<DataFileException>(
            () => AtomicFile.Write(path, stream => stream.Write("new"u8)));
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_a_folder_is_reported()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<DataFileException>(() => AtomicFile.Check(Path.Combine(Target, "in it.txt")));
    }
}
