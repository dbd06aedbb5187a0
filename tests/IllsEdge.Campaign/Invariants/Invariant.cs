using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Campaign.Invariants;

/// <summary>
/// Something that must hold whatever goes wrong. One is a small file here and a line in <see cref="InvariantCatalogue"/>:
/// override the moments at which it looks, and call <see cref="Break"/>.
/// </summary>
internal abstract class Invariant
{
    /// <summary>What holds, for people.</summary>
    public abstract string Name { get; }

    /// <summary>The first time it did not hold; null where there was none.</summary>
    public Violation? First { get; private set; }

    /// <summary>How often it did not hold.</summary>
    public long Violations { get; private set; }

    /// <summary>A sample was taken and published; it is not in the store yet.</summary>
    public virtual void Sampled(PressPlant plant, in SampleReport sample)
    {
    }

    public virtual void Labelled(PressPlant plant, in LabelReport label)
    {
    }

    public virtual void Decided(PressPlant plant, Decision decision)
    {
    }

    /// <summary>The device has taken a step.</summary>
    public virtual void Stepped(PressPlant plant)
    {
    }

    /// <summary>The device has been started.</summary>
    public virtual void Opened(PressPlant plant)
    {
    }

    /// <summary>The device is about to end.</summary>
    public virtual void Ending(PressPlant plant, PressDevice device, HowItEnds how)
    {
    }

    /// <summary>The device has ended.</summary>
    public virtual void Ended(PressPlant plant, PressDevice device, HowItEnds how)
    {
    }

    /// <summary>An hour of the plant has passed and the device is running.</summary>
    public virtual void Hourly(PressPlant plant)
    {
    }

    /// <summary>The campaign is over.</summary>
    public virtual void Finished(FaultCampaign campaign)
    {
    }

    /// <summary>It does not hold.</summary>
    public void Break(TimeSpan at, string figures)
    {
        Violations++;
        First ??= new Violation(Name, at, figures);
    }
}

/// <summary>An invariant that did not hold.</summary>
/// <param name="Invariant">Which.</param>
/// <param name="At">Plant time.</param>
/// <param name="Figures">What was seen.</param>
internal sealed record Violation(string Invariant, TimeSpan At, string Figures);
