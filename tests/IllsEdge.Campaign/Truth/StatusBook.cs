using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Runtime;
using IllsEdge.Prediction;

namespace IllsEdge.Campaign.Truth;

/// <summary>What the device said of itself: the status of every value, and what it did about its model last.</summary>
internal sealed class StatusBook
{
    private readonly Dictionary<ValueStatus, long> _counts = [];

    /// <summary>Samples a status.</summary>
    public IReadOnlyDictionary<ValueStatus, long> Counts => _counts;

    /// <summary>Plant time of the last value with status G; null where there was none.</summary>
    public TimeSpan? LastGood { get; private set; }

    /// <summary>Retrainings that began.</summary>
    public long Retrained { get; private set; }

    /// <summary>Plant time of the last of them.</summary>
    public TimeSpan? LastRetraining { get; private set; }

    /// <summary>Plant time of the last adoption.</summary>
    public TimeSpan? LastAdoption { get; private set; }

    public void Sampled(PressPlant plant, in SampleReport sample)
    {
        ValueStatus status = sample.Published.Status;
        _counts[status] = _counts.GetValueOrDefault(status) + 1;
        LastGood = status == ValueStatus.Good ? plant.Now : LastGood;
    }

    public void Decided(PressPlant plant, Decision decision)
    {
        Retrained += decision.Kind == DecisionKind.Retrain ? 1 : 0;
        LastRetraining = decision.Kind == DecisionKind.Retrain ? plant.Now : LastRetraining;
        LastAdoption = decision.Kind == DecisionKind.Adopt ? plant.Now : LastAdoption;
    }
}
