using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.ModelFiles;

/// <summary>Model files on a disk.</summary>
public sealed class ModelFileWriteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("illsedge-").FullName;

    private string Target => Path.Combine(_folder, "m.ills");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read()
    {
        ModelFile.Write(Target, SealedModel.Small);
        Assert.Equal(ModelFile.ToBytes(SealedModel.Small), File.ReadAllBytes(Target));
        Model back = ModelFile.Read(Target);
        double[] first = new double[1], second = new double[1];
        new Predictor(SealedModel.Small).Predict([0.3, 17], first);
        new Predictor(back).Predict([0.3, 17], second);
        Assert.Equal(first, second);
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_model_that_cannot_be_written_leaves_the_old_file()
    {
        ModelFile.Write(Target, SealedModel.Small);
        byte[] before = File.ReadAllBytes(Target);
        // JSON has no infinity.
        Model impossible = SealedModel.Small with
        {
            Members = [SealedModel.Small.Members[0] with { Damping = double.PositiveInfinity }],
        };
        Assert.Throws<ArgumentException>(() => ModelFile.Write(Target, impossible));
        Assert.Equal(before, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_missing_folder_and_a_folder_are_refused_with_the_name()
    {
        foreach (string path in new[] { Path.Combine(_folder, "no", "m.ills"), _folder })
        {
            DataFileException exception = Assert.Throws<DataFileException>(() => ModelFile.Write(path, SealedModel.Small));
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            exception = Assert.Throws<DataFileException>(() => ModelFile.Read(path));
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_beyond_every_model_is_refused_unread()
    {
        // A hole takes no place on the disk.
        using (FileStream stream = File.Create(Target))
            stream.SetLength((1L << 30) + 1);
        long allocated = Allocations.Of(() =>
        {
            DataFileException exception = Assert.Throws<DataFileException>(() => ModelFile.Read(Target));
            Assert.Contains("1073741825", exception.Message, StringComparison.Ordinal);
        });
        Assert.InRange(allocated, 0, 1 << 20);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        File.WriteAllBytes(Target, []);
        Assert.Throws<DataFileException>(() => ModelFile.Read(Target));
    }

    [Fact]
    public void A_device_without_room_is_reported()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        Assert.Throws<DataFileException>(() => ModelFile.Write("/dev/full", SealedModel.Small));
    }
}
