using System.Text;
using System.Text.Json.Nodes;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.ModelFiles;

public class ModelFileTapTests
{
    private static readonly Model Lagged = Models.Fit(
        Models.Request with { Lags = [new Tap("b", 2), new Tap("y", 1)], Missing = MissingInputs.Mean, Hidden = [2] },
        WithHole()).Model;

    [Fact]
    public void Lags_fills_and_indicators_come_back()
    {
        byte[] content = ModelFile.ToBytes(Lagged);
        Model back = ModelFile.FromBytes(content, "m.ills");
        Assert.Equal(["a", "b", "b@2", "y@1", "b@missing", "b@2@missing"], back.Inputs.Select(input => input.Tap.Name));
        Assert.Equal(Lagged.Inputs, back.Inputs);
        Assert.Equal(content, ModelFile.ToBytes(back));
    }

    [Fact]
    public void Only_a_model_that_needs_it_has_the_newer_version_and_its_members()
    {
        JsonObject plain = SealedModel.Json();
        Assert.Equal(1, (int)plain["version"]!);
        Assert.Equal(5, plain["inputs"]![0]!.AsObject().Count);
        JsonObject lagged = Json();
        Assert.Equal(2, (int)lagged["version"]!);
        JsonObject indicator = lagged["inputs"]![5]!.AsObject();
        Assert.Equal(("b", 2, true), ((string)indicator["column"]!, (int)indicator["lag"]!, (bool)indicator["indicator"]!));
        Assert.Equal(5, lagged["targets"]![0]!.AsObject().Count);
    }

    [Theory]
    [InlineData("inputs", 2, "lag", 3)]
    [InlineData("inputs", 2, "lag", -1)]
    [InlineData("inputs", 2, "lag", 86401)]
    [InlineData("inputs", 2, "lag", 1.5)]
    [InlineData("inputs", 2, "column", "c")]
    [InlineData("inputs", 4, "indicator", false)]
    [InlineData("targets", 0, "lag", 1)]
    [InlineData("targets", 0, "fill", 1.0)]
    public void What_does_not_fit_together_is_refused(string list, int index, string member, object value)
    {
        JsonObject json = Json();
        json[list]![index]![member] = JsonValue.Create(value);
        Assert.Throws<DataFileException>(() => ModelFile.FromBytes(SealedModel.Of(json), "m.ills"));
    }

    [Fact]
    public void A_target_cannot_be_its_own_input_and_a_fill_is_finite()
    {
        JsonObject json = Json();
        (json["inputs"]![3]!["name"], json["inputs"]![3]!["lag"]) = ("y@missing", 0);
        json["inputs"]![3]!["indicator"] = true;
        DataFileException exception =
            Assert.Throws<DataFileException>(() => ModelFile.FromBytes(SealedModel.Of(json), "m.ills"));
        Assert.Contains("its own input", exception.Message, StringComparison.Ordinal);

        string text = Json().ToJsonString();
        int fill = text.IndexOf("\"fill\":", StringComparison.Ordinal) + 7;
        string infinite = string.Concat(text.AsSpan(0, fill), "1e999", text.AsSpan(text.IndexOf('}', fill)));
        Assert.Throws<DataFileException>(() => ModelFile.FromBytes(SealedModel.Of(Encoding.UTF8.GetBytes(infinite)), "m.ills"));
    }

    private static JsonObject Json()
    {
        string text = Encoding.UTF8.GetString(ModelFile.ToBytes(Lagged));
        return JsonNode.Parse(text[..text.IndexOf('\n', StringComparison.Ordinal)])!.AsObject();
    }

    private static DataTable WithHole()
    {
        DataTable full = Models.Table(60);
        return DataTable.FromColumns(
            full.Names,
            [full.Column(0).ToArray(), full.Column(1).ToArray(), full.Column(2).ToArray()],
            (row, column) => column == 1 && row == 30);
    }
}
