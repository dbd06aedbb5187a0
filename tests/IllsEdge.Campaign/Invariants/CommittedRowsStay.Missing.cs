using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Store;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Campaign.Invariants;

// Which samples may be gone, as the store's README has it: those that are too old; beyond the bound, and on a full disk, the
// oldest without a label, and labelled ones only where they are half of all.
internal sealed partial class CommittedRowsStay
{
    private readonly HashSet<long> _labelled = [];
    private StoreAccount _since;
    private StoreAccount _from;
    private long _before;
    private long _unread;
    private TimeSpan _runBegan;

    // What the device has done since its start, or since the last look, joins what was done before.
    private void Close(PressDevice device)
    {
        _since += StoreAccount.Of(device.Store.Counts) - _from;
        _from = default;
    }

    private void Balance(PressPlant plant, long committed, bool isDamaged, IReadOnlyList<StoredSample> samples)
    {
        StoreAccount counts = StoreAccount.Of(plant.Device!.Store.Counts);
        StoreAccount done = _since + counts - _from;
        long before = _before;
        (_since, _from) = (default, counts);
        HashSet<long> there, labelled;
        try
        {
            (there, labelled) = StoreLook.Numbers(plant.Disk);
        }
        catch (SqliteException exception)
        {
            if (!plant.IsStoreSuspect)
                Break(plant.Now, $"the store cannot be read: {exception.Message}");
            _before = plant.Device.Store.Counts.StoredSamples;
            return;
        }

        _before = there.Count;
        if (!isDamaged)
        {
            if (there.Count != before + done.Growth)
                Break(plant.Now, $"{there.Count} samples are there, and {before} before with {done} make {before + done.Growth}");
            Missing(plant, there, labelled, done, committed, before);
        }

        // Samples whose checksum is wrong are left out. Those of which damage has flipped a bit stay so: SQLite's check, which ends
        // the suspicion, sees nothing of it.
        long unread = there.Count(id => samples.Count == 0 || id >= samples[0].Id) - samples.Count;
        if (isDamaged || plant.IsStoreSuspect)
            _unread = Math.Max(_unread, unread);
        else if (unread > _unread)
            Break(plant.Now, $"{unread} of the newest samples are in the file and cannot be read");
        LookAtLabels(plant, there, isDamaged || plant.IsStoreSuspect);
        Forget(there, committed);
        // What damage took the label of, and not the row, is one without.
        if (isDamaged)
            _labelled.Clear();
        _labelled.UnionWith(labelled);
        _labelled.IntersectWith(there);
        _runBegan = plant.StartedAt;
    }

    private void Missing(
        PressPlant plant, HashSet<long> there, HashSet<long> labelled, StoreAccount done, long committed, long before)
    {
        // On a full disk the store keeps as many as it has, and counts what goes for that in either way.
        long most = done.GivenUp > 0 || _from.GivenUp > 0
            ? done.Pruned : Math.Max(0, before + done.Committed - done.Thinned - options.MaxRows);
        // Those that were labelled since the last look, and those whose label went first, were passed over while they had one.
        long oldest = there.Where(id => !_labelled.Contains(id) && !labelled.Contains(id)).DefaultIfEmpty(long.MaxValue).Min();
        bool mayLoseLabelled = 2L * _labelled.Count >= there.Count;
        long gone = 0;
        foreach (Row row in _rows)
        {
            if (row.Id == 0 || row.Id > committed || there.Contains(row.Id) || IsOld(plant, row))
                continue;
            gone++;
            if (row.Id > oldest)
                Break(plant.Now, $"sample {row.Id} of {row.At} is gone, and the older one {oldest}, without a label too, is kept; {done}");
            else if (_labelled.Contains(row.Id) && !mayLoseLabelled)
                Break(plant.Now, $"sample {row.Id} of {row.At} is gone with its label, and {_labelled.Count} of {there.Count} have one; {done}");
        }

        if (gone > most)
            Break(plant.Now, $"{gone} samples are gone before their time, and {most} had to make room; {there.Count} are there, {before} before; {done}");
    }

    // Those of the run by the monotonic count, those of earlier runs by their stamps too, but for those before 2020.
    private bool IsOld(PressPlant plant, in Row row)
    {
        if (_isClockBelieved)
            return true;
        if (options.MaxAge is not { } oldest)
            return false;
        DateTimeOffset stamp = DateTimeOffset.FromUnixTimeMilliseconds(row.Stamp);
        return plant.Now - row.At >= oldest
            || (row.At < _runBegan && stamp >= FirstStamp && plant.Clock.TrueTime() - stamp > oldest);
    }
}
