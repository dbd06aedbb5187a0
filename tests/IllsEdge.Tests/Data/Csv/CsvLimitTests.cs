using System.Text;
using IllsEdge.Data;
using IllsEdge.Data.Csv;

namespace IllsEdge.Tests.Data.Csv;

/// <summary>Lines without end must not fill the memory.</summary>
public class CsvLimitTests
{
    private const int HugeLine = 100_000_000;

    // The record limit, doubled for the buffer that is about to replace it and once more for what was rented before.
    private const long AllocationBound = 16 << 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_passes_over_a_line_of_100_MB_in_bounded_memory(bool live)
    {
        using var file = new TemporaryFile("a,b\n1,2\n");
        using (FileStream stream = File.Open(file.Path, FileMode.Append))
        {
            byte[] digits = new byte[1_000_000];
            digits.AsSpan().Fill((byte)'7');
            for (int i = 0; i < HugeLine; i += digits.Length) stream.Write(digits);
            stream.Write("\n3,4\n"u8);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        using FileStream? input = live ? File.OpenRead(file.Path) : null;
        using CsvRowReader reader = input is null ? CsvRowReader.Open(file.Path) : CsvRowReader.OpenLive(input);
        var rows = new List<(long, bool)>();
        while (reader.Read()) rows.Add((reader.LineNumber, reader.Fault is null));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal([(2, true), (3, false), (4, true)], rows);
        Assert.InRange(allocated, 0, AllocationBound);
    }

    [Theory]
    [InlineData(1_048_576, true)]
    [InlineData(1_048_577, false)]
    [InlineData(1_048_576, true, "\r\n")]
    [InlineData(1_048_577, false, "\r\n")]
    [InlineData(1_500_000, false)]
    [InlineData(3_000_000, false)]
    public void Read_accepts_a_row_of_1_MiB_and_no_more(int length, bool accepted, string lineBreak = "\n")
    {
        string row = "1," + new string('x', length - 2);
        byte[] text = Encoding.ASCII.GetBytes($"a,b\n1,2\n{row}{lineBreak}3,4\n");
        using var file = new TemporaryFile(text);
        using CsvRowReader fileReader = CsvRowReader.Open(file.Path);
        using CsvRowReader liveReader = CsvRowReader.OpenLive(new MemoryStream(text), file.Path);
        foreach (CsvRowReader reader in new[] { fileReader, liveReader })
        {
            Assert.True(reader.Read());
            Assert.True(reader.Read());
            Assert.Equal(accepted ? null : $"{file.Path}:3:1: the line is longer than 1048576 bytes. "
                + "Is this a CSV file with one row to a line?", reader.Fault?.ToString());
            Assert.True(reader.Read());
            Assert.Equal((4, null), (reader.LineNumber, reader.Fault));
            Assert.False(reader.Read());
        }
    }

    [Fact]
    public void Read_suspects_an_open_quote_when_a_record_swallows_many_lines()
    {
        using var file = new TemporaryFile(
            "a,b\n1,\"2\n" + string.Concat(Enumerable.Repeat("3,4\n", 1_000_000)) + "\"x\"y,6\n");
        using CsvRowReader reader = CsvRowReader.Open(file.Path);

        Assert.True(reader.Read());
        Assert.StartsWith(
            $"{file.Path}:2:1: the record that starts here is longer than 1048576 bytes", reader.Fault?.ToString());
        int good = 0;
        while (reader.Read() && reader.Fault is null) good++;
        Assert.Equal(1_000_000, good);
        Assert.Equal(1_000_003, reader.LineNumber);
        Assert.NotNull(reader.Fault);
    }
}
