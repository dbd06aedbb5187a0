using System.Text.Json.Nodes;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Tests.Configuration;

public class DefaultsTests
{
    [Fact]
    public void A_small_document_has_all_defaults()
    {
        DeviceConfiguration small = Documents.Read(Documents.Small).Configuration!;
        Assert.Equal(new StoreConfiguration { Path = "/etc/illsedge/press.db" }, small.Store);
        Assert.Equal(new RetrainConfiguration(), small.Retrain);
        Assert.Equivalent(new ModelConfiguration(), small.Model, strict: true);
        Assert.Equal(
            new InputConfiguration
            {
                Name = "oil",
                Source = new SerialSourceConfiguration { Port = "A", Baud = 9600, Channel = "oil" },
                MaxAge = TimeSpan.FromSeconds(1),
            },
            small.Inputs[0]);
        Assert.Equal(
            new CsvSourceConfiguration
            {
                Path = "/etc/illsedge/a.csv",
                Channel = "pressure",
                Period = TimeSpan.FromMilliseconds(100),
                Speed = 1,
            },
            small.Inputs[1].Source);
        Assert.Equal(
            new GpioSourceConfiguration { Line = new GpioLine("libgpiod", 0, 4), Pull = GpioPull.None },
            small.Inputs[2].Source);
        Assert.Equal(
            new TargetConfiguration
            {
                Name = "thickness",
                Source = new SimulatedSourceConfiguration { Machine = "press", Channel = "thickness" },
                Match = new LabelMatch { Tolerance = TimeSpan.FromMilliseconds(50), Delay = TimeSpan.Zero },
            },
            small.Target);
    }

    [Theory]
    [InlineData("1ms", "0.5ms", "1s")]
    [InlineData("100ms", "50ms", "1s")]
    [InlineData("1s", "500ms", "3s")]
    [InlineData("5min", "150s", "15min")]
    public void Tolerance_and_age_follow_the_period(string period, string tolerance, string maxAge)
    {
        DeviceConfiguration read = Documents.Read(Documents.With("100ms", period)).Configuration!;
        Assert.Equal(tolerance, DurationText.Of(read.Target.Match.Tolerance));
        Assert.Equal(maxAge, DurationText.Of(read.Inputs[0].MaxAge));
    }

    [Fact]
    public void Writing_every_default_of_the_schema_out_changes_nothing()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(SchemaTests.SchemaFile))!;
        JsonObject document = JsonNode.Parse(Documents.Small)!.AsObject();
        int written = FillDefaults(document, schema, schema);
        Assert.True(written >= 20, $"Only {written} defaults were written out.");
        Assert.Equivalent(
            Documents.Read(Documents.Small).Configuration,
            Documents.Read(document.ToJsonString()).Configuration,
            strict: true);
    }

    [Fact]
    public void Null_switches_each_trigger_off()
    {
        const string Off = "\"retrain\": { \"triggers\": { \"schedule\": null, \"labels\": null, \"errorRise\": null, "
            + "\"errorDrift\": null, \"inputDrift\": null } }, ";
        ConfigurationReading reading = Documents.Read(Documents.With("\"outputs\"", Off + "\"outputs\""));
        Assert.Equal(
            new RetrainTriggers { Schedule = null, Labels = null, ErrorRise = null, ErrorDrift = null, InputDrift = null },
            reading.Configuration!.Retrain.Triggers);
        Assert.Contains("nothing starts a retraining", Assert.Single(reading.Warnings).Text, StringComparison.Ordinal);
    }

    /// <summary>Adds what the schema says a missing key means, also in objects that are missing.</summary>
    private static int FillDefaults(JsonObject value, JsonNode schema, JsonNode root)
    {
        schema = SchemaTests.Resolve(schema, root, value["kind"]?.GetValue<string>());
        int written = 0;
        foreach ((string key, JsonNode? property) in schema["properties"]!.AsObject())
        {
            // Some objects switch something on by being there.
            bool isObject = property!["$ref"] is not null && property["x-missing"] is null;
            if (value[key] is null && isObject && schema["required"]?.AsArray().Any(one => (string?)one == key) != true)
                value[key] = new JsonObject();
            if (value[key] is null && property["default"] is { } known)
            {
                value[key] = known.DeepClone();
                written++;
            }
            else if (value[key] is JsonObject part)
            {
                written += FillDefaults(part, property, root);
            }
            else if (value[key] is JsonArray list && property["items"] is { } item)
            {
                written += list.OfType<JsonObject>().Sum(element => FillDefaults(element, item, root));
            }
        }

        return written;
    }
}
