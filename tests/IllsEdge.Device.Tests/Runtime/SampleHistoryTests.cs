using IllsEdge.Device.Runtime;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Runtime;

public class SampleHistoryTests
{
    // So many values a sample that the ring is short.
    private const int Wide = 1000;

    private static readonly TimeSpan Ever = TimeSpan.FromDays(10_000);

    [Fact]
    public void Nothing_is_found_where_there_is_nothing()
    {
        SampleHistory history = new(2);
        Assert.Equal((0, TimeSpan.Zero), (history.Count, history.Since));
        Assert.False(history.TryFind(TimeSpan.Zero, TimeSpan.MaxValue, out _, out ReadOnlySpan<double> values));
        Assert.True(values.IsEmpty);
        Assert.False(history.TryFind(0L, TimeSpan.MaxValue, out _, out values));
        Assert.True(values.IsEmpty);
    }

    [Fact]
    public void A_sample_is_given_back_as_it_was_taken_in()
    {
        SampleHistory history = new(2);
        PastSample sample = new(7, TimeSpan.FromSeconds(3), 1.5, true);
        history.Add(1_000, sample, [4, 5]);
        Assert.True(history.TryFind(
            TimeSpan.FromSeconds(3), TimeSpan.Zero, out PastSample found, out ReadOnlySpan<double> values));
        Assert.Equal(sample, found);
        Assert.Equal([4, 5], values);
        Assert.True(history.TryFind(1_000L, TimeSpan.Zero, out found, out values));
        Assert.Equal(sample, found);
        Assert.Equal([4, 5], values);
    }

    [Fact]
    public void The_tolerance_itself_is_near_enough_and_more_is_not()
    {
        SampleHistory history = Filled(1);
        TimeSpan at = TimeSpan.FromMilliseconds(100);
        TimeSpan tolerance = TimeSpan.FromMilliseconds(50), tick = TimeSpan.FromTicks(1);
        Assert.Equal(1, Find(history, at + tolerance, tolerance));
        Assert.Equal(1, Find(history, at - tolerance, tolerance));
        Assert.Equal(0, Find(history, at + tolerance + tick, tolerance));
        Assert.Equal(0, Find(history, at - tolerance - tick, tolerance));
        Assert.Equal(1, Find(history, 1_150L, tolerance));
        Assert.Equal(1, Find(history, 1_050L, tolerance));
        Assert.Equal(0, Find(history, 1_151L, tolerance));
        Assert.Equal(0, Find(history, 1_049L, tolerance));
    }

    [Fact]
    public void Every_moment_finds_its_nearest_sample()
    {
        RandomSource random = new(3);
        SampleHistory history = new(1);
        List<TimeSpan> moments = [];
        TimeSpan now = TimeSpan.Zero;
        for (int id = 1; id <= 300; id++)
        {
            now += TimeSpan.FromMilliseconds(Math.Floor(random.NextUniform() * 10));
            moments.Add(now);
            history.Add(0, new PastSample(id, now, double.NaN, true), [id]);
        }

        for (int query = -5; query < now.TotalMilliseconds + 5; query++)
        {
            TimeSpan moment = TimeSpan.FromMilliseconds(query + 0.25);
            TimeSpan nearest = moments.Min(one => (one - moment).Duration());
            Assert.True(history.TryFind(moment, Ever, out PastSample found, out ReadOnlySpan<double> values));
            Assert.Equal(nearest, (found.Elapsed - moment).Duration());
            Assert.Equal(found.Id, values[0]);
        }
    }

    [Fact]
    public void Of_samples_at_the_same_moment_the_newest_is_found_and_half_way_the_older()
    {
        SampleHistory history = new(1);
        foreach ((long id, int milliseconds) in new[] { (1L, 0), (2L, 100), (3L, 100), (4L, 200) })
            history.Add(milliseconds, new PastSample(id, TimeSpan.FromMilliseconds(milliseconds), 0, true), [0]);
        Assert.Equal(3, Find(history, TimeSpan.FromMilliseconds(100), Ever));
        Assert.Equal(3, Find(history, TimeSpan.FromMilliseconds(150), Ever));
        Assert.Equal(3, Find(history, 100L, Ever));
    }

    [Fact]
    public void By_the_wall_clock_the_newest_of_several_as_near_is_found()
    {
        SampleHistory history = Filled(2);
        Assert.Equal(2, Find(history, 1_150L, Ever));
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_times_come_twice_and_the_count_tells_them_apart()
    {
        SampleHistory history = new(1);
        for (int id = 1; id <= 20; id++)
        {
            // After the tenth sample the clock is set back by a second: times 100 to 1000 come twice.
            long time = id <= 10 ? id * 100 : id * 100 - 1_000;
            history.Add(time, new PastSample(id, TimeSpan.FromMilliseconds(id * 100), 0, true), [id]);
        }

        Assert.Equal(5, Find(history, TimeSpan.FromMilliseconds(500), TimeSpan.Zero));
        Assert.Equal(15, Find(history, TimeSpan.FromMilliseconds(1_500), TimeSpan.Zero));
        Assert.Equal(15, Find(history, 500L, TimeSpan.Zero));
        Assert.Equal(20, Find(history, 9_999L, Ever));
    }

    [Fact]
    public void When_the_ring_is_full_the_oldest_go_and_the_rest_is_found_in_its_place()
    {
        SampleHistory history = new(Wide);
        int capacity = history.Capacity;
        int total = 2 * capacity + capacity / 3;
        double[] values = new double[Wide];
        for (int id = 1; id <= total; id++)
        {
            (values[0], values[^1]) = (id, -id);
            history.Add(1_000 + id * 100, new PastSample(id, TimeSpan.FromMilliseconds(id * 100), 0, true), values);
        }

        Assert.Equal(capacity, history.Count);
        int oldest = total - capacity + 1;
        Assert.Equal(TimeSpan.FromMilliseconds(oldest * 100), history.Since);
        for (int id = oldest; id <= total; id++)
        {
            Assert.True(history.TryFind(
                TimeSpan.FromMilliseconds(id * 100 + 20), Ever, out PastSample found, out ReadOnlySpan<double> held));
            Assert.Equal((id, (double)id, (double)-id), ((int)found.Id, held[0], held[^1]));
            Assert.Equal(id, Find(history, 1_000L + id * 100 - 20, Ever));
        }

        Assert.Equal(0, Find(history, TimeSpan.FromMilliseconds((oldest - 1) * 100), TimeSpan.FromMilliseconds(99)));
        Assert.Equal(0, Find(history, 1_000L + (oldest - 1) * 100, TimeSpan.FromMilliseconds(99)));
        Assert.Equal(oldest, Find(history, TimeSpan.Zero, Ever));
        Assert.Equal(oldest, Find(history, 0L, Ever));
    }

    [Fact]
    public void Until_the_first_sample_is_overwritten_none_is_missing_since_the_start()
    {
        SampleHistory history = new(Wide);
        for (int id = 1; id <= history.Capacity; id++)
            history.Add(0, new PastSample(id, TimeSpan.FromSeconds(id), 0, true), []);
        Assert.Equal(TimeSpan.Zero, history.Since);
        history.Add(0, new PastSample(history.Capacity + 1, TimeSpan.FromDays(1), 0, true), []);
        Assert.Equal(TimeSpan.FromSeconds(2), history.Since);
    }

    [Fact]
    public void The_memory_stays_below_eight_megabytes_whatever_the_inputs()
    {
        foreach (int inputs in new[] { 1, 8, 100, Wide })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            SampleHistory history = new(inputs);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 6L << 20, (8L << 20) + 1_000);
            Assert.True(history.Capacity > 1_000);
        }
    }

    private static SampleHistory Filled(int samples)
    {
        SampleHistory history = new(1);
        for (int id = 1; id <= samples; id++)
            history.Add(1_000 + id * 100, new PastSample(id, TimeSpan.FromMilliseconds(id * 100), 0, true), [id]);
        return history;
    }

    private static long Find(SampleHistory history, TimeSpan moment, TimeSpan tolerance) =>
        history.TryFind(moment, tolerance, out PastSample sample, out _) ? sample.Id : 0;

    private static long Find(SampleHistory history, long time, TimeSpan tolerance) =>
        history.TryFind(time, tolerance, out PastSample sample, out _) ? sample.Id : 0;
}
