using System.Text;
using IllsEdge.Data;
using IllsEdge.Data.Csv;

namespace IllsEdge.Tests.Data.Csv;

/// <summary>What is said about files and rows that cannot be used.</summary>
public class CsvFaultTests
{
    private const string LatinDegree = "a,b\n1,2\nTür,3\n";

    [Fact]
    public void Open_says_where_it_looked_for_a_missing_file()
    {
        string name = $"absent-{Guid.NewGuid():N}.csv";

        var exception = Assert.Throws<DataFileException>(() => CsvRowReader.Open(name));

        Assert.Equal($"{name}: there is no such file (looked for {Path.GetFullPath(name)}).", exception.Message);
        Assert.Null(exception.Line);
    }

    [Fact]
    public void Open_refuses_a_directory()
    {
        string directory = Path.GetTempPath();

        var exception = Assert.Throws<DataFileException>(() => CsvRowReader.Open(directory));

        Assert.Equal($"{directory}: is a directory, not a CSV file.", exception.Message);
    }

    [Fact]
    public void Open_says_that_permission_is_lacking()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may read everything.");
        if (OperatingSystem.IsWindows()) return;
        using var file = new TemporaryFile("a\n1\n");
        File.SetUnixFileMode(file.Path, UnixFileMode.None);

        var exception = Assert.Throws<DataFileException>(() => CsvRowReader.Open(file.Path));

        Assert.Equal($"{file.Path}: no permission to read it. Check with: ls -l {file.Path}", exception.Message);
    }

    [Theory]
    [InlineData("", ": the file is empty. Its first line must name the columns.")]
    [InlineData("\n\r\n\n", ": the file is empty. Its first line must name the columns.")]
    [InlineData("\uFEFF", ": the file is empty. Its first line must name the columns.")]
    [InlineData("a,,c\n", ":1:3: column 2 of 3 has no name. Name it in the header.")]
    [InlineData("a,b,\n", ":1:5: column 3 of 3 has no name. Name it in the header.")]
    [InlineData("ä,b, ä\n", ":1:5: columns 1 and 3 are both named \"ä\". Rename one of them.")]
    [InlineData("\n\"a\nx\",b,b\n", ":3:6: columns 2 and 3 are both named \"b\". Rename one of them.")]
    [InlineData("a,\"b\n1,2\n", ":1:3: a quote is opened here and never closed. Close it, or remove it.")]
    public void Open_refuses_a_header_that_cannot_be_used(string text, string message)
    {
        using var file = new TemporaryFile(text);

        Assert.Equal(
            file.Path + message, Assert.Throws<DataFileException>(() => CsvRowReader.Open(file.Path)).Message);
    }

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("utf-32", "UTF-32")]
    [InlineData("utf-32BE", "UTF-32")]
    public void Open_names_another_encoding_by_its_byte_order_mark(string encoding, string shown)
    {
        Encoding other = Encoding.GetEncoding(encoding);
        using var file = new TemporaryFile([.. other.GetPreamble(), .. other.GetBytes("a,b\n1,2\n")]);

        var exception = Assert.Throws<DataFileException>(() => CsvRowReader.Open(file.Path));

        Assert.Equal($"{file.Path}:1:1: the file is {shown}, not UTF-8. Save it as UTF-8.", exception.Message);
    }

    [Fact]
    public void Open_suspects_utf16_without_a_mark()
    {
        using var file = new TemporaryFile(Encoding.Unicode.GetBytes("a,b\n1,2\n"));

        var exception = Assert.Throws<DataFileException>(() => CsvRowReader.Open(file.Path));

        Assert.StartsWith($"{file.Path}:1:2: byte 0x00 does not belong in a text file.", exception.Message);
    }

    [Fact]
    public void Read_reports_the_byte_that_is_not_utf8_and_goes_on()
    {
        using var file = new TemporaryFile(Encoding.Latin1.GetBytes(LatinDegree + "4,5\n"));
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.True(reader.Read());
        Assert.True(reader.Read());
        Assert.Equal(
            $"{file.Path}:3:2: byte 0xFC is not UTF-8. Save the file as UTF-8.", reader.Fault?.ToString());
        Assert.Equal(CellState.Unusable, reader.TryReadNumber(1, out _));
        Assert.True(reader.Read());
        Assert.Null(reader.Fault);
    }

    [Theory]
    [InlineData("a,b,c\n1,2\n", ":2:4: the row has 2 cells, the header names 3 columns.")]
    [InlineData("a,b,c\n1\n", ":2:2: the row has 1 cell, the header names 3 columns.")]
    [InlineData("a,b,c\n1,2,3\n1,2,3,4,5\n", ":3:7: the row has 5 cells, the header names 3 columns.")]
    [InlineData("a,b\n1,2\n3,\0\n", ":3:3: byte 0x00 does not belong in a text file.")]
    [InlineData("a,b\nx,\"1\"5\n", ":2:6: text follows a closing quote.")]
    [InlineData("a,b\n5\" x,\"1\"5\n", ":2:9: text follows a closing quote.")]
    [InlineData("a,b\nx,\"1\"\"\"5\"\n", ":2:8: text follows a closing quote.")]
    [InlineData("a,b\n5\" x,\"1\n3,4\n", ":2:6: a quote is opened here and never closed.")]
    [InlineData("a,b\nä,\"1\n3,4\n", ":2:3: a quote is opened here and never closed.")]
    public void Read_reports_the_place_of_what_is_wrong_with_a_row(string text, string message)
    {
        using var file = new TemporaryFile(text);
        using CsvRowReader reader = CsvRowReader.Open(file.Path);
        while (reader.Read() && reader.Fault is null) { }

        Assert.StartsWith(file.Path + message, reader.Fault?.ToString());
        Assert.StartsWith(file.Path + message, Assert.Throws<DataFileException>(() => file.ReadTable()).Message);
    }

    [Fact]
    public void Read_answers_every_line_below_a_quote_that_is_never_closed()
    {
        using var file = new TemporaryFile("a,b\n1,\"2\n3,4\n5,\"6\n\"7\",8\n9,10");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);
        var rows = new List<(long, bool)>();
        while (reader.Read()) rows.Add((reader.LineNumber, reader.Fault is null));

        Assert.Equal([(2, false), (3, true), (4, false), (5, true), (6, true)], rows);
    }

    [Theory]
    [InlineData("x,abc", 3, "'abc' is not a number (column \"b\"). "
        + "Correct the cell, or leave it empty if it is missing.")]
    [InlineData("äß\U0001F600, abc", 5, "'abc' is not a number (column \"b\"). "
        + "Correct the cell, or leave it empty if it is missing.")]
    [InlineData("x,\"1,5\"", 3, "'1,5' is not a number (column \"b\"): write the decimal comma as a point, 1.5.")]
    [InlineData("x,-inf", 3, "'-inf' is not a finite number (column \"b\"). "
        + "Correct the cell, or leave it empty if it is missing.")]
    [InlineData("x,1e999", 3, "'1e999' is beyond the largest number, 1.8E+308 (column \"b\"). "
        + "Correct the cell, or leave it empty if it is missing.")]
    [InlineData("x,\"\u001b[2J\ta\"", 3, "'\\u001B[2J\\ta' is not a number (column \"b\"). "
        + "Correct the cell, or leave it empty if it is missing.")]
    [InlineData("x,aaaaaaaaaabbbbbbbbbbccccccccccddddddddddE", 3,
        "'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd...' is not a number (column \"b\"). "
        + "Correct the cell, or leave it empty if it is missing.")]
    public void DescribeCell_gives_the_place_and_the_text(string row, int column, string text)
    {
        using var file = new TemporaryFile($"a,b\n\n{row}\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.True(reader.Read());
        Assert.Equal(CellState.Unusable, reader.TryReadNumber(1, out double value));
        Assert.Equal(0, value);
        DataFault fault = reader.DescribeCell(1);
        Assert.Equal((3, column), (fault.Line, fault.Column));
        Assert.Equal($"{file.Path}:3:{column}: {text}", fault.ToString());
    }

    [Fact]
    public void DescribeCell_counts_lines_inside_the_row()
    {
        using var file = new TemporaryFile("a,b\n\"1\n2\",abc\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.True(reader.Read());
        Assert.StartsWith($"{file.Path}:3:4: 'abc'", reader.DescribeCell(1).ToString());
    }
}
