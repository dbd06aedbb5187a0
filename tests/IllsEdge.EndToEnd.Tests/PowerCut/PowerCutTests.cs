using System.Diagnostics;
using System.Globalization;
using IllsEdge.Device.Tests.Support;
using IllsEdge.EndToEnd.Tests.Support;
using IllsEdge.ModelFiles;

namespace IllsEdge.EndToEnd.Tests.PowerCut;

/// <summary>`run` on a disk whose power is cut: what was not flushed is lost, in any part and in any order.</summary>
public class PowerCutTests
{
    private const string CountVariable = "ILLSEDGE_POWER_CUTS";
    private const int Length = 48 << 20;

    [Fact]
    public async Task After_a_power_cut_at_any_moment_the_loop_goes_on_and_everything_committed_is_there()
    {
        int cuts = int.Parse(Environment.GetEnvironmentVariable(CountVariable) ?? "3", CultureInfo.InvariantCulture);
        using Folder folder = new();
        string config = Configure(folder);
        byte[] image = Format(folder);
        Random random = new(20260131);
        Seen seen = default;
        int kept = 0, lost = 0, flushes = 0, repaired = 0;
        for (int cut = 0; cut < cuts; cut++)
        {
            RecordedDisk disk = new(image);
            using FuseFile? file = FuseFile.TryOpen(disk, folder["fuse"]);
            Assert.SkipWhen(file is null, "A disk that can be cut off takes root and /dev/fuse.");
            Assert.SkipUnless(Ran("mount", "-o", "loop", file.Path, folder["card"]), "This system mounts no loop devices.");
            try
            {
                AssertWhole(folder, seen, cut);
                using RunningDevice device = new(config);
                await device.Prints("\"status\"");
                await Task.Delay(random.Next(0, 2500), TestContext.Current.CancellationToken);
                // What another program can read has been reported as committed.
                seen = Look(folder["card/run.db"]);
                DiskCut left = await disk.CutAtWrite(random, most: 60).WaitAsync(
                    TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
                (image, kept, lost) = (left.Content, kept + left.Kept, lost + left.Lost);
                device.Process.Kill();
                device.Process.WaitForExit();
                Assert.DoesNotContain(device.Error, line => line.Contains("damaged", StringComparison.Ordinal));
                flushes += disk.Flushes;
            }
            finally
            {
                Ran("umount", folder["card"]);
            }

            // Every other time the file system is repaired before it is mounted, as most systems do when they start.
            if (cut % 2 == 1)
                repaired += Repair(folder, ref image) ? 1 : 0;
        }

        RecordedDisk last = new(image);
        using (FuseFile file = FuseFile.TryOpen(last, folder["fuse"])!)
        {
            Assert.True(Ran("mount", "-o", "loop", file.Path, folder["card"]));
            AssertWhole(folder, seen, cuts);
            Ran("umount", folder["card"]);
        }

        Assert.True(seen.Samples > cuts && lost > 0, "The cuts cut nothing off.");
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{cuts} cuts, {flushes} flushes; of the sectors after the last {lost} lost and {kept} kept, {repaired} file systems repaired; ")
            + $"{seen.Samples} samples, {seen.Labels} labels, model {seen.Model} committed and there");
    }

    private static void AssertWhole(Folder folder, Seen seen, int cut)
    {
        string store = folder["card/run.db"];
        Assert.Empty(Directory.GetFiles(folder["card"], "*.damaged*"));
        if (File.Exists(folder["card/y.ills"]))
            ModelFile.Read(folder["card/y.ills"]);
        if (!File.Exists(store) || new FileInfo(store).Length == 0)
        {
            Assert.True(seen == default, $"cut {cut}: there is no store any more");
            return;
        }

        Assert.Equal(["ok"], StoreFile.Texts(store, "PRAGMA quick_check"));
        Seen found = Look(store);
        Assert.True(
            found.Samples >= seen.Samples && found.Labels >= seen.Labels && found.Model >= seen.Model,
            $"cut {cut}: {found} instead of {seen}");
        Assert.Equal([seen.Samples], StoreFile.Numbers(store, $"SELECT count(*) FROM samples WHERE id <= {seen.Samples}"));
        Assert.Equal([seen.Labels], StoreFile.Numbers(store, $"SELECT count(*) FROM labels WHERE id <= {seen.Labels}"));
        if (found.Model == 0)
            return;
        string champion = Assert.Single(StoreFile.Texts(store, "SELECT hex(bytes) FROM models WHERE state = 'C'"));
        ModelFile.FromBytes(Convert.FromHexString(champion), "the champion");
    }

    private static Seen Look(string store) => StoreFile.Texts(store, "SELECT name FROM sqlite_master WHERE name = 'decisions'") is []
        ? default
        : new Seen(
            (long)StoreFile.Numbers(store, "SELECT ifnull(max(id), 0) FROM samples")[0],
            (long)StoreFile.Numbers(store, "SELECT ifnull(max(id), 0) FROM labels")[0],
            (long)StoreFile.Numbers(store, "SELECT ifnull(max(version), 0) FROM models")[0]);

    private static string Configure(Folder folder)
    {
        Directory.CreateDirectory(folder["fuse"]);
        Directory.CreateDirectory(folder["card"]);
        string config = RunTests.Replay(folder, rows: 5000, """{ "streaming": false, "triggers": { "labels": 10 } }""");
        File.WriteAllText(config, File.ReadAllText(config)
            .Replace("\"run.db\"", "\"card/run.db\"", StringComparison.Ordinal)
            .Replace("\"y.ills\"", "\"card/y.ills\"", StringComparison.Ordinal));
        return config;
    }

    private static byte[] Format(Folder folder)
    {
        string image = folder["card.img"];
        File.WriteAllBytes(image, new byte[Length]);
        Assert.SkipUnless(Ran("mkfs.ext4", "-q", "-F", image), "There is no mkfs.ext4.");
        return File.ReadAllBytes(image);
    }

    private static bool Repair(Folder folder, ref byte[] image)
    {
        string path = folder["card.img"];
        File.WriteAllBytes(path, image);
        int exit = Exit("e2fsck", "-p", path);
        // 1: errors were corrected; 4 and more: they could not be.
        Assert.InRange(exit, 0, 1);
        image = File.ReadAllBytes(path);
        return exit == 1;
    }

    private static bool Ran(string program, params string[] arguments) => Exit(program, arguments) == 0;

    private static int Exit(string program, params string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private readonly record struct Seen(long Samples, long Labels, long Model);
}
