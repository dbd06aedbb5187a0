using System.Text;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.ModelFiles;

public class ModelFileTests
{
    private static readonly Model Model = Models.Fit().Model;
    private static readonly byte[] Content = ModelFile.ToBytes(Model);

    [Fact]
    public void A_model_comes_back_bit_by_bit()
    {
        Model back = ModelFile.FromBytes(Content, "m.ills");
        Assert.Equal(Model.Members[0].Network.Parameters.ToArray(), back.Members[0].Network.Parameters.ToArray());
        Assert.Equal(Model.Members[0].Factor, back.Members[0].Factor);
        Assert.Equal(Model.Members[0].Damping, back.Members[0].Damping);
        Assert.Equal(Model.Inputs, back.Inputs);
        Assert.Equal(Model.Targets, back.Targets);
        Assert.Equal(Model.Provenance.Options, back.Provenance.Options);
        Assert.Equal(Content, ModelFile.ToBytes(back));
    }

    [Fact]
    public void The_same_data_and_seed_give_the_same_bytes() => Assert.Equal(Content, ModelFile.ToBytes(Models.Fit().Model));

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        for (int length = 0; length < Content.Length - 1; length++)
            Assert.Throws<DataFileException>(() => ModelFile.FromBytes(Content.AsSpan(0, length), "m.ills"));
        ModelFile.FromBytes(Content.AsSpan(0, Content.Length - 1), "only the final newline is missing");
    }

    [Fact]
    public void A_file_with_any_byte_damaged_is_refused()
    {
        byte[] damaged = [.. Content];
        for (int index = 0; index < damaged.Length; index++)
        {
            foreach (int mask in new[] { 0x01, 0x20, 0x80, 0xFF })
            {
                damaged[index] ^= (byte)mask;
                Assert.Throws<DataFileException>(() => ModelFile.FromBytes(damaged, "m.ills"));
                damaged[index] ^= (byte)mask;
            }
        }
    }

    [Fact]
    public void A_newer_version_is_refused_with_both_versions()
    {
        DataFileException exception = Assert.Throws<DataFileException>(
            () => ModelFile.FromBytes(Edited("\"version\":1", "\"version\":7"), "m.ills"));
        Assert.Contains("version 7", exception.Message, StringComparison.Ordinal);
        Assert.Contains("up to 2", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":0")]
    [InlineData("\"version\":1,", "")]
    [InlineData("illsedge-model", "other")]
    [InlineData("\"tanh\"", "\"tahn\"")]
    [InlineData("\"weights\":[[", "\"weights\":[[1,")]
    [InlineData("\"weights\":[[", "\"weights\":[null,[")]
    [InlineData("\"outputMaps\":[", "\"outputMaps\":[{\"offset\":0,\"gain\":1},")]
    [InlineData("\"factor\":\"", "\"factor\":\"AAAA")]
    [InlineData("\"factor\":\"", "\"factor\":\"!")]
    [InlineData("\"name\":\"b\"", "\"name\":\"a\"")]
    [InlineData("\"members\":[", "\"members\":null,\"x\":[")]
    [InlineData("\"inputs\":[", "\"inputs\":[],\"x\":[")]
    [InlineData("\"damping\":", "\"damping\":\"much\",\"x\":")]
    public void A_file_with_a_right_checksum_and_wrong_content_is_refused(string old, string with) =>
        Assert.Throws<DataFileException>(() => ModelFile.FromBytes(Edited(old, with), "m.ills"));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("crc32c:00000000\n")]
    [InlineData("null\n")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n")]
    public void Other_text_is_refused(string text)
    {
        Assert.Throws<DataFileException>(() => ModelFile.FromBytes(Encoding.UTF8.GetBytes(text), "m.ills"));
        Assert.Throws<DataFileException>(() => ModelFile.FromBytes(Sealed(text), "m.ills"));
    }

    [Fact]
    public void A_missing_file_and_a_directory_are_refused()
    {
        Assert.Throws<DataFileException>(() => ModelFile.Read("/no/such/file.ills"));
        Assert.Throws<DataFileException>(() => ModelFile.Read(Path.GetTempPath()));
    }

    [Fact]
    public void A_network_too_large_for_its_factor_comes_back_without()
    {
        Network network = Cases.Network(1, 2, [300], 1);
        Model large = Model with { Members = [new Member(network, null, 0)] };
        Model back = ModelFile.FromBytes(ModelFile.ToBytes(large), "m.ills");
        Assert.Null(back.Members[0].Factor);
        Assert.Equal(network.Parameters.ToArray(), back.Members[0].Network.Parameters.ToArray());
    }

    private static byte[] Edited(string old, string with)
    {
        string json = Encoding.UTF8.GetString(Content);
        json = json[..json.IndexOf("\ncrc32c", StringComparison.Ordinal)];
        int place = json.IndexOf(old, StringComparison.Ordinal);
        Assert.True(place >= 0, old);
        return Sealed(json[..place] + with + json[(place + old.Length)..] + "\n");
    }

    private static byte[] Sealed(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Crc32C crc = new();
        crc.Add(bytes);
        return [.. bytes, .. Encoding.UTF8.GetBytes(crc + "\n")];
    }
}
