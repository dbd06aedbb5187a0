using System.Text;
using IllsEdge.Data;
using IllsEdge.Data.Csv;

namespace IllsEdge.Tests.Data.Csv;

/// <summary>What a file that can be read gives.</summary>
public class CsvRowReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a;b\n1;2\n", ';')]
    [InlineData("a\tb\n1\t2\n", '\t')]
    [InlineData("\"a;x\",b\n1,2\n", ',')]
    [InlineData("\"a,x,y\";b\n1;2\n", ';')]
    [InlineData("flow, l/s, wet;b\n1;2\n", ';')]
    public void Open_recognises_the_separator(string text, char separator)
    {
        using var file = new TemporaryFile(text);
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.Equal(separator, reader.Separator);
        Assert.Equal([[1, 2]], Numbers(reader));
    }

    [Theory]
    [InlineData("a|b\n5\n")]
    [InlineData("a\n5")]
    public void Open_takes_a_header_without_separator_for_one_column(string text)
    {
        using var file = new TemporaryFile(text);
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.Single(reader.Names);
        Assert.Equal([[5]], Numbers(reader));
    }

    [Theory]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\r\n1,2\n3,4")]
    [InlineData("\n\n a , b \n\n1,2\n\n\n3,4\n\n")]
    [InlineData("\"a\",\"b\"\n\"1\", \"2\" \n 3 ,4\n")]
    public void Read_gives_the_same_rows_for_every_way_to_write_them(string text)
    {
        using var file = new TemporaryFile(text);
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.Equal(["a", "b"], reader.Names);
        Assert.Equal([[1, 2], [3, 4]], Numbers(reader));
    }

    [Fact]
    public void Read_takes_quotes_with_separators_quotes_and_line_breaks()
    {
        using var file = new TemporaryFile("name,x\n\"a \"\"b\"\"\r\n,c\",1\nd,2\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.True(reader.Read());
        Assert.Equal("a \"b\"\r\n,c", reader.ReadText(0));
        Assert.Equal(2, reader.LineNumber);
        Assert.True(reader.Read());
        Assert.Equal(4, reader.LineNumber);
        Assert.Null(reader.Fault);
    }

    [Fact]
    public void Read_keeps_a_stray_quote_as_text()
    {
        using var file = new TemporaryFile("pipe,x\n5\" wide,1\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.True(reader.Read());
        Assert.Null(reader.Fault);
        Assert.Equal("5\" wide", reader.ReadText(0));
        Assert.Equal(CellState.Number, reader.TryReadNumber(1, out double value));
        Assert.Equal(1, value);
    }

    [Fact]
    public void Read_takes_blank_lines_of_one_column_for_missing_cells_except_at_the_end()
    {
        using var file = new TemporaryFile("a\n\n\n1\n\n2\n\n\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);
        var rows = new List<(long, CellState, double)>();
        while (reader.Read()) rows.Add((reader.LineNumber, reader.TryReadNumber(0, out double value), value));

        Assert.Equal(
            [
                (2, CellState.Missing, 0), (3, CellState.Missing, 0), (4, CellState.Number, 1),
                (5, CellState.Missing, 0), (6, CellState.Number, 2),
            ],
            rows);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\n\n\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("\n  \n\t\n")]
    [InlineData("\n\n   ")]
    [InlineData("\n\t")]
    public void Read_takes_blank_lines_at_the_end_of_one_column_for_nothing(string end)
    {
        using var file = new TemporaryFile("a\n1\n\n2" + end);
        Assert.Equal(3, DataTable.ReadCsv(file.Path, cancellation: TestContext.Current.CancellationToken).RowCount);
        using CsvRowReader reader = CsvRowReader.Open(file.Path);
        int rows = 0;
        while (reader.Read())
            rows++;
        Assert.Equal(3, rows);
    }

    [Fact]
    public void Read_takes_a_quoted_empty_cell_at_the_end_for_a_row()
    {
        using var file = new TemporaryFile("a\n1\n\"\"\n\n");
        Assert.Equal(2, DataTable.ReadCsv(file.Path, cancellation: TestContext.Current.CancellationToken).RowCount);
    }

    [Theory]
    [InlineData("", CellState.Missing)]
    [InlineData("  ", CellState.Missing)]
    [InlineData("\"\"", CellState.Missing)]
    [InlineData("NA", CellState.Missing)]
    [InlineData(" na ", CellState.Missing)]
    [InlineData("NaN", CellState.Missing)]
    [InlineData("nan", CellState.Missing)]
    [InlineData("-NaN", CellState.Unusable)]
    [InlineData("n/a", CellState.Unusable)]
    [InlineData("inf", CellState.Unusable)]
    [InlineData("-Infinity", CellState.Unusable)]
    [InlineData("∞", CellState.Unusable)]
    [InlineData("1e999", CellState.Unusable)]
    [InlineData("\"1,5\"", CellState.Unusable)]
    [InlineData("1 000", CellState.Unusable)]
    [InlineData("0x10", CellState.Unusable)]
    [InlineData("1e", CellState.Unusable)]
    [InlineData(".", CellState.Unusable)]
    [InlineData("-", CellState.Unusable)]
    [InlineData("$1", CellState.Unusable)]
    [InlineData("(1)", CellState.Unusable)]
    [InlineData(" 1 ", CellState.Number)]
    [InlineData("+1.5E-3", CellState.Number)]
    public void TryReadNumber_tells_numbers_from_missing_and_unusable_cells(string cell, CellState expected)
    {
        using var file = new TemporaryFile($"a,b\n{cell},7\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.True(reader.Read());
        Assert.Equal(expected, reader.TryReadNumber(0, out double value));
        Assert.True(double.IsFinite(value));
        Assert.Equal(CellState.Number, reader.TryReadNumber(1, out _));
    }

    [Fact]
    public void Open_reads_a_file_that_cannot_seek()
    {
        // Longer than the piece that is read ahead, so that both halves of the stream are used.
        string rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},{2 * i}\n"));
        using var stream = new RewoundStream("a,b\n"u8.ToArray(), new MemoryStream(Encoding.ASCII.GetBytes(rows)));
        using var source = new CsvFileSource(stream, "pipe", ',');

        Assert.Null(source.Length);
        int count = 0;
        for (Assert.True(source.MoveNext()); source.MoveNext(); count++)
            Assert.Equal($"{count},{2 * count}", Encoding.ASCII.GetString(source.Record!.RawRecord));
        Assert.Equal(20_000, count);
    }

    private static double[][] Numbers(CsvRowReader reader)
    {
        var rows = new List<double[]>();
        while (reader.Read())
        {
            Assert.Null(reader.Fault);
            double[] row = new double[reader.FieldCount];
            for (int i = 0; i < row.Length; i++)
                Assert.Equal(CellState.Number, reader.TryReadNumber(i, out row[i]));
            rows.Add(row);
        }

        return [.. rows];
    }
}
