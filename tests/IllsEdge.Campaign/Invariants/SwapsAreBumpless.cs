using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Runtime;
using IllsEdge.Prediction;

namespace IllsEdge.Campaign.Invariants;

/// <summary>
/// What is published jumps no farther from one sample to the next than the model in use says that its inputs do, and the bound
/// besides; labels that the model learns from between the two are a change of the model like a swap.
/// </summary>
internal sealed class SwapsAreBumpless : Invariant
{
    // Sums of numbers of some millimetres.
    private const double Rounding = 1e-9;

    private double[] _values = [];
    private double _published = double.NaN;

    public override string Name => "no swap moves the output farther than its bound";

    public override void Sampled(PressPlant plant, in SampleReport sample)
    {
        (double now, bool isWhole) = (sample.Published.Value, sample.Published.Status != ValueStatus.Failure && !sample.Used.Contains(false));
        // The model is asked of both samples before it learns anything new.
        if (isWhole && double.IsFinite(_published) && plant.Device?.Loop.Seated is { } seated)
        {
            double explained = seated.Predict(sample.Values) - seated.Predict(_values);
            double jump = now - _published - explained;
            if (!(Math.Abs(jump) <= CampaignConfiguration.LargestJump + Rounding))
                Break(plant.Now, $"{_published} and then {now}, of which the inputs explain {explained}");
        }

        _published = isWhole ? now : double.NaN;
        if (isWhole)
            _values = sample.Values.ToArray();
    }

    public override void Opened(PressPlant plant) => _published = double.NaN;
}
