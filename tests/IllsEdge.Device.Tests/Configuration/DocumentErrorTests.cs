namespace IllsEdge.Device.Tests.Configuration;

/// <summary>Each row: a text of the small document, what stands there instead, and the one error that results.</summary>
/// <remarks>A single quote stands for a double one.</remarks>
public class DocumentErrorTests
{
    [Theory]
    [InlineData(
        "'name': 'press'",
        "'name': ''",
        "2:11: name: '' is not a text of 1 to 64 characters on one line")]
    [InlineData(
        "'name': 'press'",
        "'name': 5",
        "2:11: name: 5 is not a text of 1 to 64 characters on one line")]
    [InlineData(
        "'name': 'press'",
        "'name': 'a\\nb'",
        "2:11: name: 'a?b' is not a text of 1 to 64 characters on one line")]
    [InlineData(
        "'name': 'press'",
        "'name': 'press', 'name': 'other'",
        "2:20: name: this key stands here twice; keep one of the two")]
    [InlineData(
        "'period': '100ms',",
        "",
        "1:1: period: missing; give a duration from 1ms to 1d, such as \"100ms\"")]
    [InlineData(
        "'100ms'",
        "100",
        "3:13: period: 100 has no unit (ms, s, min, h, d); give a duration from 1ms to 1d, such as \"100ms\"")]
    [InlineData(
        "'100ms'",
        "'100'",
        "3:13: period: '100' has no unit (ms, s, min, h, d); give a duration from 1ms to 1d, such as \"100ms\"")]
    [InlineData(
        "'100ms'",
        "'100 ms'",
        "3:13: period: '100 ms' is not a duration from 1ms to 1d, such as \"100ms\"; did you mean 100ms? Allowed: a number and one of ms, s, min, h, d")]
    [InlineData(
        "'100ms'",
        "'0.5ms'",
        "3:13: period: '0.5ms' is not a duration from 1ms to 1d, such as \"100ms\"")]
    [InlineData(
        "'100ms'",
        "'25h'",
        "3:13: period: '25h' is not a duration from 1ms to 1d, such as \"100ms\"")]
    [InlineData(
        "'100ms'",
        "true",
        "3:13: period: true is not a duration from 1ms to 1d, such as \"100ms\"")]
    [InlineData(
        "{ 'path': 'press.db' }",
        "'press.db'",
        """4:12: store: 'press.db' is not an object such as {"path": "press.db"}""")]
    [InlineData(
        "{ 'path': 'press.db' }",
        "{ }",
        "4:12: store.path: missing; give a file for the database, such as \"press.db\"")]
    [InlineData(
        "'press.db'",
        "''",
        "4:22: store.path: '' is not a file for the database, such as \"press.db\"")]
    [InlineData(
        "'press.db'",
        "'data/'",
        "4:22: store.path: 'data/' is not a file for the database, such as \"press.db\"")]
    [InlineData(
        "'press.db'",
        "'press.db', 'maxRows': 999",
        "4:45: store.maxRows: 999 is not a whole number from 1000 to 1000000000")]
    [InlineData(
        "'press.db'",
        "'press.db', 'maxRows': 1000.5",
        "4:45: store.maxRows: 1000.5 is not a whole number from 1000 to 1000000000")]
    [InlineData(
        "'press.db'",
        "'press.db', 'maxAge': '10s'",
        "4:44: store.maxAge: '10s' is not a duration from 1min to 3650d, such as \"5min\"")]
    [InlineData(
        "'press.db'",
        "'press.db', 'maxrows': 5000",
        "4:34: store.maxrows: unknown key; did you mean maxRows? Known here: path, maxRows, maxAge, maxBytesPerDay, models, readOnly")]
    [InlineData(
        "'press.db'",
        "'press.db', 'maxBytesPerDay': 200000000",
        "4:52: store.maxBytesPerDay: 200000000 has no unit (B, kB, MB, GB, TB); give a size from 10MB to 1000TB, such as \"200MB\", or null to switch it off")]
    [InlineData(
        "'press.db'",
        "'press.db', 'maxBytesPerDay': '1MB'",
        "4:52: store.maxBytesPerDay: '1MB' is not a size from 10MB to 1000TB, such as \"200MB\", or null to switch it off")]
    [InlineData(
        "'press.db'",
        "'press.db', 'models': 1",
        "4:44: store.models: 1 is not a whole number from 2 to 1000")]
    [InlineData(
        "'press.db'",
        "'press.db', 'readOnly': 'yes'",
        "4:46: store.readOnly: 'yes' is not true or false")]
    public void What_is_wrong_with_name_period_and_store_is_told_with_its_place(
        string old, string replacement, string expected) =>
        Documents.HasOneError(old, replacement, expected);
}
