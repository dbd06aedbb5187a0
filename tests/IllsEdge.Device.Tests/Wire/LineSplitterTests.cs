using System.Text;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Wire;

public class LineSplitterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Lines_are_the_same_whatever_the_chunks(int chunk)
    {
        Assert.Equal(["a=1", "b=2\r", "c=3", "d"], Split("a=1\nb=2\r\r\n\r\n\n\nc=3\r\nd\nrest", chunk, out int tooLong));
        Assert.Equal(0, tooLong);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4096)]
    public void A_line_of_512_bytes_is_whole_and_one_of_513_is_too_long(int chunk)
    {
        string longest = new('x', 512);
        Assert.Equal([longest, longest], Split($"{longest}\n{longest}\r\n", chunk, out int tooLong));
        Assert.Equal(0, tooLong);

        Assert.Equal(["next"], Split($"{longest}x\nnext\n", chunk, out tooLong));
        Assert.Equal(1, tooLong);
        Assert.Equal(["next"], Split($"{longest}x\r\nnext\n", chunk, out tooLong));
        Assert.Equal(1, tooLong);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(1 << 21)]
    public void A_line_of_a_megabyte_is_counted_once_and_the_next_is_fine(int chunk)
    {
        Assert.Equal(["a=1", "b=2"], Split($"a=1\n{new string('y', 1 << 20)}\nb=2\n", chunk, out int tooLong));
        Assert.Equal(1, tooLong);
    }

    [Fact]
    public void A_line_that_is_too_long_is_told_before_it_ends()
    {
        var splitter = new LineSplitter();
        ReadOnlySpan<byte> chunk = new byte[600];
        Assert.True(splitter.TryTake(ref chunk, out ReadOnlySpan<byte> line, out bool isTooLong));
        Assert.True(isTooLong);
        Assert.Equal(WireLine.Limit, line.Length);
    }

    [Fact]
    public void Garbage_is_cut_into_lines_that_fail_to_parse_and_the_next_good_line_is_found()
    {
        byte[] garbage = new byte[100_000];
        new Random(1).NextBytes(garbage);
        List<string> lines = Split(Encoding.Latin1.GetString(garbage) + "\na=1\n", 64, out int tooLong);
        Assert.Equal("a=1", lines[^1]);
        Assert.InRange(tooLong, 1, garbage.Length / 512);
    }

    [Fact]
    public void What_was_begun_when_the_wire_went_away_is_forgotten_and_told()
    {
        var splitter = new LineSplitter();
        ReadOnlySpan<byte> chunk = "a=1\nb="u8;
        Assert.True(splitter.TryTake(ref chunk, out _, out _));
        Assert.False(splitter.TryTake(ref chunk, out _, out _));
        Assert.True(splitter.Reset(out ReadOnlySpan<byte> rest));
        Assert.Equal("b="u8, rest);
        Assert.False(splitter.Reset(out _));
        chunk = "c=3\n"u8;
        Assert.True(splitter.TryTake(ref chunk, out ReadOnlySpan<byte> line, out _));
        Assert.Equal("c=3"u8, line);
    }

    private static List<string> Split(string text, int chunkLength, out int tooLong)
    {
        var splitter = new LineSplitter();
        var lines = new List<string>();
        tooLong = 0;
        foreach (byte[] bytes in Encoding.Latin1.GetBytes(text).Chunk(chunkLength))
        {
            ReadOnlySpan<byte> chunk = bytes;
            while (splitter.TryTake(ref chunk, out ReadOnlySpan<byte> line, out bool isTooLong))
            {
                if (isTooLong)
                    tooLong++;
                else
                    lines.Add(Encoding.Latin1.GetString(line));
            }

            Assert.True(chunk.IsEmpty);
        }

        return lines;
    }
}
