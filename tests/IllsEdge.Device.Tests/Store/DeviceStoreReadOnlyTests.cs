using System.Diagnostics;
using IllsEdge.Data;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Store;

/// <summary>A store that can only be read, by wish or because its disk is worn out.</summary>
public sealed class DeviceStoreReadOnlyTests
{
    [Fact]
    public void On_a_disk_that_is_read_only_at_the_start_the_store_is_read_and_written_when_it_can_be()
    {
        using var disk = new StoreBench("4m");
        using (DeviceStore store = disk.Open())
            Begin(disk, store);
        StoreBench.Mount("-o", "remount,ro", disk.Folder);
        using DeviceStore again = disk.Open();
        Assert.Equal((StoreState.ReadOnly, "the disk is read-only"), (again.State, again.Trouble));
        Assert.Equal([1, 2, 3], again.ReadModel(ModelState.Champion)!.Bytes);
        Assert.Equal(10, again.ReadLabelled(100).Count);
        disk.Append(again, 3_000);
        Assert.False(again.SaveModel(2, [4], ModelState.Champion));
        Assert.Equal(StoreState.ReadOnly, again.State);
        (LogLevel level, string text) = Assert.Single(disk.Told);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("Replace the card", text, StringComparison.Ordinal);

        StoreBench.Mount("-o", "remount,rw", disk.Folder);
        disk.Append(again, 3_001);
        Assert.Equal(StoreState.Writing, again.State);
        Assert.True(again.Flush());
        Assert.Equal((6_101, 0), (again.LastCommittedSample, again.Counts.Dropped));
        Assert.True(again.SaveModel(2, [4], ModelState.Champion));
        Assert.Contains(disk.Told, line => line.Text.Contains("is written again", StringComparison.Ordinal));
    }

    [Fact]
    public void What_stands_in_the_log_of_a_power_cut_is_read_too()
    {
        using var disk = new StoreBench("4m");
        using var source = new StoreBench();
        using (DeviceStore store = source.Open())
        {
            Begin(source, store);
            // As a power cut leaves them: the rows in the log, and no index of it.
            File.Copy(source.File, disk.File);
            File.Copy(source.File + "-wal", disk.File + "-wal");
        }

        Assert.InRange(new FileInfo(disk.File + "-wal").Length, 10_000, 4_000_000);
        StoreBench.Mount("-o", "remount,ro", disk.Folder);
        using DeviceStore again = disk.Open();
        Assert.Equal(100, again.LastSampleId);
        Assert.Equal([1, 2, 3], again.ReadModel(ModelState.Champion)!.Bytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_it_is_asked_for_nothing_is_kept_and_nothing_is_lost(bool isClosed)
    {
        using var bench = new StoreBench();
        using (DeviceStore store = bench.Open())
            Begin(bench, store);
        byte[] before = File.ReadAllBytes(bench.File);
        using DeviceStore? other = isClosed ? null : bench.Open();
        using (DeviceStore again = bench.Open(StoreBench.Synchronous with { IsReadOnly = true }))
        {
            bench.Append(again, 100, labelEvery: 10);
            Assert.Equal(200, again.LastSampleId);
            Assert.False(again.SaveModel(2, [4], ModelState.Champion));
            Assert.False(again.RollBack());
            Assert.True(again.Flush());
            Assert.Equal((StoreState.ReadOnly, "store.readOnly is set"), (again.State, again.Trouble));
            Assert.Equal((0, 0), (again.Counts.Dropped, again.Counts.Queued));
            Assert.Equal([1, 2, 3], again.ReadModel(ModelState.Champion)!.Bytes);
        }

        Assert.Equal(before, File.ReadAllBytes(bench.File));
        Assert.Contains("nothing of this run is kept", Assert.Single(bench.Told).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_only_to_be_read_must_be_there()
    {
        using var bench = new StoreBench();
        var exception = Assert.Throws<DataFileException>(
            () => bench.Open(StoreBench.Synchronous with { IsReadOnly = true }));
        Assert.Contains("Set store.readOnly to false", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(bench.Folder));
    }

    [Fact]
    public void On_a_read_only_disk_without_a_store_opening_says_so()
    {
        using var disk = new StoreBench("2m");
        StoreBench.Mount("-o", "remount,ro", disk.Folder);
        var exception = Assert.Throws<DataFileException>(() => disk.Open());
        Assert.Contains("the disk is read-only", exception.Message, StringComparison.Ordinal);
        Assert.Contains("mount -o remount,rw", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the right to", exception.Message, StringComparison.Ordinal);
        Assert.Contains("set store.path", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_becomes_read_only_under_the_store_costs_nothing_that_is_on_it()
    {
        using var card = new Ext4();
        using (DeviceStore store = DeviceStore.Open(
            card.Store, StoreBench.Inputs, StoreBench.Synchronous, card.Bench.Clock, card.Bench))
        {
            Begin(card.Bench, store);
            card.Fail();
            card.Bench.Append(store, 3_000);
            Assert.False(store.Flush());
            Assert.Equal(StoreState.ReadOnly, store.State);
            Assert.Equal([1, 2, 3], store.ReadModel(ModelState.Champion)!.Bytes);
            Assert.Equal(10, store.ReadLabelled(100).Count);
            Assert.Single(card.Bench.Told, line => line.Text.Contains("Replace the card", StringComparison.Ordinal));
        }

        using DeviceStore again = DeviceStore.Open(
            card.Store, StoreBench.Inputs, StoreBench.Synchronous, card.Bench.Clock, card.Bench);
        Assert.Equal(StoreState.ReadOnly, again.State);
        Assert.Equal(10, again.ReadLabelled(100).Count);
    }

    private static void Begin(StoreBench bench, DeviceStore store)
    {
        store.SaveModel(1, [1, 2, 3], ModelState.Champion);
        bench.Append(store, 100, labelEvery: 10);
        Assert.True(store.Flush());
    }

    /// <summary>An ext4 in a file, which can be made to fail as a worn card does: the kernel then writes no more.</summary>
    private sealed class Ext4 : IDisposable
    {
        private readonly string _mount;

        public Ext4()
        {
            Assert.SkipUnless(
                OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A file system can only be mounted as root.");
            string image = Path.Combine(Bench.Folder, "card.img");
            using (FileStream file = File.Create(image))
                file.SetLength(32 << 20);
            Assert.SkipUnless(Ran("mkfs.ext4", "-q", "-F", image), "There is no mkfs.ext4.");
            _mount = Directory.CreateDirectory(Path.Combine(Bench.Folder, "card")).FullName;
            StoreBench.Mount("-o", "loop,errors=remount-ro", image, _mount);
        }

        public StoreBench Bench { get; } = new(isOnDisk: true);

        public string Store => Path.Combine(_mount, "device.db");

        public void Fail()
        {
            string device = File.ReadLines("/proc/self/mounts").Select(line => line.Split(' '))
                .Single(mount => mount[1] == _mount)[0];
            File.WriteAllText($"/sys/fs/ext4/{Path.GetFileName(device)}/trigger_fs_error", "1");
        }

        public void Dispose()
        {
            Ran("umount", _mount);
            Bench.Dispose();
        }

        private static bool Ran(string program, params string[] arguments)
        {
            try
            {
                using Process process = Process.Start(program, arguments);
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
