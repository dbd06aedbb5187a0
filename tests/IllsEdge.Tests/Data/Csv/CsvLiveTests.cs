using System.IO.Pipes;
using System.Text;
using IllsEdge.Data;
using IllsEdge.Data.Csv;

namespace IllsEdge.Tests.Data.Csv;

/// <summary>Streams that are still being written.</summary>
public class CsvLiveTests
{
    [Fact]
    public void Read_delivers_each_row_before_the_next_is_written()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var pipe = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        writer.Write("a;b\r\n"u8);
        using CsvRowReader reader = CsvRowReader.OpenLive(pipe);

        // One thread writes and reads in turn: a reader that wanted more than the line would never return.
        for (int i = 1; i <= 100; i++)
        {
            writer.Write(Encoding.ASCII.GetBytes($"{i};"));
            writer.Write(Encoding.ASCII.GetBytes($"{0.5 * i}\r\n"));
            Assert.True(reader.Read());
            Assert.Equal(CellState.Number, reader.TryReadNumber(1, out double value));
            Assert.Equal((i + 1, 0.5 * i), (reader.LineNumber, value));
        }

        writer.Write("101;7"u8);
        writer.Dispose();
        Assert.True(reader.Read());
        Assert.Equal(CellState.Number, reader.TryReadNumber(1, out double last));
        Assert.Equal(7, last);
        Assert.False(reader.Read());
        Assert.False(reader.Read());
    }

    [Fact]
    public void Read_reports_bad_lines_and_goes_on()
    {
        byte[] text =
        [
            .. "\uFEFF\na,b\n1,2\n1\n\n\"3,4\n"u8, 0xFF, 0xFE, .. ",5\n6,\0\n\"7\"x,8\n9,10\r11,12\n13,14"u8,
        ];
        using CsvRowReader reader = CsvRowReader.OpenLive(new MemoryStream(text), "-");
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.Fault?.ToString() ?? $"{reader.LineNumber} {reader.ReadText(1)}");

        Assert.Equal(
            [
                "3 2",
                "-:4:2: the row has 1 cell, the header names 2 columns. "
                    + "Add what is missing; a missing value is an empty cell.",
                "-:6:1: a quote is opened here and never closed. Close it, or remove it.",
                "-:7:1: byte 0xFF is not UTF-8. Save the file as UTF-8.",
                "-:8:3: byte 0x00 does not belong in a text file. "
                    + "Is it damaged, or UTF-16? Save it as UTF-8.",
                "-:9:4: text follows a closing quote. Double the quotes that belong to the text, or remove them.",
                "10 10", "11 12", "12 14",
            ],
            rows);
    }

    [Fact]
    public void Read_answers_every_line_of_one_column()
    {
        using CsvRowReader reader = CsvRowReader.OpenLive(new MemoryStream("a\n1\n\n2\n"u8.ToArray()));
        var states = new List<CellState>();
        while (reader.Read()) states.Add(reader.TryReadNumber(0, out _));

        Assert.Equal([CellState.Number, CellState.Missing, CellState.Number], states);
    }

    [Theory]
    [InlineData("", "-: nothing came in. The first line must name the columns.")]
    [InlineData("\n\n", "-: nothing came in. The first line must name the columns.")]
    [InlineData("\n\na,a\n", "-:3:3: columns 1 and 2 are both named \"a\". Rename one of them.")]
    public void OpenLive_refuses_a_header_that_cannot_be_used(string text, string message)
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Equal(
            message, Assert.Throws<DataFileException>(() => CsvRowReader.OpenLive(stream, "-")).Message);
    }

    [Fact]
    public void OpenLive_refuses_a_header_without_end()
    {
        var stream = new MemoryStream(new byte[3 << 20]);

        Assert.StartsWith(
            "-:1: the header is longer than 1048576 bytes.",
            Assert.Throws<DataFileException>(() => CsvRowReader.OpenLive(stream, "-")).Message);
    }
}
