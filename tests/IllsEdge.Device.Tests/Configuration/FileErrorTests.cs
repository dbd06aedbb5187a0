using System.Text;
using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Tests.Configuration;

public class FileErrorTests
{
    [Theory]
    [InlineData("", "1:1: is empty; a configuration is an object: {\"name\": ...}.")]
    [InlineData(" \r\n\t", "1:1: is empty; a configuration is an object: {\"name\": ...}.")]
    [InlineData("5", "1:1: 5 is not a configuration; it is an object: {\"name\": ...}.")]
    [InlineData("\n [1]", "2:2: a list is not a configuration; it is an object: {\"name\": ...}.")]
    [InlineData("{\n  \"name\": \"ü\" \"period\"", "2:15: is not JSON: '\"' is invalid after a value. *")]
    [InlineData("{\n  \"ü\": \"ü\",\n  \"ü\": ü\n}", "3:8: is not JSON: '0xC3' is an invalid start of a value.")]
    [InlineData("{ \"name\": \"press", "1:17: is not JSON: Expected end of string, but instead reached end of data.")]
    [InlineData("{ \"name\": \"press\"", "1:18: is not JSON: *")]
    [InlineData("{} {}", "1:4: is not JSON: '{' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{ 'name': 1 }", "1:3: is not JSON: ''' is an invalid start of a property name. Expected a '\"'.")]
    [InlineData("{ /* no end", "1:3: is not JSON: Expected end of comment*")]
    [InlineData("{ \"name\": \"\\udc00\" }", "1:11: is not JSON: the text holds half of a character: *")]
    [InlineData("{ \"\\ud800\": 1 }", "1:3: is not JSON: the text holds half of a character: *")]
    public void What_is_not_a_json_object_is_refused_with_its_place(string text, string expected)
    {
        string error = Assert.Single(Documents.Read(text).Errors).ToString();
        if (expected.EndsWith('*'))
            Assert.StartsWith($"c.json:{expected[..^1]}", error, StringComparison.Ordinal);
        else
            Assert.Equal($"c.json:{expected}", error);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'\n', (byte)' ', 0xC3, 0xBC, 0xFC }, "2:3: is not UTF-8: byte 0xFC begins no character. Save it as UTF-8.")]
    [InlineData(new byte[] { (byte)'{', 0xE2, 0x82 }, "1:2: is not UTF-8: byte 0xE2 begins no character. Save it as UTF-8.")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0 }, "1:1: is not UTF-8: byte 0xFF begins no character. Save it as UTF-8.")]
    public void What_is_not_utf8_is_refused_with_its_place(byte[] content, string expected) => Assert.Equal(
        $"c.json:{expected}", Assert.Single(ConfigurationReader.FromBytes(content, "c.json", "/").Errors).ToString());

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        ConfigurationFault error = Assert.Single(Documents.Read(new string('[', 100_000)).Errors);
        Assert.Equal((1, 33), (error.Line, error.Column));
    }

    [Fact]
    public void A_byte_order_mark_comments_and_trailing_commas_are_accepted()
    {
        string text = "\uFEFF// first\n" + Documents.Small
            .Replace("\"period\"", "/* how often */ \"period\"", StringComparison.Ordinal)
            .Replace("{ \"kind\": \"json\" }", "{ \"kind\": \"json\", }, // last", StringComparison.Ordinal);
        Assert.NotNull(Documents.Read(text).Configuration);
        Assert.Equal(4, Assert.Single(Documents.Read(text.Replace("100ms", "x")).Errors).Line);
    }

    [Fact]
    public void A_file_that_is_not_there_a_directory_and_a_giant_are_refused()
    {
        Assert.Equal(
            "no/such.json: there is no such file (looked for " + Path.GetFullPath("no/such.json") + ").",
            Assert.Single(ConfigurationReader.TryRead("no/such.json").Errors).ToString());
        string folder = Path.GetTempPath();
        Assert.Equal(
            $"{folder}: is a directory; name a configuration file in it.",
            Assert.Single(ConfigurationReader.TryRead(folder).Errors).ToString());
        Assert.Equal(
            "/dev/zero: has more than 1048576 bytes; this is no configuration.",
            Assert.Single(ConfigurationReader.TryRead("/dev/zero").Errors).ToString());
        Assert.StartsWith(
            "a\0b: cannot be read: ", Assert.Single(ConfigurationReader.TryRead("a\0b").Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_megabyte_of_errors_is_read_in_reasonable_time()
    {
        string text = "{" + string.Concat(Enumerable.Repeat("\"a\":1,", 170_000)) + "}";
        Assert.Equal(1000, ConfigurationReader.FromBytes(Encoding.UTF8.GetBytes(text), "c.json", "/").Errors.Count);
    }

    [Fact]
    public void Relative_paths_begin_at_the_folder_of_the_file()
    {
        string folder = Directory.CreateTempSubdirectory("illsedge").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "c.json"), Documents.Small.Replace("a.csv", "../a.csv"));
            DeviceConfiguration configuration = ConfigurationReader.TryRead(Path.Combine(folder, "c.json")).Configuration!;
            Assert.Equal(Path.Combine(folder, "press.db"), configuration.Store.Path);
            CsvSourceConfiguration source = Assert.IsType<CsvSourceConfiguration>(configuration.Inputs[1].Source);
            Assert.Equal(Path.GetFullPath(Path.Combine(folder, "../a.csv")), source.Path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
