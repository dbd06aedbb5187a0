using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;

namespace IllsEdge.Tests.ModelFiles;

/// <summary>Files with a right checksum and a wrong content, as another program or a person might write them.</summary>
public class ModelFileContentTests
{
    private const string Mark = "\"the place\"";

    /// <summary>The last ones are not numbers that a double can hold, and not text that UTF-16 can hold.</summary>
    private static readonly string[] Replacements =
    [
        "null", "true", "0", "1", "-1", "0.5", "1e30", "\"\"", "\"x\"", "[]", "[null]", "[[]]", "[1]", "[\"x\"]", "{}",
        "{\"name\":null}", "{\"name\":1}", "1e400", "-1e400", "99999999999999999999", "\"\\ud800\"",
    ];

    public static TheoryData<string> Places => [.. Walk(SealedModel.Json())];

    [Theory, MemberData(nameof(Places))]
    public void Anything_in_any_place_is_refused_or_harmless(string place)
    {
        JsonObject json = SealedModel.Json();
        Put(json, place.Split('/'), JsonNode.Parse(Mark));
        string text = json.ToJsonString();
        foreach (string replacement in Replacements)
            AssertRefusedOrHarmless(
                Encoding.UTF8.GetBytes(text.Replace(Mark, replacement, StringComparison.Ordinal)), $"{place} = {replacement}");
    }

    [Theory, MemberData(nameof(Places))]
    public void A_member_that_is_missing_or_there_twice_is_refused(string place)
    {
        string[] steps = place.Split('/');
        JsonNode json = SealedModel.Json();
        JsonNode parent = steps[..^1].Aggregate(json, Inside);
        if (parent is not JsonObject members)
            return;

        string name = steps[^1];
        string twice = $"\"{name}\":{members[name]!.ToJsonString()}";
        members[name] = JsonNode.Parse(Mark);
        string text = json.ToJsonString();
        Refuse(text.Replace($"\"{name}\":{Mark}", $"{twice},{twice}", StringComparison.Ordinal));

        // Options are what a version of the program happens to write, and an absent factor is a large network's; older models have no
        // calibration, no novelty and no ridge.
        if (place.StartsWith("provenance/options/", StringComparison.Ordinal) || place is "calibration" or "novelty" || place is "members/0/factor" or "members/0/ridge" or "members/0/state")
            return;
        members.Remove(name);
        Refuse(json.ToJsonString());
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        byte[] json = Encoding.UTF8.GetBytes(SealedModel.Json().ToJsonString());
        for (int index = 0; index < json.Length; index++)
        {
            byte[] broken = [.. json];
            broken[index] = 0xFF;
            Assert.Throws<DataFileException>(() => ModelFile.FromBytes(SealedModel.Of(broken), "m.ills"));
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"x\":")]
    public void Deep_nesting_is_refused(string opening)
    {
        string deep = string.Concat(Enumerable.Repeat(opening, 100000));
        Refuse(deep);
        Refuse(SealedModel.Json().ToJsonString().Replace("{\"format\"", $"{{\"x\":{deep},\"format\"", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_later_version_of_the_program_adds_is_passed_over()
    {
        JsonObject json = SealedModel.Json();
        json["later"] = JsonNode.Parse("""{"a":[1,2,{"b":null}]}""");
        Assert.Equal(ModelFile.ToBytes(SealedModel.Small), ModelFile.ToBytes(ModelFile.FromBytes(SealedModel.Of(json), "m")));
    }

    private static void Refuse(string json) =>
        Assert.Throws<DataFileException>(() => ModelFile.FromBytes(SealedModel.Of(Encoding.UTF8.GetBytes(json)), "m.ills"));

    /// <summary>The one exception that says what is wrong, or a model that predicts and can be written again.</summary>
    private static void AssertRefusedOrHarmless(byte[] json, string what)
    {
        Model? model = null;
        Exception? exception = Record.Exception(() => model = ModelFile.FromBytes(SealedModel.Of(json), "m.ills"));
        Assert.True(exception is null or DataFileException, $"{what}: {exception}");
        if (model is null)
            return;

        double[] prediction = new double[model.Targets.Count];
        new Predictor(model).Predict(new double[model.Inputs.Count], prediction);
        Assert.All(prediction, value => Assert.True(double.IsFinite(value), what));
        Assert.All(model.Provenance.Options.Values, option => Assert.True(option is not null, what));
        ModelFile.FromBytes(ModelFile.ToBytes(model), what);
    }

    private static void Put(JsonNode json, string[] steps, JsonNode? value)
    {
        JsonNode parent = steps[..^1].Aggregate(json, Inside);
        if (parent is JsonArray items)
            items[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = value;
        else
            parent[steps[^1]] = value;
    }

    private static JsonNode Inside(JsonNode json, string step) =>
        (json is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)] : json[step])!;

    private static IEnumerable<string> Walk(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(member =>
            Walk(member.Value).Select(rest => $"{member.Key}/{rest}").Prepend(member.Key)),
        JsonArray items => items.SelectMany((item, index) =>
            Walk(item).Select(rest => $"{index}/{rest}").Prepend($"{index}")),
        _ => [],
    };
}
