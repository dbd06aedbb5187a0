using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Tests.Configuration;

public class ManyErrorsTests
{
    [Fact]
    public void All_errors_are_found_at_once_in_the_order_of_the_file()
    {
        ConfigurationReading reading = Documents.Read("""
            {
              "nmae": "press",
              "period": 100,
              "store": {},
              "inputs": [
                { "name": "oil", "source": { "kind": "seriel" } },
                { "name": "oil", "source": { "kind": "gpio", "driver": "sysfs", "pin": "4", "pull": "upward" }, "maxAge": "0s" }
              ],
              "target": { "name": "low" },
              "model": { "hidden": [0] },
              "outputs": [ { "kind": "jsn" }, 5 ]
            }
            """);
        Assert.Null(reading.Configuration);
        Assert.Equal(
            [
                "1:1 name",
                "2:3 nmae",
                "3:13 period",
                "4:12 store.path",
                "6:42 inputs[0].source.kind",
                "7:15 inputs[1].name",
                "7:76 inputs[1].source.pin",
                "7:89 inputs[1].source.pull",
                "7:111 inputs[1].maxAge",
                "9:13 target.source",
                "9:23 target.name",
                "10:25 model.hidden[0]",
                "11:26 outputs[0].kind",
                "11:35 outputs[1]",
            ],
            reading.Errors.Select(error => $"{error.Line}:{error.Column} {error.Path}"));
    }

    [Fact]
    public void An_exception_has_them_all_one_a_line()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Documents.Small.Replace("100ms", "0ms").Replace("\"low\"", "\"lo\""));
            ConfigurationException exception =
                Assert.Throws<ConfigurationException>(() => ConfigurationReader.Read(path, new Lines()));
            Assert.Equal(2, exception.Errors.Count);
            Assert.Equal(string.Join(Environment.NewLine, exception.Errors), exception.Message);
            Assert.StartsWith($"{path}:3:13: period: '0ms' is not ", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_network_too_large_for_a_small_board_is_a_warning()
    {
        // 3 inputs, (3 + 1) x 500 weights and 501 of the output.
        string document = Documents.With("\"outputs\"", "\"model\": { \"hidden\": [500] }, \"outputs\"");
        Assert.Contains(
            "model.hidden: with 3 inputs this is a network of 2501 weights", Assert.Single(Documents.Read(document).Warnings).ToString(),
            StringComparison.Ordinal);
        Assert.Empty(Documents.Read(Documents.With("\"outputs\"", "\"model\": { \"hidden\": [300] }, \"outputs\"")).Warnings);
    }

    [Fact]
    public void A_delay_longer_than_samples_are_kept_is_a_warning()
    {
        string document = Documents.With("\"press.db\"", "\"press.db\", \"maxAge\": \"1h\"").Replace(
            "\"machine\": \"press\" }", "\"machine\": \"press\" }, \"match\": { \"delay\": \"2h\" }", StringComparison.Ordinal);
        Assert.Equal(
            "c.json:10:111: target.match.delay: 2h is as long as samples are kept or longer (1h, store.maxAge): no label would find its " +
            "sample",
            Assert.Single(Documents.Read(document).Warnings).ToString());
    }

    [Theory]
    [InlineData(
        "'name': 'thickness',",
        "'name': 'thickness', 'match': { 'tolerance': '1s' },",
        "10:60: target.match.tolerance: 1s is larger than the period of 100ms: where samples are missing, labels are joined " +
        "to samples of another time")]
    [InlineData(
        "'kind': 'simulated', 'machine': 'press'",
        "'kind': 'serial', 'port': 'A', 'channel': 'oil'",
        "10:46: target.source: inputs[0].source is the same: the model would be given what it is to predict")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'triggers': { 'labels': null, 'errorRise': null, 'errorDrift': null, 'inputDrift': null } }, 'outputs'",
        "11:28: retrain.triggers: nothing starts a retraining: all triggers are off")]
    [InlineData(
        "'port': 'B'",
        "'port': 'B', 'baud': 1200",
        "12:46: outputs[0].baud: 1200 baud are too slow: a line of about 80 bytes every 100ms needs 8000; values would be lost")]
    public void What_is_probably_not_meant_is_a_warning_that_the_log_is_told(string old, string replacement, string expected)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Documents.With(old.Replace('\'', '"'), replacement.Replace('\'', '"')));
            Lines log = new();
            Assert.NotNull(ConfigurationReader.Read(path, log));
            Assert.Equal([$"Warning configuration {path}:{expected}"], log.Told);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Lines : IDeviceLog
    {
        public List<string> Told { get; } = [];

        public void Tell(LogLevel level, string source, string text) => Told.Add($"{level} {source} {text}");
    }
}
