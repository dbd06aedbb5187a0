using IllsEdge.Campaign.Plant;

namespace IllsEdge.Campaign.Invariants;

/// <summary>
/// The managed heap after a collection does not grow: a line through the days has no slope that is both significant and worth a
/// megabyte.
/// </summary>
internal sealed class MemoryIsFlat(CampaignOptions options) : Invariant
{
    private const int FewestLooks = 9;

    // Standard errors; at four a flat heap is accused once in some ten thousand campaigns.
    private const double Significant = 4;

    private const double Worth = 1 << 20;

    private readonly TimeSpan _between =
        TimeSpan.FromHours(Math.Clamp(Math.Floor(options.Duration.TotalHours / 24), 1, 24));

    private readonly List<(TimeSpan At, long Bytes)> _looks = new(1000);
    private TimeSpan _next;

    public override string Name => "managed memory is flat";

    /// <summary>Bytes after a collection, a look a plant day, in a short campaign an hour.</summary>
    public IReadOnlyList<(TimeSpan At, long Bytes)> Looks => _looks;

    public override void Hourly(PressPlant plant)
    {
        if (plant.Now < _next)
            return;
        _next = plant.Now + _between;
        _looks.Add((plant.Now, GC.GetTotalMemory(forceFullCollection: true)));
    }

    public override void Finished(FaultCampaign campaign)
    {
        // The first third fills rings and rows up to their bounds.
        (TimeSpan At, long Bytes)[] looks = [.. _looks.Skip(_looks.Count / 3)];
        if (looks.Length < FewestLooks)
            return;
        double meanHours = looks.Average(look => look.At.TotalHours), meanBytes = looks.Average(look => look.Bytes);
        double spread = looks.Sum(look => Math.Pow(look.At.TotalHours - meanHours, 2));
        double slope = looks.Sum(look => (look.At.TotalHours - meanHours) * (look.Bytes - meanBytes)) / spread;
        double rest = looks.Sum(look => Math.Pow(look.Bytes - meanBytes - slope * (look.At.TotalHours - meanHours), 2));
        double error = Math.Sqrt(rest / (looks.Length - 2) / spread);
        double growth = slope * (looks[^1].At - looks[0].At).TotalHours;
        if (growth > Worth && slope > Significant * error)
            Break(looks[^1].At, FormattableString.Invariant($"{slope * 24 / 1024:F0} KiB a day, with a standard error of {error * 24 / 1024:F0}"));
    }
}
