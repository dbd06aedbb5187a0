namespace IllsEdge.Device.Simulation;

/// <summary>Something that happens at a simulated machine at a known time.</summary>
/// <param name="At">Plant time since the start.</param>
public abstract record MachineEvent(TimeSpan At)
{
    /// <summary>What happens, one line for people.</summary>
    public abstract string Text { get; }

    /// <summary>Whether it changes what is predicted without any sensor's seeing it: what retraining is for.</summary>
    public virtual bool IsHidden => false;

    /// <summary>Whether it can be simulated, apart from the machine it is meant for.</summary>
    internal abstract bool IsPossible { get; }
}
