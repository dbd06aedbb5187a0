using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Campaign.Invariants;

/// <summary>
/// In shadow mode no model but the first is put into use before as many labels have come as its trial asks for, in the run in
/// which it began.
/// </summary>
internal sealed class TrialsEndFirst : Invariant
{
    private long? _labels;
    private bool _hasModel;

    public override string Name => "in shadow nothing is adopted before its trial is over";

    public override void Labelled(PressPlant plant, in LabelReport label) => _labels++;

    public override void Stepped(PressPlant plant) => _hasModel = plant.Device!.Loop.Champion is not null;

    public override void Decided(PressPlant plant, Decision decision)
    {
        if (decision.Kind == DecisionKind.Shadow)
            _labels = 0;
        if (decision.Kind != DecisionKind.Adopt)
            return;
        int needed = plant.Configuration.Retrain.Shadow;
        if (_hasModel && !(_labels >= needed))
            Break(plant.Now, $"{_labels?.ToString() ?? "no trial, so no"} labels of {needed}: {decision.Text}");
        _labels = null;
    }

    public override void Opened(PressPlant plant) => (_labels, _hasModel) = (null, plant.Device!.Loop.Champion is not null);
}
