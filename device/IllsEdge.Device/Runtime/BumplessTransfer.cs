namespace IllsEdge.Device.Runtime;

/// <summary>
/// Bounds how far the output jumps because of the model and not of the process: a change of the model is kept from the output
/// by an offset, which goes down by the bound with every sample. Controllers are switched over likewise.
/// </summary>
/// <param name="largest">Largest jump, in the target's unit; null for any.</param>
public sealed class BumplessTransfer(double? largest)
{
    /// <summary>What is added to a prediction at present, in the target's unit.</summary>
    public double Offset { get; private set; }

    /// <summary>Whether jumps are bounded at all.</summary>
    public bool IsOn => largest is not null;

    /// <summary>The model has changed between two samples.</summary>
    /// <param name="before">What it said of a sample; NaN where it said nothing.</param>
    /// <param name="after">What it says of the same now.</param>
    public void Change(double before, double after)
    {
        if (IsOn && double.IsFinite(before) && double.IsFinite(after))
            Offset += before - after;
    }

    /// <summary>A sample comes: the offset has become smaller.</summary>
    public double Next()
    {
        Offset = Math.CopySign(Math.Max(0, Math.Abs(Offset) - (largest ?? 0)), Offset);
        return Offset;
    }
}
