using IllsEdge.Device.Configuration;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Configuration;

/// <summary>What can be read and can never work. A single quote stands for a double one.</summary>
public class NeverWorksTests
{
    [Theory]
    [InlineData(
        "'scale': { 'gain': 1e-310 }",
        "6:41: inputs[0].scale.gain: a gain of 1E-310 makes a constant of every reading; give another, such as 0.01")]
    [InlineData(
        "'range': { 'low': 0, 'high': 10 }, 'replace': { 'with': 'value', 'value': 20 }",
        "6:96: inputs[0].replace.value: 20 lies outside 0 to 10, the range of the input; give a value that the sensor can give")]
    [InlineData(
        "'maxAge': '1m'",
        "6:32: inputs[0].maxAge: '1m' is not a duration from 1ms to 30d, such as \"100ms\"; did you mean 1min? Allowed: a number and one of ms, s, min, h, d")]
    [InlineData(
        "'maxAge': '2 Hours'",
        "6:32: inputs[0].maxAge: '2 Hours' is not a duration from 1ms to 30d, such as \"100ms\"; did you mean 2h? Allowed: a number and one of ms, s, min, h, d")]
    public void Of_an_input_is_refused(string added, string expected) =>
        Documents.HasOneError("'name': 'oil'", $"'name': 'oil', {added}", expected);

    [Theory]
    [InlineData("c.json", "this is the configuration itself; give the model a file of its own")]
    [InlineData("./press.db-wal", "this is a file that the store makes for itself (store.path with -wal); give the model a file of its own")]
    [InlineData("press.db-shm", "this is a file that the store makes for itself (store.path with -shm); give the model a file of its own")]
    [InlineData("press.db.lock", "this is a file that the store makes for itself (store.path with .lock); give the model a file of its own")]
    [InlineData("../illsedge/a.csv", "this is the recording that inputs[1].source reads; give the model a file of its own")]
    [InlineData("/usr", "/usr is a folder; give a model file, such as \"press.ills\"")]
    public void A_model_in_a_file_that_has_another_role_is_refused(string path, string expected) => Documents.HasOneError(
        "'outputs'", $"'model': {{ 'path': '{path}' }}, 'outputs'", $"11:22: model.path: {expected}");

    [Theory]
    [InlineData("c.json", "this is the configuration itself")]
    [InlineData("press.db", "this is the file of the store too (store.path)")]
    [InlineData("a.csv", "this is the recording that inputs[1].source reads")]
    [InlineData("m.ills", "this is the file of the model too (model.path)")]
    public void Commands_in_a_file_that_has_another_role_are_refused(string path, string expected) => Documents.HasOneError(
        "'outputs'",
        $"'model': {{ 'path': 'm.ills' }}, 'retrain': {{ 'triggers': {{ 'commands': '{path}' }} }}, 'outputs'",
        $"11:73: retrain.triggers.commands: {expected}; give the commands a file of its own");

    [Fact]
    public void A_range_without_ends_is_warned_of()
    {
        ConfigurationReading reading = Documents.Read(Documents.With("\"name\": \"oil\"", "\"name\": \"oil\", \"range\": {}"));
        Assert.Equal(
            "c.json:6:31: inputs[0].range: has neither low nor high and rules nothing out; give one of them, or remove it",
            Assert.Single(reading.Warnings).ToString());
    }

    [Fact]
    public void A_store_or_a_recording_in_the_configuration_itself_is_refused()
    {
        Documents.HasOneError(
            "press.db", "c.json", "4:22: store.path: this is the configuration itself; give the store a file of its own");
        Documents.HasOneError(
            "a.csv", "press.db",
            "7:62: inputs[1].source.path: this is the file of the store too (store.path); give the recording a file of its own");
    }

    [Fact]
    public void A_configuration_is_known_by_its_own_name_also_where_it_is_read_from_a_file()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("press.json");
        File.WriteAllText(path, Documents.With("\"press.db\"", "\"press.json\""));
        Assert.Contains("store.path: this is the configuration itself", Assert.Single(ConfigurationReader.TryRead(path).Errors).ToString());
    }

    [Fact]
    public void Two_sources_may_read_one_recording() => Assert.Empty(Documents.Read(Documents.With(
        "{ \"kind\": \"serial\", \"port\": \"A\" }", "{ \"kind\": \"csv\", \"path\": \"a.csv\" }")).Errors);

    [Theory]
    [InlineData("'200mb'", "did you mean 200MB? Allowed: a number and one of B, kB, MB, GB, TB")]
    [InlineData("'2G'", "did you mean 2GB? Allowed: a number and one of B, kB, MB, GB, TB")]
    [InlineData("'much'", "or null to switch it off. Allowed: a number and one of B, kB, MB, GB, TB")]
    public void A_size_in_a_unit_that_is_none_is_told_what_was_meant(string size, string expected) => Assert.Contains(
        expected,
        Assert.Single(Documents.Read(Documents.With(
            "\"press.db\"", $"\"press.db\", \"maxBytesPerDay\": {size.Replace('\'', '"')}")).Errors).Text);

    [Theory]
    [InlineData("'1h'", "", "1h is as long as samples are kept or longer (1h, store.maxAge): no label would find its sample")]
    [InlineData(
        "'2min'", ", \"maxRows\": 1200",
        "2min is as long as samples are kept or longer: 1200 of them (store.maxRows), one every 100ms; no label would find its sample")]
    [InlineData("'119s'", ", \"maxRows\": 1200", null)]
    [InlineData("'59min'", ", \"maxRows\": 1000000000", null)]
    public void A_delay_after_which_its_sample_has_gone_is_warned_of(string delay, string rows, string? expected)
    {
        string document = Documents.With("\"press.db\"", $"\"press.db\", \"maxAge\": \"1h\"{rows}").Replace(
            "\"machine\": \"press\" }", $"\"machine\": \"press\" }}, \"match\": {{ \"delay\": {delay.Replace('\'', '"')} }}");
        Assert.Equal(expected, Documents.Read(document).Warnings.SingleOrDefault()?.Text);
    }

    [Theory]
    [InlineData("199ms", true)]
    [InlineData("200ms", false)]
    public void A_sensor_that_would_be_stuck_between_two_readings_is_warned_of(string limit, bool isWarned)
    {
        ConfigurationReading reading = Documents.Read(
            Documents.With("\"name\": \"oil\"", $"\"name\": \"oil\", \"stuckAfter\": \"{limit}\""));
        Assert.NotNull(reading.Configuration);
        Assert.Equal(isWarned, reading.Warnings.Any(warning => warning.ToString().Contains(
            "inputs[0].stuckAfter: 199ms is shorter than two periods of 100ms")));
    }
}
