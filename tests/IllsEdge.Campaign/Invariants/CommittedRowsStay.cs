using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;

namespace IllsEdge.Campaign.Invariants;

/// <summary>
/// Every committed sample, prediction and label is still there and unchanged; only what the bounds allow is gone, in the order of the
/// bounds, and as many as the store has counted. A damaged file may lose rows, where the device tells of the damage, but gives
/// no sample that was never taken.
/// </summary>
internal sealed partial class CommittedRowsStay(CampaignOptions options) : Invariant
{
    // What stands in the rows: an hour's look takes the newest, a start's look all.
    private readonly int _few = (int)Math.Min(options.MaxRows, 4000);
    // A clock that is wrong at the start is believed when it has gone steadily for an hour, as the store's README says, and the
    // rows of earlier runs may then be old.
    private static readonly TimeSpan Believed = TimeSpan.FromHours(1);

    // The store's: a clock that says less was never set.
    private static readonly DateTimeOffset FirstStamp = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Row[] _rows = new Row[2 * options.MaxRows];
    private long _dropped;
    private long _last;
    private bool _isClockBelieved;

    private record struct Row(long Id, TimeSpan At, long Stamp, int Sample, int Prediction);

    public override string Name => "every committed row stays, unchanged";

    public override void Sampled(PressPlant plant, in SampleReport sample)
    {
        if (!sample.Present.Contains(true))
            return;
        DeviceStore store = plant.Device!.Store;
        Published published = sample.Published;
        long id = store.LastSampleId + 1;
        (_last, _dropped) = (id, store.Counts.DroppedSamples);
        _rows[id % _rows.Length] = new Row(
            id,
            plant.Now,
            published.Time.ToUnixTimeMilliseconds(),
            Hash(published.Time.ToUnixTimeMilliseconds(), sample.Values, sample.Present),
            Hash(published.Value, (char)published.Status, published.Low, published.High));
    }

    public override void Stepped(PressPlant plant)
    {
        NoteLabels(plant);
        // A row that the queue had no room for is lost and counted, which is another matter.
        if (plant.Device!.Store.Counts.DroppedSamples > _dropped)
            _rows[_last % _rows.Length] = default;
        _isClockBelieved |= options.MaxAge is not null && plant.ClockWrongSince is { } since
            && since < plant.StartedAt + Believed && plant.Now - plant.StartedAt >= Believed && plant.Now - since >= Believed;
    }

    public override void Hourly(PressPlant plant) => Look(plant, _few, plant.Device!.Store.LastCommittedSample);

    public override void Ending(PressPlant plant, PressDevice device, HowItEnds how)
    {
        _last = device.Store.LastCommittedSample;
        if (how == HowItEnds.Killed)
            Close(device);
    }

    public override void Ended(PressPlant plant, PressDevice device, HowItEnds how)
    {
        // What a killed device writes while it is taken down is undone, and so is what it counts.
        if (how == HowItEnds.Killed)
            return;
        _last = device.Store.LastCommittedSample;
        Close(device);
    }

    public override void Opened(PressPlant plant)
    {
        // What waited for a full disk when the device ended was never committed, though its numbers may not be given again.
        for (int place = 0; place < _rows.Length; place++)
            if (_rows[place].Id > _last)
                _rows[place] = default;
        // A batch may end between a sample and its prediction, and a power cut then leaves the one without the other.
        if (plant.Device!.Store.ReadNewestSamples(1) is [{ Prediction: null } newest])
            _rows[newest.Id % _rows.Length].Prediction = 0;
        Look(plant, (int)options.MaxRows, _last);
    }

    private void Look(PressPlant plant, int count, long committed)
    {
        // A running device that comes upon damage puts the file aside, and tells of it.
        bool isDamaged = plant.IsStoreDamaged || (plant.IsStoreSuspect && plant.Disk.HasDamagedStore);
        IReadOnlyList<StoredSample> samples = plant.Device!.Store.ReadNewestSamples(count);
        foreach (StoredSample sample in samples)
            if (sample.Prediction is not null || sample.Id != committed)
                Compare(plant, sample, isDamaged);
        Balance(plant, committed, isDamaged, samples);
        _isClockBelieved = false;
    }

    // Where damage took the newest, the numbers go on from what is left. Rows that wait for their commit are not there yet.
    private void Forget(HashSet<long> there, long committed)
    {
        for (int place = 0; place < _rows.Length; place++)
            if (_rows[place].Id <= committed && !there.Contains(_rows[place].Id))
                _rows[place] = default;
    }

    private void Compare(PressPlant plant, StoredSample sample, bool isDamaged)
    {
        ref Row row = ref _rows[sample.Id % _rows.Length];
        if (row.Id != sample.Id)
            return;
        if (Hash(sample.Time, sample.Values, sample.Present) != row.Sample)
            Break(plant.Now, $"sample {sample.Id} is another one now");
        StoredPrediction? prediction = sample.Prediction;
        int hash = prediction is null
            ? 0 : Hash(prediction.Value ?? double.NaN, (char)prediction.Status, prediction.Low, prediction.High);
        if (hash == row.Prediction)
            return;
        // Predictions have no checksum, and a damaged file may have lost one.
        if (!isDamaged)
            Break(plant.Now, $"the prediction of sample {sample.Id} is {(prediction is null ? "gone" : "another one now")}");
        row.Prediction = hash;
    }

    private static int Hash(long time, ReadOnlySpan<double> values, ReadOnlySpan<bool> present)
    {
        HashCode hash = default;
        hash.Add(time);
        for (int input = 0; input < values.Length; input++)
            hash.Add(present[input] ? values[input] : double.NaN);
        return hash.ToHashCode();
    }

    private static int Hash(double value, char status, double? low, double? high) =>
        HashCode.Combine(double.IsFinite(value) ? value : double.NaN, status, low ?? double.NaN, high ?? double.NaN);
}
