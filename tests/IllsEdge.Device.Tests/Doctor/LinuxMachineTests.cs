using System.Diagnostics;
using IllsEdge.Device.Doctor;
using IllsEdge.Device.Service;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Doctor;

/// <summary>The real machine, against what its own programs say.</summary>
public class LinuxMachineTests
{
    private readonly LinuxMachine _machine = new();

    [Fact]
    public void User_and_groups_are_those_of_id()
    {
        Assert.Equal(Said("id", "-un"), _machine.Facts.User);
        Assert.Equal(Said("id", "-Gn").Split(' ').Order(), _machine.Facts.Groups.Order());
    }

    [Fact]
    public void The_c_librarys_version_is_that_of_getconf() =>
        Assert.Equal(Said("getconf", "GNU_LIBC_VERSION"), $"glibc {_machine.Facts.Glibc}");

    [Fact]
    public void A_files_group_and_rights_are_those_of_stat()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("a");
        File.WriteAllText(file, "text\n\0");
        Said("chmod", "460", file);
        FileFacts facts = _machine.Look(file)!;
        Assert.Equal((false, true, Said("stat", "-c", "%G", file), true), (facts.IsFolder, facts.CanRead, facts.Group, facts.GroupCanWrite));
        Assert.True(_machine.Look(folder.Path)!.IsFolder);
        Assert.Null(_machine.Look(folder.File("none")));
        Assert.Equal("text", _machine.Read(file));
        Assert.Null(_machine.Read(folder.File("none")));
        Assert.Null(_machine.Read(folder.Path));
    }

    [Fact]
    public void A_disk_is_that_of_findmnt()
    {
        DiskFacts disk = _machine.Disk("/dev/shm/none")!;
        Assert.Equal(Said("findmnt", "-no", "FSTYPE", "-T", "/dev/shm").Split('\n')[^1], disk.FileSystem);
        Assert.Equal(("/dev/shm", false), (disk.MountPoint, disk.IsReadOnly));
        Assert.InRange(disk.FreeBytes!.Value, 1, long.MaxValue);
    }

    [Fact]
    public void Who_holds_a_file_is_found()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("held");
        using (FileStream _ = File.Create(file))
            Assert.EndsWith($"({Environment.ProcessId})", _machine.Holder(file), StringComparison.Ordinal);
        Assert.Null(_machine.Holder(file));
    }

    [Fact]
    public void A_file_that_is_no_chip_does_not_answer_as_one()
    {
        Assert.Null(_machine.Chip("/dev/null"));
        Assert.Null(_machine.Line("/dev/null", 0));
        Assert.Null(_machine.Chip("/dev/none"));
    }

    [Fact]
    public void A_library_is_there_or_not()
    {
        Assert.True(_machine.HasLibrary("libc.so.6"));
        Assert.False(_machine.HasLibrary("libnone.so.9"));
    }

    [Theory]
    [InlineData("/a/b/c", "/a/b", "xfs", true)]
    [InlineData("/a/bc", "/a", "ext4", false)]
    [InlineData("/x", "/", "overlay", false)]
    [InlineData("/with space/x", "/with space", "vfat", false)]
    public void The_longest_mount_point_above_a_file_is_its_own(string path, string mount, string system, bool isReadOnly) =>
        Assert.Equal(
            new DiskFacts(mount, system, isReadOnly, null),
            MountTable.DiskOf(path, """
                overlay / overlay rw,relatime 0 0
                /dev/a /a ext4 rw 0 0
                /dev/b /a/b ext4 rw 0 0
                /dev/c /a/b xfs ro,noatime 0 0
                /dev/d /with\040space vfat rw 0 0
                """));

    [Fact]
    public void The_journal_is_known_by_device_and_inode_of_its_stream()
    {
        using TemporaryFolder folder = new();
        using FileStream stream = File.Create(folder.File("stream"));
        int number = (int)stream.SafeFileHandle.DangerousGetHandle();
        string identity = Said("stat", "-c", "%d:%i", folder.File("stream"));
        Assert.True(Journal.IsBehind(_ => identity, number));
        Assert.False(Journal.IsBehind(_ => identity + "0", number));
        Assert.False(Journal.IsBehind(_ => null, number));
        Assert.False(Journal.IsBehind(_ => identity, 9999));
    }

    private static string Said(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Trim();
    }
}
