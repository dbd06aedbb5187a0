using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Device.Tests.Support;

internal sealed record SeenSample(TimeSpan Elapsed, Published Published, double[] Values, bool[] Present, bool[] Used);

internal sealed record SeenLabel(TimeSpan Elapsed, TimeSpan Age, double Measured, double? Published, double[] Values);

/// <summary>Keeps what a loop told its observer.</summary>
internal sealed class RecordingObserver : ILoopObserver
{
    public List<SeenSample> Samples { get; } = [];

    public List<SeenLabel> Labels { get; } = [];

    public List<Decision> Decisions { get; } = [];

    public void Sampled(in SampleReport sample) => Samples.Add(
        new SeenSample(sample.Elapsed, sample.Published, [.. sample.Values], [.. sample.Present], [.. sample.Used]));

    public void Labelled(in LabelReport label) => Labels.Add(
        new SeenLabel(label.Elapsed, label.Age, label.Measured, label.Published, [.. label.Values]));

    public void Decided(Decision decision) => Decisions.Add(decision);

    public IEnumerable<string> TextsOf(DecisionKind kind) =>
        Decisions.Where(decision => decision.Kind == kind).Select(decision => decision.Text);
}
