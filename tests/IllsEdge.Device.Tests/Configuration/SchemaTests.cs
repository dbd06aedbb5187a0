using System.Text;
using System.Text.Json.Nodes;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Configuration.Reading;

namespace IllsEdge.Device.Tests.Configuration;

/// <summary>Holds the published schema against what the reader looks for.</summary>
public class SchemaTests
{
    public static string SchemaFile => Documents.RepositoryFile("device/IllsEdge.Device/Configuration/schema.json");

    private static JsonNode Schema => JsonNode.Parse(File.ReadAllText(SchemaFile))!;

    [Fact]
    public void The_schema_and_the_reader_know_the_same_shapes()
    {
        // "source" and "output" are the choices between shapes.
        string[] defined = [.. Schema["$defs"]!.AsObject().Select(shape => shape.Key).Except(["source", "output"])];
        Assert.Equal([.. defined.Append("configuration").Order()], Facts().Select(fact => fact.Shape).Distinct().Order());
    }

    [Fact]
    public void Every_shape_has_the_same_keys_and_requires_the_same_keys()
    {
        foreach (IGrouping<string, KeyFact> shape in Facts().GroupBy(fact => fact.Shape))
        {
            JsonNode definition = Definition(shape.Key);
            Assert.Equal(
                shape.Select(fact => fact.Key).Order(), definition["properties"]!.AsObject().Select(one => one.Key).Order());
            Assert.Equal(
                shape.Where(fact => fact.IsRequired).Select(fact => fact.Key).Order(),
                (definition["required"]?.AsArray() ?? []).Select(one => (string?)one).Order());
            Assert.False((bool)definition["additionalProperties"]!, shape.Key);
        }
    }

    [Fact]
    public void Types_defaults_bounds_and_words_agree()
    {
        foreach (KeyFact fact in Facts())
        {
            JsonNode property = Definition(fact.Shape)["properties"]![fact.Key]!;
            string place = $"{fact.Shape}.{fact.Key}";
            Equal(place, fact.Default, property["default"]?.ToJsonString());
            Equal(place, fact.Lowest, Bound(property, "minimum", "x-minimum", "minItems"));
            Equal(place, fact.Highest, Bound(property, "maximum", "x-maximum", "maxItems"));
            Equal(place, string.Join(",", fact.Allowed), string.Join(",", Words(property)));
            if (property["$ref"] is null && fact.Allowed.Count == 0)
                Equal(place, (fact.MayBeNull ? "null" : fact.OtherType) is { } other ? $"[\"{fact.Type}\",\"{other}\"]" : $"\"{fact.Type}\"", property["type"]?.ToJsonString());
            if (property["$ref"] is not null)
                Equal(place, "object", fact.Type);
        }
    }

    [Fact]
    public void Everything_is_described()
    {
        foreach (KeyFact fact in Facts())
            Assert.True(
                ((string?)Definition(fact.Shape)["properties"]![fact.Key]!["description"])?.EndsWith('.'),
                $"{fact.Shape}.{fact.Key} has no description that ends in a full stop.");
    }

    [Fact]
    public void The_readme_has_a_table_for_every_shape_with_all_keys_and_defaults_in_order()
    {
        string readme = File.ReadAllText(Documents.RepositoryFile("device/IllsEdge.Device/Configuration/README.md"));
        foreach (IGrouping<string, KeyFact> shape in Facts().Where(fact => fact.Key != "$schema").GroupBy(fact => fact.Shape))
        {
            // A table follows the description of its shape.
            string title = shape.Key == "configuration" ? "## All keys" : $".** {(string?)Definition(shape.Key)["description"]}";
            string[] parts = readme.Split(title);
            Assert.True(parts.Length == 2, $"The README does not say once: {title}");
            string[][] rows =
            [
                .. parts[1].TrimStart('\n').Split('\n').TakeWhile(line => line.StartsWith('|')).Skip(2)
                    .Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
            ];
            JsonObject properties = Definition(shape.Key)["properties"]!.AsObject();
            Assert.Equal(
                properties.Where(one => one.Key != "$schema").Select(one => (
                    $"`{one.Key}`",
                    shape.Single(fact => fact.Key == one.Key) is var fact && fact.Default is { } value ? $"`{value}`"
                        : fact.IsRequired ? "**required**" : "",
                    (string?)one.Value!["description"])),
                rows.Select(row => (row[1], row[4], (string?)row[5])));
        }
    }

    [Fact]
    public void The_library_carries_the_schema() => Assert.Equal(File.ReadAllText(SchemaFile), ConfigurationSchema.Text);

    /// <summary>The shape behind references and, for sources and outputs, behind the kind.</summary>
    public static JsonNode Resolve(JsonNode schema, JsonNode root, string? kind)
    {
        while (schema["$ref"] is { } reference)
            schema = root["$defs"]![((string)reference!)["#/$defs/".Length..]]!;
        return schema["oneOf"] is JsonArray choices && schema["properties"] is null
            ? choices.Select(choice => Resolve(choice!, root, kind))
                .Single(choice => (string?)choice["properties"]!["kind"]!["const"] == kind)
            : schema;
    }

    /// <summary>What the reader looks for in a document that has every shape.</summary>
    private static List<KeyFact> Facts()
    {
        List<KeyFact> facts = [];
        Assert.Empty(ConfigurationReader.FromBytes(
            Encoding.UTF8.GetBytes(Documents.With(
                "\"outputs\"",
                "\"retrain\": { \"triggers\": { \"button\": { \"driver\": \"simulated\", \"pin\": 40 } } }, \"outputs\"")),
            "c.json", "/", facts.Add).Errors);
        return [.. facts.DistinctBy(fact => (fact.Shape, fact.Key))];
    }

    private static JsonNode Definition(string shape) => shape == "configuration" ? Schema : Schema["$defs"]![shape]!;

    private static IEnumerable<string?> Words(JsonNode property) =>
        property["const"] is { } only ? [(string?)only]
        : property["enum"] is JsonArray words ? words.Select(word => (string?)word)
        : [];

    private static string? Bound(JsonNode property, params string[] keywords) =>
        keywords.Select(keyword => property[keyword]?.ToString()).FirstOrDefault(bound => bound is not null);

    private static void Equal(string place, string? reader, string? schema) =>
        Assert.True(reader == schema, $"{place}: the reader says {reader ?? "nothing"}, the schema {schema ?? "nothing"}.");
}
