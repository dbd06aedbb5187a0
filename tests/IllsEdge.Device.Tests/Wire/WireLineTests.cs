using System.Globalization;
using System.Text;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Wire;

public class WireLineTests
{
    private static readonly WireNames Names = new(["temperature", "pressure", "_x1"]);

    [Theory]
    [InlineData("temperature=21.5;pressure=3")]
    [InlineData("temperature=21.5;pressure=3*03")]
    [InlineData("temperature=+2.15e1;pressure=3.0")]
    [InlineData("fan=1;temperature=21.5;other=-2;pressure=.3E+1")]
    public void Known_names_give_values_in_their_order(string line)
    {
        Assert.Equal([(0, 21.5), (1, 3.0)], Read(WithSum(line)).Pairs);
    }

    [Fact]
    public void The_checksum_is_the_xor_of_all_bytes_before_the_star_in_either_case()
    {
        // By hand: '_' ^ 'x' ^ '1' ^ '=' ^ '7' = 5F ^ 78 ^ 31 ^ 3D ^ 37 = 1C.
        Assert.Equal([(2, 7.0)], Read("_x1=7*1C").Pairs);
        Assert.Equal([(2, 7.0)], Read("_x1=7*1c").Pairs);
    }

    [Theory]
    [InlineData("_x1=7*1D", WireFault.Checksum)]
    [InlineData("_x1=7*", WireFault.Checksum)]
    [InlineData("_x1=7*1", WireFault.Checksum)]
    [InlineData("_x1=7*1C ", WireFault.Checksum)]
    [InlineData("_x1=7*1C*1C", WireFault.Checksum)]
    [InlineData("_x1=8*1C", WireFault.Checksum)]
    [InlineData("_x1=7*G0", WireFault.Checksum)]
    [InlineData("", WireFault.Grammar)]
    [InlineData("*00", WireFault.Grammar)]
    [InlineData("_x1", WireFault.Grammar)]
    [InlineData("=7", WireFault.Grammar)]
    [InlineData("_x1=7;", WireFault.Grammar)]
    [InlineData(";_x1=7", WireFault.Grammar)]
    [InlineData("_x1=7;;pressure=1", WireFault.Grammar)]
    [InlineData("1x=7", WireFault.Grammar)]
    [InlineData("_x1 =7", WireFault.Grammar)]
    [InlineData(" _x1=7", WireFault.Grammar)]
    [InlineData("x-1=7", WireFault.Grammar)]
    [InlineData("t=2026-01-31T12:00:00Z", WireFault.Grammar)]
    [InlineData("age=1", WireFault.Grammar)]
    [InlineData("status=G", WireFault.Grammar)]
    [InlineData("_x1=", WireFault.BadNumber)]
    [InlineData("_x1=7=8", WireFault.BadNumber)]
    [InlineData("_x1=7,5", WireFault.BadNumber)]
    [InlineData("_x1= 7", WireFault.BadNumber)]
    [InlineData("_x1=NaN", WireFault.BadNumber)]
    [InlineData("_x1=Infinity", WireFault.BadNumber)]
    [InlineData("_x1=1e999", WireFault.BadNumber)]
    [InlineData("_x1=0x10", WireFault.BadNumber)]
    [InlineData("_x1=7;other=abc", WireFault.BadNumber)]
    [InlineData("_x1=7;status=X", WireFault.BadNumber)]
    [InlineData("_x1=7;t=2026-01-31T12:00:00", WireFault.BadTime)]
    [InlineData("_x1=7;t=2026-02-29T12:00:00Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=2026-01-31T12:00:60Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=2026-01-31T24:00:00Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=2026-01-31 12:00:00Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=2026-01-31T12:00:00.Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=0000-01-31T12:00:00Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=2026-01-31T12:00:00+01:00Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=0001-01-01T00:00:00Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=1969-12-31T23:59:59.9999999Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=9991-01-01T00:00:00Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=9999-12-31T23:59:59.9999999Z", WireFault.BadTime)]
    [InlineData("_x1=7;t=", WireFault.BadTime)]
    [InlineData("_x1=7;age=-1", WireFault.BadTime)]
    [InlineData("_x1=7;age=soon", WireFault.BadTime)]
    [InlineData("_x1=7;age=1e12", WireFault.BadTime)]
    [InlineData("_x1=7;age=3155760001", WireFault.BadTime)]
    [InlineData("_x1=7;_x1=7", WireFault.DuplicateName)]
    [InlineData("_x1=7;other=1;other=2", WireFault.DuplicateName)]
    [InlineData("_x1=7;age=1;age=1", WireFault.DuplicateName)]
    [InlineData("_x1=7\u00e9", WireFault.NotAscii)]
    public void A_fault_is_named_and_nothing_of_the_line_is_used(string line, WireFault expected)
    {
        (bool isGood, WireFault fault, WireContent content, _) = Read(line);
        Assert.False(isGood);
        Assert.Equal(expected, fault);
        Assert.Equal(default, content);
    }

    [Fact]
    public void A_line_has_at_most_512_bytes()
    {
        string start = "_x1=7;" + string.Concat(Enumerable.Range(100, 83).Select(at => $"n{at}=;")) + "status=F";
        Assert.Equal(512, start.Length);
        Assert.True(Read(start).IsGood);
        Assert.Equal(WireFault.TooLong, Read(start.Replace("=7", "=77", StringComparison.Ordinal)).Fault);
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.0000000Z")]
    [InlineData("2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00.5000000Z")]
    [InlineData("2024-02-29T23:59:59.123Z", "2024-02-29T23:59:59.1230000Z")]
    [InlineData("2026-01-31T12:00:00.1234567Z", "2026-01-31T12:00:00.1234567Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.0000000Z")]
    [InlineData("9990-12-31T23:59:59Z", "9990-12-31T23:59:59.0000000Z")]
    public void The_time_of_the_line_is_utc(string time, string expected)
    {
        WireContent content = Read($"_x1=7;t={time}").Content;
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), content.Time);
        Assert.Equal(TimeSpan.Zero, content.Time!.Value.Offset);
        Assert.Null(content.Age);
    }

    [Fact]
    public void The_age_of_the_line_is_in_seconds()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(90_500), Read("age=90.5;_x1=7").Content.Age);
    }

    [Fact]
    public void A_line_of_another_device_is_understood_and_its_failure_has_no_value()
    {
        (_, _, WireContent content, IReadOnlyList<(int, double)> pairs) = Read("pressure=3;low=2;high=4;status=S");
        Assert.Equal(ValueStatus.OutOfSpecification, content.Status);
        Assert.Equal(2, content.Unknown);
        Assert.Equal([(1, 3.0)], pairs);

        foreach (string line in new[] { "pressure=;status=F", "pressure=3;status=F" })
        {
            (bool isGood, _, content, pairs) = Read(line);
            Assert.True(isGood);
            Assert.Equal(ValueStatus.Failure, content.Status);
            Assert.Empty(pairs);
        }
    }

    [Fact]
    public void A_channel_may_be_called_status()
    {
        var pairs = new WirePair[1];
        Assert.True(WireLine.TryParse("status=1"u8, new WireNames(["status"]), pairs, out _, out _));
        Assert.Equal(new WirePair(0, 1), pairs[0]);
    }

    [Theory]
    [InlineData("t")]
    [InlineData("age")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("ü")]
    [InlineData("twice")]
    public void Names_that_cannot_stand_on_a_line_are_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => new WireNames(["twice", name]));
    }

    [Fact]
    public void A_prediction_is_written_with_the_shortest_numbers_and_its_checksum()
    {
        var time = new DateTimeOffset(2026, 1, 31, 13, 0, 0, 7, TimeSpan.FromHours(1));
        Assert.Equal(
            WithSum("wear=12.34;low=11.9;high=12.8;status=G;t=2026-01-31T12:00:00.007Z*00") + "\n",
            Write(new Published("wear", 12.34, 11.9, 12.8, ValueStatus.Good, time)));
        Assert.StartsWith(
            "wear=0.30000000000000004;status=M;", Write(new Published("wear", 0.1 + 0.2, null, null, ValueStatus.Maintenance, time)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.5, ValueStatus.Failure)]
    [InlineData(double.NaN, ValueStatus.Good)]
    [InlineData(double.PositiveInfinity, ValueStatus.Check)]
    public void A_failure_is_written_without_a_value(double value, ValueStatus status)
    {
        Assert.StartsWith(
            "wear=;status=F;t=", Write(new Published("wear", value, 1, 2, status, DateTimeOffset.UnixEpoch)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_back_bit_for_bit()
    {
        var names = new WireNames(["wear", "low", "high"]);
        var pairs = new WirePair[3];
        var random = new Random(1);
        for (int round = 0; round < 1000; round++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (!double.IsFinite(value))
                continue;
            string line = Write(new Published("wear", value, -value, value / 3, ValueStatus.Good, DateTimeOffset.UnixEpoch));
            Assert.True(line.Length <= WireLine.Limit);
            Assert.True(WireLine.TryParse(
                Encoding.ASCII.GetBytes(line.TrimEnd('\n')), names, pairs, out WireContent content, out _));
            Assert.Equal(DateTimeOffset.UnixEpoch, content.Time);
            Assert.Equal([value, -value, value / 3], pairs.Select(pair => pair.Value));
        }
    }

    [Fact]
    public void A_name_is_made_fit_for_the_line_or_refused_where_it_is_too_long()
    {
        Assert.StartsWith(
            "_1_CO_GT_=1;", Write(new Published("1 CO(GT)", 1, null, null, ValueStatus.Good, DateTimeOffset.UnixEpoch)),
            StringComparison.Ordinal);
        Span<byte> line = stackalloc byte[1024];
        var published = new Published(new string('a', 480), 1, null, null, ValueStatus.Good, DateTimeOffset.UnixEpoch);
        Assert.False(WireLine.TryFormat(published, line, out int written));
        Assert.Equal(0, written);
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing()
    {
        var pairs = new WirePair[3];
        Span<byte> line = stackalloc byte[WireLine.Limit];
        long before = 0;
        for (int round = 0; round < 20; round++)
        {
            if (round == 10)
                before = GC.GetAllocatedBytesForCurrentThread();
            WireLine.TryParse("temperature=21.5;pressure=3e-7;t=2026-01-31T12:00:00Z"u8, Names, pairs, out _, out _);
            WireLine.TryParse("temperature=21.5;pressure=x"u8, Names, pairs, out _, out _);
            WireLine.TryFormat(
                new Published("wear", 1e-7 / 3, 2, 3, ValueStatus.Good, DateTimeOffset.UnixEpoch), line, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Random_damage_to_a_line_with_a_checksum_never_gives_another_value()
    {
        // One wrong byte always changes an XOR. Only without the star there is no checksum to be wrong, which is why a source
        // can be told to need one.
        byte[] line = Encoding.ASCII.GetBytes(WithSum("temperature=21.5;pressure=3*00"));
        int star = line.AsSpan().IndexOf((byte)'*');
        var pairs = new WirePair[3];
        for (int at = 0; at < line.Length; at++)
            for (int value = 0; value < 256; value++)
            {
                byte[] damaged = [.. line];
                if (value == line[at])
                    continue;
                damaged[at] = (byte)value;
                if (!WireLine.TryParse(damaged, Names, pairs, out WireContent content, out _))
                    continue;
                Assert.Equal(
                        (at != star, 2, 21.5, at == star ? pairs[1].Value : 3.0),
                        (content.HasChecksum, content.Count, pairs[0].Value, pairs[1].Value));
            }
    }

    private static string WithSum(string line)
    {
        int star = line.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return line;
        return $"{line[..star]}*{WireLine.Checksum(Encoding.ASCII.GetBytes(line[..star])):X2}";
    }

    private static (bool IsGood, WireFault Fault, WireContent Content, IReadOnlyList<(int Channel, double Value)> Pairs) Read(
        string line)
    {
        var pairs = new WirePair[Names.Count];
        bool isGood = WireLine.TryParse(
            Encoding.Latin1.GetBytes(line), Names, pairs, out WireContent content, out WireFault fault);
        return (isGood, fault, content, [.. pairs.Take(content.Count).Select(pair => (pair.Channel, pair.Value))]);
    }

    private static string Write(Published value)
    {
        Span<byte> line = stackalloc byte[WireLine.Limit];
        Assert.True(WireLine.TryFormat(value, line, out int written));
        return Encoding.ASCII.GetString(line[..written]);
    }
}
