using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Which fault begins when, from a seed: independent of each other, so that they overlap as in life.</summary>
internal sealed class FaultSchedule
{
    private readonly CampaignOptions _options;
    private readonly RandomSource _random;
    private readonly FaultKind[] _kinds;
    private readonly int[] _counts;
    private readonly double _weight;
    private TimeSpan _next;

    public FaultSchedule(CampaignOptions options)
    {
        // A source of its own: what the plant draws does not move the schedule.
        (_options, _random) = (options, new RandomSource(~options.Seed));
        _kinds = options.Scenario is { } scenario
            ? [.. scenario.Kinds] : [.. FaultCatalogue.All.Where(kind => options.OnlyKinds?.Contains(kind.Name) ?? true)];
        _counts = new int[_kinds.Length];
        _weight = _kinds.Sum(kind => kind.Weight);
        _next = options.Scenario?.From ?? options.Peace + Wait();
    }

    /// <summary>How many of each kind have begun.</summary>
    public IEnumerable<(string Kind, int Count)> Counts => _kinds.Select((kind, index) => (kind.Name, _counts[index]));

    /// <summary>Ends and begins what is due.</summary>
    public void Step(PressPlant plant)
    {
        for (int index = plant.Faults.Count - 1; index >= 0; index--)
            if (plant.Faults[index].Until <= plant.Now)
                plant.End(plant.Faults[index]);
        while (_next <= plant.Now && _kinds.Length > 0)
        {
            _next += Wait();
            int chosen = Choose();
            FaultKind kind = _kinds[chosen];
            Fault fault = kind.Make(_random);
            fault.Until = plant.Now + kind.Mean * (0.2 - 0.8 * Math.Log(1 - _random.NextUniform()));
            _counts[chosen]++;
            plant.Begin(fault);
        }

        for (int index = 0; index < plant.Faults.Count; index++)
            plant.Faults[index].Step(plant);
    }

    private TimeSpan Wait() => _options.Scenario is not null
        ? Scenario.Forever : TimeSpan.FromDays(-Math.Log(1 - _random.NextUniform()) / _options.FaultsPerDay);

    private int Choose()
    {
        double left = _random.NextUniform() * _weight;
        int chosen = 0;
        while (chosen < _kinds.Length - 1 && (left -= _kinds[chosen].Weight) >= 0)
            chosen++;
        return chosen;
    }
}
