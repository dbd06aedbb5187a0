using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Simulation;
using IllsEdge.Prediction;

namespace IllsEdge.Campaign.Truth;

/// <summary>Compares what was published with the truth of every plate, and with what the first model would have said.</summary>
internal sealed class PlateJudge(TimeSpan duration)
{
    // Long enough after the opening for the controller's values to have come.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ShortestCycle = TimeSpan.FromSeconds(8);

    private readonly double[] _prediction = new double[1];
    private Predictor? _first;
    private SeatedModel? _champion;
    private long _plate;

    /// <summary>Of what was published.</summary>
    public ErrorBook Learning { get; } = new((int)(duration / ShortestCycle) + 1);

    /// <summary>Of the first model, on the same plates.</summary>
    public ErrorBook Frozen { get; } = new((int)(duration / ShortestCycle) + 1);

    public Hindsight Hindsight { get; } = new();

    public long Adopted { get; private set; }

    public long Kept { get; private set; }

    public long RolledBack { get; private set; }

    public void Sampled(PressPlant plant, in SampleReport sample)
    {
        PressPlate plate = plant.Press.Process.Plate;
        if (plate.Number == _plate || plant.Now - plate.Time < Settling)
            return;
        _plate = plate.Number;
        if (sample.Present.Contains(false))
            return;
        Hindsight.Add(plant.Now, sample.Values, plate.Thickness);
        if (_first is null || !double.IsFinite(sample.Published.Value))
            return;
        Learning.Add(sample.Published.Value - plate.Thickness);
        _first.Predict(sample.Values, _prediction);
        Frozen.Add(_prediction[0] - plate.Thickness);
    }

    public void Decided(PressPlant plant, Decision decision)
    {
        Adopted += decision.Kind == DecisionKind.Adopt ? 1 : 0;
        Kept += decision.Kind == DecisionKind.Keep ? 1 : 0;
        RolledBack += decision.Kind == DecisionKind.RollBack ? 1 : 0;
        SeatedModel? champion = plant.Device?.Loop.Seated;
        if (decision.Kind is DecisionKind.Adopt or DecisionKind.RollBack && _champion is not null && champion is not null)
            Hindsight.Add(decision, plant.Now, _champion, champion);
        Look(champion);
    }

    /// <summary>The device was started, perhaps with another model than it was ended with.</summary>
    public void Opened(PressPlant plant) => Look(plant.Device!.Loop.Seated);

    private void Look(SeatedModel? champion)
    {
        _champion = champion;
        if (champion is not null)
            _first ??= new Predictor(champion.Model);
    }
}
