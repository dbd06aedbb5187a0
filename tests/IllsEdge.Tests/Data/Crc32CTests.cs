using System.Text;
using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

public class Crc32CTests
{
    /// <summary>Of 0, 1, 2, ... up to 19 bytes, by a bitwise loop over the polynomial 0x82F63B78 in Python 3.</summary>
    private static readonly uint[] OfCounting =
    [
        0x00000000, 0x527D5351, 0x030AF4D1, 0x92FD4BFA, 0xD9331AA3, 0x2425B106, 0x41098514, 0xA359ED4C, 0x8A2CBC3B, 0x7144C5A8,
        0x022C2131, 0xFB159DFA, 0x5383AABA, 0xC69A45DA, 0x55A24C54, 0x68EF03F6, 0xD9C908EB, 0x38435E17, 0x74E4F7E7, 0x9496CCCF,
    ];

    public static TheoryData<byte[], uint> Published => new()
    {
        // RFC 3720, B.4, and the check value of the CRC catalogue.
        { new byte[32], 0x8A9136AA },
        { [.. Enumerable.Repeat((byte)0xFF, 32)], 0x62A8AB43 },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46DD794E },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))], 0x113FDB5C },
        { Encoding.ASCII.GetBytes("123456789"), 0xE3069283 },
    };

    [Theory, MemberData(nameof(Published))]
    public void Checksums_are_the_published_ones(byte[] bytes, uint expected) => Assert.Equal(expected, Of(bytes).Value);

    [Fact]
    public void Every_length_counts_every_byte()
    {
        for (int length = 0; length < OfCounting.Length; length++)
            Assert.Equal(OfCounting[length], Of([.. Enumerable.Range(0, length).Select(i => (byte)i)]).Value);
    }

    [Fact]
    public void Parts_add_up_to_the_whole_wherever_it_is_cut()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 37))];
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            Crc32C crc = Of(bytes.AsSpan(0, cut));
            crc.Add(bytes.AsSpan(cut));
            Assert.Equal(Of(bytes).Value, crc.Value);
        }
    }

    [Fact]
    public void Text_has_eight_digits_in_lower_case()
    {
        Assert.Equal("crc32c:00000000", Of([]).ToString());
        Assert.Equal("crc32c:030af4d1", Of([0, 1]).ToString());
    }

    private static Crc32C Of(ReadOnlySpan<byte> bytes)
    {
        Crc32C crc = new();
        crc.Add(bytes);
        return crc;
    }
}
