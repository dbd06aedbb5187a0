using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Device.Recording;

/// <summary>Compares what a loop decides and publishes with the recording, step by step, and keeps the first difference.</summary>
internal sealed class ReplayComparison(ReplayTape tape) : ILoopObserver
{
    private const string Nothing = "nothing";

    private int _samplesOfStep;
    private int _decisionsOfStep;

    public long Samples { get; private set; }

    public long Decisions { get; private set; }

    public Difference? First { get; private set; }

    public void Sampled(in SampleReport sample)
    {
        Published published = sample.Published;
        RecordedSample replayed = new(published.Status, published.Value, published.Low, published.High);
        List<RecordedSample> recorded = tape.Step.Samples;
        int index = _samplesOfStep++;
        // Equality of records is that of bits as far as it matters: NaN equals NaN.
        if (index < recorded.Count && recorded[index] == replayed)
            Samples++;
        else
            Note("published value", index < recorded.Count ? recorded[index].ToString() : Nothing, replayed.ToString());
    }

    public void Labelled(in LabelReport label)
    {
    }

    public void Decided(Decision decision)
    {
        RecordedDecision replayed = new(decision.Elapsed, decision.Word, decision.Text, decision.Figures);
        List<RecordedDecision> recorded = tape.Step.Decisions;
        int index = _decisionsOfStep++;
        if (index < recorded.Count && recorded[index] == replayed)
            Decisions++;
        else
            Note("decision", index < recorded.Count ? recorded[index].ToString() : Nothing, replayed.ToString());
    }

    /// <summary>The step is over: what the recording has beyond it was not repeated.</summary>
    public void EndStep()
    {
        RecordedStep step = tape.Step;
        if (_decisionsOfStep < step.Decisions.Count)
            Note("decision", step.Decisions[_decisionsOfStep].ToString(), Nothing);
        if (_samplesOfStep < step.Samples.Count)
            Note("published value", step.Samples[_samplesOfStep].ToString(), Nothing);
        (_samplesOfStep, _decisionsOfStep) = (0, 0);
    }

    private void Note(string what, string recorded, string replayed) =>
        First ??= new Difference(tape.Number, tape.Step.Elapsed, what, recorded, replayed);
}
