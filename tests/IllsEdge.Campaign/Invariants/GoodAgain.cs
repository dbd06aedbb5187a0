using IllsEdge.Campaign.Plant;
using IllsEdge.Prediction;

namespace IllsEdge.Campaign.Invariants;

/// <summary>
/// When no fault is left and labels come, values carry G again: S is for inputs unlike those learned from, M for an error that
/// has risen, and both pass with what the device learns.
/// </summary>
internal sealed class GoodAgain : Invariant
{
    // A retraining comes after 60 labels at the latest, one in four minutes. The longest seen was 68 minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    private TimeSpan _since;
    private TimeSpan _toldOf;

    public override string Name => "the status returns to G after the last fault";

    /// <summary>The longest time in peace without a value of status G.</summary>
    public TimeSpan Longest { get; private set; }

    public override void Stepped(PressPlant plant)
    {
        if (!IsPeace(plant) || plant.Device!.Output.Last is { Status: ValueStatus.Good })
            _since = plant.Now;
        else if (plant.Now - _since is var wait && wait > Longest)
            Longest = wait;
        if (plant.Now - _since <= Patience || _toldOf == _since)
            return;
        // Once for each time of peace.
        _toldOf = _since;
        Break(plant.Now, $"no G since {_since}, with labels and without a fault; {plant.Device!.Output.Last}");
    }

    public override void Opened(PressPlant plant) => _since = plant.Now;

    private static bool IsPeace(PressPlant plant) =>
        plant.Faults.Count == 0 && plant.HasRoom && plant.ClockWrongSince is null && plant.Device!.Loop.Champion is not null;
}
