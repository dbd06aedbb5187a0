using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Recording;
using IllsEdge.Device.Tests.Store;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Recording;

/// <summary>What a run begins with is in its recording as a whole, or there is no recording, which is told.</summary>
public class RecordingStartTests
{
    [Fact]
    public void On_a_disk_that_is_nearly_full_a_recording_is_begun_whole_or_not_at_all_which_is_told()
    {
        using RecordedPress press = new();
        press.Run(minutes: 12, recording: null);
        int begun = 0;
        // What a connection of SQLite's could lose at its close, as the store of this run has some hundred kB.
        foreach (int free in (ReadOnlySpan<int>)[12, 40, 80, 120, 200, 300, 400, 500, 600])
        {
            using StoreBench disk = new(mountedSize: $"{free}k");
            string recording = Path.Combine(disk.Folder, "press.rec");
            int before = press.Log.Count("nothing is recorded in");
            press.Run(minutes: 0.1, recording);
            bool isTold = press.Log.Count("nothing is recorded in") > before;
            Assert.NotEqual(isTold, File.Exists(recording));
            if (isTold)
                continue;
            File.Copy(recording, press.Recording, overwrite: true);
            Assert.True(press.Replay().IsSame, $"of a disk of {free} kB");
            begun++;
        }

        Assert.InRange(begun, 2, 8);
    }

    [Fact]
    public void A_limit_that_the_start_does_not_keep_to_is_told_with_what_is_needed_and_the_recording_before_stays()
    {
        using RecordedPress press = new();
        press.Run(minutes: 8, press.Recording);
        byte[] before = File.ReadAllBytes(press.Recording);
        press.Run(minutes: 0.1, press.Recording, limit: 2000);
        string told = press.Log.Entries.Single(entry => entry.Text.Contains("and the limit is 2kB", StringComparison.Ordinal)).Text;
        Assert.Contains($"nothing is recorded in {press.Recording}", told, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(press.Recording));
        Assert.False(File.Exists(press.Recording + ".previous"));

        string needed = told.Split(" takes ")[1].Split(' ')[0];
        Assert.True(SizeText.TryRead(needed, out long bytes), needed);
        press.Run(minutes: 0.1, press.Recording, limit: bytes + 20_000);
        Assert.True(press.Replay().IsSame);
        // The run before has left a few labels in the store, and this one is six seconds long.
        Assert.InRange(new FileInfo(press.Recording).Length, bytes - 1000, bytes + 20_000);
    }

    [Fact]
    public void A_recording_whose_store_is_damaged_is_told_of_by_its_own_name()
    {
        using RecordedPress press = new();
        press.Run(minutes: 8, recording: null);
        press.Run(minutes: 0.1, press.Recording);
        // As of a disk that had no room for the rest.
        WriteStore(press.Recording, store => store[..(store.Length / 2 / 4096 * 4096)]);
        DataFileException half = Assert.Throws<DataFileException>(() => press.Replay());
        Assert.Equal(press.Recording, half.File);
        Assert.StartsWith($"{press.Recording}: is damaged where it begins", half.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("store.db", half.Message, StringComparison.Ordinal);
        WriteStore(press.Recording, _ => "no store at all"u8.ToArray());
        Assert.Equal(press.Recording, Assert.Throws<DataFileException>(() => press.Replay()).File);
    }

    private static void WriteStore(string path, Func<byte[], byte[]> change)
    {
        using MemoryStream before = new(File.ReadAllBytes(path));
        using FileStream after = File.Create(path);
        after.Write(BlockFile.Magic);
        before.Position = BlockFile.Magic.Length;
        while (BlockFile.Read(before) is var (kind, content))
        {
            if (kind == BlockKind.Store)
            {
                ByteBuffer buffer = new(content.Length);
                buffer.Bytes(change(new ByteCursor(content).Bytes().ToArray()));
                content = buffer.Written.ToArray();
            }

            after.Write(BlockFile.Pack(kind, content));
        }
    }
}
