using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Store;

namespace IllsEdge.Campaign.Invariants;

// Which labels may be gone, as the store's README has it: those whose sample is gone by age, and those without a sample that an
// earlier run has left and that are too old. Of those for one sample the newest is valid.
internal sealed partial class CommittedRowsStay
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(-100_000);

    private readonly Dictionary<long, Known> _labels = [];
    private long _lastLabel;

    /// <param name="Label">As it was committed.</param>
    /// <param name="At">When, plant time.</param>
    /// <param name="Sample">Its sample; null where it has none, or none any more.</param>
    private readonly record struct Known(StoredLabel Label, TimeSpan At, Row? Sample);

    // As soon as they are committed: their sample may be gone within the hour.
    private void NoteLabels(PressPlant plant)
    {
        DeviceStore store = plant.Device!.Store;
        if (store.LastCommittedLabel > _lastLabel)
            foreach (StoredLabel label in store.ReadLabels((int)(store.LastCommittedLabel - _lastLabel)))
                _labels.TryAdd(label.Id, new Known(label, plant.Now, SampleOf(label)));
        _lastLabel = store.LastCommittedLabel;
    }

    private void LookAtLabels(PressPlant plant, HashSet<long> there, bool isForgiven)
    {
        DeviceStore store = plant.Device!.Store;
        IReadOnlyList<StoredLabel> labels = store.ReadLabels(int.MaxValue);
        if (!isForgiven)
        {
            if (labels.Count != store.Counts.StoredLabels)
                Break(plant.Now, $"{labels.Count} labels are there, and the store counts {store.Counts.StoredLabels}");
            Dictionary<long, StoredLabel> byNumber = labels.ToDictionary(label => label.Id);
            foreach (Known known in _labels.Values)
                if (!byNumber.TryGetValue(known.Label.Id, out StoredLabel? label))
                    Miss(plant, known, there);
                else if (label with { IsSuperseded = known.Label.IsSuperseded } != known.Label)
                    Break(plant.Now, $"{known.Label} is {label} now");
            foreach (IGrouping<long?, StoredLabel> rivals in labels.Where(label => label.SampleId is not null).GroupBy(label => label.SampleId))
                if (rivals.Any(label => label.IsSuperseded != (label.Id < rivals.Max(rival => rival.Id) || WasSuperseded(label))))
                    Break(plant.Now, $"of {string.Join(", ", rivals)} the newest is not the only valid one");
        }

        // What was committed with the end of a run is met at the start of the next.
        Known[] kept =
        [
            .. labels.Select(label => !isForgiven && _labels.TryGetValue(label.Id, out Known known) ? known
                : new Known(label, plant.StartedAt - options.Period, SampleOf(label))),
        ];
        _labels.Clear();
        foreach (Known known in kept)
            _labels.Add(known.Label.Id, known with { Sample = there.Contains(known.Label.SampleId ?? 0) ? known.Sample : null });
        _lastLabel = store.LastCommittedLabel;
    }

    private void Miss(PressPlant plant, in Known known, HashSet<long> there)
    {
        if (known.Label.SampleId is { } id && there.Contains(id))
            Break(plant.Now, $"{known.Label} is gone, and its sample is kept");
        else if (!(known.Sample is { } sample && IsOld(plant, sample))
            && !(known.At < _runBegan && IsOld(plant, new Row { At = known.At, Stamp = known.Label.Arrival })))
            Break(plant.Now, $"{known.Label} of {known.At} is gone before its time");
    }

    // A damaged store may have lost the valid one.
    private bool WasSuperseded(StoredLabel label) => _labels.TryGetValue(label.Id, out Known known) && known.Label.IsSuperseded;

    // A sample that is not remembered was taken before all that are.
    private Row? SampleOf(StoredLabel label) =>
        label.SampleId is not { } id ? null : _rows[id % _rows.Length] is var row && row.Id == id ? row : new Row { At = LongAgo };
}
