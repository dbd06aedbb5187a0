using IllsEdge.Data;
using IllsEdge.Device.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Tests.Store;

/// <summary>Trouble that is neither a full disk nor one that can only be read.</summary>
public sealed class DeviceStoreFailureTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(InvalidOperationException))]
    public void Whatever_a_commit_throws_costs_the_try_and_not_the_process(Type trouble)
    {
        FailingClock clock = new();
        using DeviceStore store = DeviceStore.Open(_bench.File, StoreBench.Inputs, new StoreOptions(), clock, _bench);
        store.Append(new Sample(0, 0, [1, 2, 3]), out _);
        clock.Trouble = (Exception)Activator.CreateInstance(trouble, "the card was pulled")!;
        Assert.False(store.Flush());
        Assert.Equal(StoreState.Failed, store.State);
        Assert.Contains("the card was pulled", store.Trouble, StringComparison.Ordinal);
        Assert.Equal(1, store.Counts.FailedBatches);

        clock.Trouble = null;
        Assert.True(store.Flush());
        Assert.Equal((StoreState.Writing, 1L, 0L), (store.State, store.LastCommittedSample, store.Counts.Dropped));
    }

    [Fact]
    public void What_may_pass_at_opening_is_told_from_what_a_person_must_mend()
    {
        using (DeviceStore store = _bench.Open())
            Assert.True(StoreTrouble.IsPassing(Assert.Throws<DataFileException>(() => _bench.Open())));
        Assert.False(StoreTrouble.IsPassing(Assert.Throws<DataFileException>(() => _bench.Open(inputs: ["other"]))));
        Assert.True(IsPassing(raw.SQLITE_FULL));
        Assert.True(IsPassing(raw.SQLITE_IOERR));
        Assert.True(IsPassing(raw.SQLITE_BUSY));
        Assert.False(IsPassing(raw.SQLITE_READONLY));
        Assert.False(StoreTrouble.IsPassing(StoreTrouble.NoPermission(_bench.File, "no", new UnauthorizedAccessException())));
    }

    private bool IsPassing(int code) =>
        StoreTrouble.IsPassing(StoreTrouble.CannotOpen(_bench.File, new SqliteException("trouble", code)));

    [Theory]
    [InlineData(raw.SQLITE_PERM, true)]
    [InlineData(raw.SQLITE_READONLY, true)]
    [InlineData(raw.SQLITE_AUTH, true)]
    [InlineData(raw.SQLITE_CANTOPEN, true)]
    [InlineData(raw.SQLITE_IOERR, false)]
    [InlineData(raw.SQLITE_ERROR, false)]
    [InlineData(raw.SQLITE_NOMEM, false)]
    [InlineData(raw.SQLITE_CORRUPT, false)]
    public void Rights_are_spoken_of_only_where_they_are_the_trouble(int code, bool isOfRights)
    {
        string message = StoreTrouble.CannotOpen(_bench.File, new SqliteException("what SQLite says", code)).Message;
        Assert.Equal(isOfRights, message.Contains("the right to read and write", StringComparison.Ordinal));
        Assert.Contains("what SQLite says", message, StringComparison.Ordinal);
        Assert.Equal(code == raw.SQLITE_IOERR, message.Contains("dmesg", StringComparison.Ordinal));
    }

    [Fact]
    public void Room_that_the_disk_does_not_take_back_is_no_exception()
    {
        string path = Path.Combine(_bench.Folder, "hold");
        File.WriteAllBytes(path, new byte[10]);
        // A length that can be asked for and not be set, as on a disk that fails.
        using FileStream hold = new FailingHold(path);
        Assert.False(StoreHold.GiveUpRoom(hold));
        StoreHold.KeepRoom(hold);
        Assert.Equal(10, hold.Length);
    }

    [Fact]
    public void A_store_that_fails_is_tried_soon_and_then_more_and_more_seldom()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { BatchInterval = TimeSpan.FromSeconds(1) });
        _bench.Append(store, 10);
        Assert.True(store.Flush());
        File.Move(_bench.File, _bench.File + ".away");
        Directory.CreateDirectory(_bench.File);
        List<int> tries = [];
        for (int second = 1; second <= 1200; second++)
        {
            _bench.Append(store, 10);
            while (tries.Count < store.Counts.FailedBatches)
                tries.Add(second);
        }

        Assert.Equal(StoreState.Failed, store.State);
        // 1, 2, 4 ... 256 s and then 5 minutes after the one before; each a tenth of a second late at most.
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], tries.Skip(1).Zip(tries, (next, last) => next - last));

        Directory.Delete(_bench.File);
        File.Move(_bench.File + ".away", _bench.File);
        Assert.True(store.Flush());
    }

    [Fact]
    public void A_reader_that_works_is_left_alone_while_writing_fails()
    {
        FailingClock clock = new();
        using DeviceStore store = DeviceStore.Open(
            _bench.File, StoreBench.Inputs, StoreBench.Synchronous, clock, _bench);
        store.Append(new Sample(0, 0, [1, 2, 3]), out _);
        Assert.True(store.Flush());
        Assert.Single(store.ReadNewestSamples(10));
        object reader = store.Reader!;
        store.Append(new Sample(0, 0, [1, 2, 3]), out _);
        clock.Trouble = new IOException("the card was pulled");
        Assert.False(store.Flush());
        Assert.False(store.Flush());
        clock.Trouble = null;
        Assert.True(store.Flush());
        Assert.Same(reader, store.Reader);
        Assert.Equal(2, store.ReadNewestSamples(10).Count);
    }

    private sealed class FailingHold(string path) : FileStream(path, FileMode.Open)
    {
        public override void SetLength(long value) => throw new IOException("no such device");

        public override void Write(byte[] array, int offset, int count) => throw new IOException("no such device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("no such device");
    }

    private sealed class FailingClock : TimeProvider
    {
        public Exception? Trouble { get; set; }

        public override DateTimeOffset GetUtcNow() => Trouble is null ? DateTimeOffset.UnixEpoch : throw Trouble;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new ManualClock().CreateTimer(callback, state, dueTime, period);
    }
}
