namespace IllsEdge.Device.Runtime;

/// <summary>Several observers as one, told in their order.</summary>
/// <param name="observers">The observers.</param>
public sealed class ObserverGroup(params ILoopObserver[] observers) : ILoopObserver
{
    /// <inheritdoc/>
    public void Sampled(in SampleReport sample)
    {
        foreach (ILoopObserver observer in observers)
            observer.Sampled(sample);
    }

    /// <inheritdoc/>
    public void Labelled(in LabelReport label)
    {
        foreach (ILoopObserver observer in observers)
            observer.Labelled(label);
    }

    /// <inheritdoc/>
    public void Decided(Decision decision)
    {
        foreach (ILoopObserver observer in observers)
            observer.Decided(decision);
    }
}
