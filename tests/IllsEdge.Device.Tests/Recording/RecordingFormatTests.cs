using IllsEdge.Data;
using IllsEdge.Device.Recording;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Recording;

/// <summary>What is written comes out again, as far as the file is whole.</summary>
public class RecordingFormatTests
{
    private static readonly DateTimeOffset Wall = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly Reading Plain = new(1, -0.1);
    private static readonly Reading Timed = new(
        0, double.Epsilon, new DateTimeOffset(2026, 1, 31, 14, 0, 0, 1, TimeSpan.FromHours(2)), TimeSpan.FromMilliseconds(1500));

    private static readonly StoredSample Found = new(
        7, 1234, 5678, [1.5, double.NaN], [true, false], new StoredPrediction(null, ValueStatus.Failure, 3, 0.25));

    [Fact]
    public void A_recording_that_ended_in_order_has_an_end_and_one_that_was_cut_off_has_none()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.rec");
        Write(path, steps => steps.Begin(TimeSpan.Zero, Wall));
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length++)
            Assert.False(BlockFile.HasEnd(new MemoryStream(whole[..length])), $"{length} of {whole.Length} bytes");
        Assert.True(BlockFile.HasEnd(new MemoryStream(whole)));
    }

    [Fact]
    public void A_step_comes_out_as_it_was_noted()
    {
        using TemporaryFolder folder = new();
        Write(folder.File("a.rec"), steps =>
        {
            steps.Begin(TimeSpan.Zero, Wall);
            steps.Begin(TimeSpan.FromTicks(1_000_001), Wall - TimeSpan.FromHours(1));
            steps.Reading(2, Plain);
            steps.Reading(300, Timed);
            steps.Requests(OperatorRequests.Retrain | OperatorRequests.Adopt);
            steps.Heard();
            steps.State(StoreState.Full);
            steps.LittleRoom(true);
            steps.Found(Found);
            steps.Found(null);
            steps.Sample(new("y", double.NaN, null, 0.1, ValueStatus.OutOfSpecification, Wall));
            steps.Decision(new Decision(TimeSpan.FromSeconds(1), DecisionKind.Adopt, "größer \"besser\"") { Figures = """{"rows":1}""" });
        });

        RecordedRun run = RecordedRun.Open(folder.File("a.rec"));
        Assert.Equal(RecordingEnd.Run, run.End);
        RecordedStep[] steps = [.. run.Steps()];
        Assert.Equal(2, steps.Length);
        RecordedStep step = steps[1];
        Assert.Equal((TimeSpan.FromTicks(1_000_001), Wall - TimeSpan.FromHours(1)), (step.Elapsed, step.Wall));
        Assert.Equal([(2, Plain), (300, Timed)], step.Readings);
        Assert.Equal(TimeSpan.FromHours(2), step.Readings[1].Reading.Time!.Value.Offset);
        Assert.Equal(OperatorRequests.Retrain | OperatorRequests.Adopt, step.Requests);
        Assert.Equal((true, StoreState.Full, true), (step.IsHeard, step.StoreState, step.IsRoomLittle));
        Assert.Equivalent(Found, step.Found[0], strict: true);
        Assert.Null(step.Found[1]);
        Assert.Equal([new RecordedSample(ValueStatus.OutOfSpecification, double.NaN, null, 0.1)], step.Samples);
        Assert.Equal([new RecordedDecision(TimeSpan.FromSeconds(1), "adopt", "größer \"besser\"", """{"rows":1}""")], step.Decisions);
    }

    [Fact]
    public void Wherever_a_file_is_cut_off_the_blocks_before_are_read()
    {
        using TemporaryFolder folder = new();
        byte[] whole = TwentyBlocks(folder.File("a.rec"));
        int all = Steps(folder.File("a.rec"));
        int before = 0;
        for (int length = whole.Length - 1; length > whole.Length / 2; length -= 7)
        {
            File.WriteAllBytes(folder.File("cut.rec"), whole[..length]);
            RecordedRun cut = RecordedRun.Open(folder.File("cut.rec"));
            Assert.Equal(RecordingEnd.CutOff, cut.End);
            Assert.InRange(cut.Whole, 0, length);
            int steps = cut.Steps().Count();
            Assert.InRange(steps, 1, before == 0 ? all : before);
            before = steps;
        }

        Assert.InRange(before, 1, all * 2 / 3);
    }

    [Fact]
    public void A_flipped_bit_is_found_wherever_it_is_and_nothing_behind_it_is_used()
    {
        using TemporaryFolder folder = new();
        byte[] whole = TwentyBlocks(folder.File("a.rec"));
        int all = Steps(folder.File("a.rec"));
        for (int place = whole.Length / 2; place < whole.Length - 20; place += 11)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0x10;
            File.WriteAllBytes(folder.File("damaged.rec"), damaged);
            RecordedRun run = RecordedRun.Open(folder.File("damaged.rec"));
            Assert.InRange(run.Whole, 1, place);
            Assert.InRange(run.Steps().Count(), 1, all - 1);
        }
    }

    [Fact]
    public void What_is_no_recording_or_a_newer_one_is_refused_with_the_reason()
    {
        using TemporaryFolder folder = new();
        byte[] whole = TwentyBlocks(folder.File("a.rec"));
        Assert.Contains("is no recording", Refused([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("is no recording", Refused([]), StringComparison.Ordinal);
        Assert.Contains("cut off where it begins", Refused(whole[..60]), StringComparison.Ordinal);
        whole[7] = 9;
        Assert.Contains("format 9, and this version reads 1", Refused(whole), StringComparison.Ordinal);
        Assert.Throws<DataFileException>(() => RecordedRun.Open(folder.File("nothing.rec")));

        string Refused(byte[] content)
        {
            File.WriteAllBytes(folder.File("b.rec"), content);
            return Assert.Throws<DataFileException>(() => RecordedRun.Open(folder.File("b.rec"))).Message;
        }
    }

    [Fact]
    public void It_never_grows_beyond_its_limit_and_says_once_that_it_has_ended()
    {
        using TemporaryFolder folder = new();
        MemoryLog log = new();
        TwentyBlocks(folder.File("a.rec"), limit: 10_000, log);
        Assert.InRange(new FileInfo(folder.File("a.rec")).Length, 5_000, 10_000);
        Assert.Equal(RecordingEnd.Limit, RecordedRun.Open(folder.File("a.rec")).End);
        Assert.Equal(1, log.Count("it has reached its 10kB. The loop goes on"));
        Assert.Single(log.Entries);
    }

    [Fact]
    public void Noting_a_step_allocates_nothing()
    {
        using TemporaryFolder folder = new();
        Write(folder.File("a.rec"), steps =>
        {
            TimeSpan elapsed = TimeSpan.Zero;
            long allocated = Allocations.Of(() =>
            {
                // Shorter than a block: handing one over costs some bytes, every five seconds.
                elapsed += TimeSpan.FromMilliseconds(1);
                steps.Begin(elapsed, Wall + elapsed);
                steps.Reading(1, Plain);
                steps.Reading(1, Timed);
                steps.State(StoreState.Writing);
                steps.Sample(new("y", 1.5, 1, 2, ValueStatus.Good, Wall));
            });
            Assert.Equal(0, allocated);
        });
    }

    private static int Steps(string path) => RecordedRun.Open(path).Steps().Count();

    // Steps of ten minutes with numbers that cannot be packed.
    private static byte[] TwentyBlocks(string path, long limit = long.MaxValue, MemoryLog? log = null)
    {
        Random random = new(1);
        Write(
            path,
            steps =>
            {
                for (int step = 0; step < 1000; step++)
                {
                    steps.Begin(TimeSpan.FromSeconds(0.1 * step), Wall + TimeSpan.FromSeconds(0.1 * step));
                    steps.Reading(0, new Reading(0, random.NextDouble()));
                    steps.Sample(new("y", random.NextDouble(), null, null, ValueStatus.Good, Wall));
                }
            },
            limit, log);
        return File.ReadAllBytes(path);
    }

    private static void Write(string path, Action<StepEncoder> note, long limit = long.MaxValue, MemoryLog? log = null)
    {
        using RecordingWriter writer = new(path, limit, log ?? new MemoryLog());
        ByteBuffer start = writer.Take();
        new RecordingStart("1", "X64", new("a.json", "crc32c:0"), 1, "y", ["a", "b"], 0, true, [new("s", ["a"], [[0, -1]])]).Write(start);
        writer.Add(BlockKind.Start, start);
        ByteBuffer store = writer.Take();
        store.Bytes([1, 2, 3]);
        writer.Add(BlockKind.Store, store);
        StepEncoder steps = new(writer);
        note(steps);
        steps.Flush();
    }
}
