using System.Globalization;
using System.Text;
using IllsEdge.Data;
using IllsEdge.Data.Csv;
using IllsEdge.Networks;

namespace IllsEdge.Tests.Data.Csv;

public class DecimalNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("+0e-5")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5e3")]
    [InlineData("00000000000000000000001")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740993e22")]
    [InlineData("9007199254740992e-22")]
    [InlineData("9007199254740992e23")]
    [InlineData("9999999999999999999")]
    [InlineData("18446744073709551616")]
    [InlineData("18446744073709551617")]
    [InlineData("0.1234567890123456789")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("4.9e-324")]
    [InlineData("2.4703282292062327e-324")]
    [InlineData("123456789012345678901234567890e-40")]
    [InlineData("1e0000000000001")]
    [InlineData("1e22")]
    [InlineData("1e23")]
    [InlineData("1.5e-22")]
    [InlineData("8.5e+007")]
    public void TryRead_agrees_with_the_runtime_on_hard_numbers(string text) => AssertAgrees(text);

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("-.")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5x")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1-")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("0x1")]
    [InlineData("1_0")]
    public void TryRead_leaves_what_it_does_not_know(string text)
    {
        Assert.False(DecimalNumber.TryRead(Encoding.ASCII.GetBytes(text), out double value));
        Assert.Equal(0, value);
    }

    [Fact]
    public void TryRead_agrees_with_the_runtime_bit_for_bit()
    {
        var random = new RandomSource(1);
        int fast = 0;
        for (int i = 0; i < 200_000; i++)
        {
            string text = (i % 4) switch
            {
                0 => RandomDigits(random),
                1 => BitConverter.UInt64BitsToDouble(random.Next()).ToString("R", CultureInfo.InvariantCulture),
                2 => (random.NextUniform() - 0.5).ToString("F" + random.NextBelow(20), CultureInfo.InvariantCulture),
                _ => (random.NextUniform() * 1e6).ToString("G" + (1 + random.NextBelow(17)),
                    CultureInfo.InvariantCulture),
            };
            if (AssertAgrees(text)) fast++;
        }

        // The fast path must be taken often, or this test says nothing about it.
        Assert.InRange(fast, 80_000, 200_000);
    }

    private static string RandomDigits(RandomSource random)
    {
        var text = new StringBuilder();
        if (random.NextBelow(2) == 0) text.Append(random.NextBelow(2) == 0 ? '-' : '+');
        int whole = random.NextBelow(12);
        for (int i = 0; i < whole; i++) text.Append((char)('0' + random.NextBelow(10)));
        if (random.NextBelow(3) > 0) text.Append('.');
        int decimals = random.NextBelow(12);
        for (int i = 0; i < decimals; i++) text.Append((char)('0' + random.NextBelow(10)));
        if (random.NextBelow(2) == 0) text.Append("eE"[random.NextBelow(2)]).Append(random.NextBelow(60) - 30);
        return text.ToString();
    }

    private static bool AssertAgrees(string text)
    {
        byte[] utf8 = Encoding.ASCII.GetBytes(text);
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double expected);
        if (DecimalNumber.TryRead(utf8, out double value))
        {
            Assert.True(isNumber, text);
            Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(value));
            return true;
        }

        CellState state = CellNumber.Read(utf8, out value);
        bool missing = text.Length == 0 || text.Equals("NaN", StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            missing ? CellState.Missing : isNumber && double.IsFinite(expected) ? CellState.Number : CellState.Unusable,
            state);
        if (state == CellState.Number)
            Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(value));
        return false;
    }
}
