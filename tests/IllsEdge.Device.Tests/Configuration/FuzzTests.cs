using System.Text;
using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Tests.Configuration;

/// <summary>Whatever the bytes are: a configuration or errors with places, never an exception.</summary>
public class FuzzTests
{
    private static readonly byte[] Press =
        File.ReadAllBytes(Documents.RepositoryFile("device/deploy/examples/press.json"));

    private static readonly byte[] Small = Encoding.UTF8.GetBytes(Documents.Small);

    [Fact]
    public void A_file_cut_at_any_length_gives_errors()
    {
        for (int length = 0; length < Press.Length; length++)
        {
            ConfigurationReading reading = Read(Press.AsSpan(0, length));
            bool isWhole = length > Array.LastIndexOf(Press, (byte)'}');
            Assert.Equal(isWhole, reading.Configuration is not null);
        }
    }

    [Fact]
    public void Any_byte_replaced_gives_errors_or_a_configuration()
    {
        byte[] replacements = [0x00, 0x22, 0x2D, 0x5C, 0x7D, 0xC3];
        byte[] content = [.. Press];
        for (int i = 0; i < content.Length; i++)
        {
            foreach (byte replacement in replacements)
            {
                content[i] = replacement;
                Read(content);
            }

            content[i] = Press[i];
        }
    }

    [Fact]
    public void Any_byte_of_a_small_document_replaced_by_any_other_gives_errors_or_a_configuration()
    {
        byte[] content = [.. Small];
        for (int i = 0; i < content.Length; i++)
        {
            for (int replacement = 0; replacement < 256; replacement++)
            {
                content[i] = (byte)replacement;
                Read(content);
            }

            content[i] = Small[i];
        }
    }

    [Fact]
    public void Any_value_replaced_by_a_value_of_any_other_type_gives_errors_or_a_configuration()
    {
        string[] values =
        [
            "null", "true", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "-1", "0", "1e999", "-1e-999", "123456789012345678901234567890",
            "[]", "[[]]", "[null]", "{}", "{\"kind\":{}}", "[{}]",
        ];
        for (int start = 0; start < Documents.Small.Length; start++)
        {
            // A value begins behind a colon or a bracket; how much of the rest is taken with it does not matter.
            if (Documents.Small[start] is not (':' or '['))
                continue;
            for (int end = start + 1; end < Documents.Small.Length; end++)
                if (Documents.Small[end] is ',' or '}' or ']')
                    foreach (string value in values)
                        Read(Encoding.UTF8.GetBytes(Documents.Small[..(start + 1)] + value + Documents.Small[end..]));
        }
    }

    private static ConfigurationReading Read(ReadOnlySpan<byte> content)
    {
        ConfigurationReading reading = ConfigurationReader.FromBytes(content, "c.json", "/");
        Assert.Equal(reading.Configuration is null, reading.Errors.Count > 0);
        foreach (ConfigurationFault fault in reading.Errors)
        {
            Assert.True(fault.Line >= 1 && fault.Column >= 1);
            Assert.DoesNotContain(fault.ToString(), char.IsControl);
        }

        return reading;
    }
}
