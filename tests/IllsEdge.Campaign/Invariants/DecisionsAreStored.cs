using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Campaign.Invariants;

/// <summary>What the device decided is in the store, in its order, up to what was committed.</summary>
internal sealed class DecisionsAreStored : Invariant
{
    private const int Kept = 200;
    private readonly List<string> _expected = [];
    private readonly List<string> _decided = [];
    private long _committed;

    public override string Name => "all decisions are in the store";

    public override void Decided(PressPlant plant, Decision decision) => _decided.Add($"{decision.Word}: {decision.Text}");

    public override void Ending(PressPlant plant, PressDevice device, HowItEnds how) => _committed = device.Store.Counts.Decisions;

    public override void Ended(PressPlant plant, PressDevice device, HowItEnds how)
    {
        if (how == HowItEnds.InOrder)
            _committed = device.Store.Counts.Decisions;
        _expected.AddRange(_decided.Take((int)_committed));
        _expected.RemoveRange(0, Math.Max(0, _expected.Count - Kept));
        _decided.Clear();
    }

    public override void Opened(PressPlant plant)
    {
        // What the new device decided while it started may be there already.
        string[] stored = [.. plant.Device!.Store.ReadDecisions(Kept + _decided.Count).Select(decision => $"{decision.Kind}: {decision.Text}")];
        bool isThere = Enumerable.Range(0, _decided.Count + 1).Any(newer =>
            stored.SkipLast(newer).TakeLast(_expected.Count).SequenceEqual(_expected));
        if (!isThere && !plant.IsStoreDamaged)
            Break(plant.Now, $"of {_expected.Count} decisions the last is \"{_expected.LastOrDefault()}\", in the store \"{stored.LastOrDefault()}\"");
        if (isThere)
            return;
        _expected.Clear();
        _expected.AddRange(stored.TakeLast(Kept));
    }
}
