namespace IllsEdge.Device.Runtime;

/// <summary>
/// Bounds how far the output jumps because of the model and not of the process: at a change of the model what exceeds the
/// bound is kept as an offset, which goes down by the bound with every sample. Controllers are switched over likewise.
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
        if (largest is not { } bound || !double.IsFinite(before) || !double.IsFinite(after))
            return;
        double jump = before + Offset - after;
        // Of the offsets that keep to the bound the one nearest to none.
        Offset = Math.Clamp(0, jump - bound, jump + bound);
    }

    /// <summary>A sample comes: the offset has become smaller.</summary>
    public double Next()
    {
        Offset = Math.CopySign(Math.Max(0, Math.Abs(Offset) - (largest ?? 0)), Offset);
        return Offset;
    }
}
