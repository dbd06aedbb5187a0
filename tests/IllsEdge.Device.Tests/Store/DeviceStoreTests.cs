using IllsEdge.Data;
using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Store;

public sealed class DeviceStoreTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Append_keeps_values_to_the_last_bit_and_which_are_there()
    {
        double[] values = [Math.PI, double.NaN, -0.0];
        using (DeviceStore store = _bench.Open())
        {
            Assert.True(store.Append(new Sample(1_000, 7, values, [true, false, true]), out long id));
            Assert.True(store.AppendPrediction(id, 1.5, ValueStatus.OutOfSpecification, 3));
            Assert.Equal(1, id);
        }

        using DeviceStore again = _bench.Open();
        StoredSample sample = Assert.Single(again.ReadSamples(0, 10));
        Assert.Equal((1, 1_000, 7), (sample.Id, sample.Time, sample.Monotonic));
        Assert.Equal(
            values.Select(BitConverter.DoubleToInt64Bits), sample.Values.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal([true, false, true], sample.Present);
        Assert.False(sample.IsComplete);
        Assert.Equal(new StoredPrediction(1.5, ValueStatus.OutOfSpecification, 3), sample.Prediction);
    }

    [Fact]
    public void Nothing_is_lost_at_the_end_and_numbers_go_on_after_a_restart()
    {
        using (DeviceStore store = _bench.Open(new StoreOptions()))
            _bench.Append(store, 2_345, labelEvery: 10);

        using DeviceStore again = _bench.Open(new StoreOptions());
        Assert.Equal((2_345, 2_345), (again.LastSampleId, again.LastCommittedSample));
        Assert.Equal(234, again.LastCommittedLabel);
        Assert.Equal(_bench.Clock.Milliseconds, again.LastSampleTimeAtOpen);
        Assert.Equal((2_345, 234), (again.Counts.StoredSamples, again.Counts.StoredLabels));
        Assert.Equal(2_346, _bench.Append(again, 1));
        Assert.Empty(_bench.Told);
    }

    [Fact]
    public void A_number_is_not_given_again_when_only_the_label_is_left()
    {
        using (DeviceStore store = _bench.Open())
            store.AppendLabel(1, 0, 0, sampleId: 41, out _);
        using DeviceStore again = _bench.Open();
        Assert.Equal(42, _bench.Append(again, 1));
    }

    [Fact]
    public void A_second_label_for_a_sample_takes_the_place_of_the_first_and_both_are_kept()
    {
        using DeviceStore store = _bench.Open();
        long id = _bench.Append(store, 3);
        store.AppendLabel(10, 1, 2, id, out long first);
        store.AppendLabel(20, 3, 4, sampleId: null, out long unmatched);
        store.AppendLabel(30, 5, 6, id, out long second);
        Assert.True(store.Flush());

        Assert.Equal(
            [
                new StoredLabel(first, 10, 1, 2, id, true),
                new StoredLabel(unmatched, 20, 3, 4, null, false),
                new StoredLabel(second, 30, 5, 6, id, false),
            ],
            store.ReadLabels(10));
        LabelledSample row = Assert.Single(store.ReadLabelled(10));
        Assert.Equal((id, 30), (row.Sample.Id, row.Label));
    }

    [Fact]
    public void ReadLabelled_gives_the_newest_complete_ones_in_order()
    {
        using DeviceStore store = _bench.Open();
        _bench.Append(store, 100, labelEvery: 10);
        store.Append(new Sample(_bench.Clock.Milliseconds, 0, [1, 2, 3], [true, true, false]), out long incomplete);
        store.AppendLabel(1, 0, 0, incomplete, out _);
        store.Flush();

        Assert.Equal([80, 90, 100], store.ReadLabelled(3).Select(row => row.Sample.Id));
        Assert.Equal([240.0, 270, 300], store.ReadLabelled(3).Select(row => row.Label));
        Assert.Equal([90, 100, 101], store.ReadLabelled(3, onlyComplete: false).Select(row => row.Sample.Id));
    }

    [Fact]
    public void ReadSamples_goes_by_the_clock_and_orders_by_number_when_the_clock_was_set_back()
    {
        using DeviceStore store = _bench.Open();
        foreach (long time in (long[])[5_000, 6_000, 2_000, 3_000])
            store.Append(new Sample(time, 0, [1, 2, 3]), out _);
        store.Flush();

        Assert.Equal([1, 2, 4], store.ReadSamples(3_000, 10).Select(sample => sample.Id));
        Assert.Equal([1, 2], store.ReadSamples(3_000, 2).Select(sample => sample.Id));
        Assert.Equal([3, 4], store.ReadNewestSamples(2).Select(sample => sample.Id));
    }

    [Fact]
    public void Decisions_are_kept_with_their_reason_and_figures()
    {
        using DeviceStore store = _bench.Open();
        for (int number = 1; number <= 5; number++)
            Assert.True(store.AppendDecision(number, "swap", $"reason {number}", """{"rmse":0.5}"""));
        store.Flush();
        Assert.Equal(
            [
                new StoredDecision(4, 4, "swap", "reason 4", """{"rmse":0.5}"""),
                new StoredDecision(5, 5, "swap", "reason 5", """{"rmse":0.5}"""),
            ],
            store.ReadDecisions(2));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_label_that_is_no_number_is_refused_and_counted_and_does_not_poison_its_batch(double value)
    {
        using DeviceStore store = _bench.Open();
        Assert.False(store.AppendLabel(value, 0, 0, null, out _));
        long id = _bench.Append(store, 1);
        store.AppendPrediction(id, value, ValueStatus.Failure, 0);
        Assert.True(store.Flush());
        Assert.Equal(1, store.Counts.RefusedLabels);
        Assert.Equal(new StoredPrediction(null, ValueStatus.Failure, 0), store.ReadNewestSamples(1)[0].Prediction);
    }

    [Fact]
    public void Append_throws_when_the_number_of_values_is_wrong()
    {
        using DeviceStore store = _bench.Open();
        Assert.Contains(
            "2 values",
            Assert.Throws<ArgumentException>(() => store.Append(new Sample(0, 0, [1, 2]), out _)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_inputs_keep_their_marks()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(input => $"input{input}")];
        bool[] present = [.. Enumerable.Range(0, 20).Select(input => input % 3 != 0)];
        using DeviceStore store = _bench.Open(inputs: names);
        store.Append(new Sample(0, 0, new double[20], present), out _);
        store.Flush();
        Assert.Equal(present, store.ReadNewestSamples(1)[0].Present);
    }
}
