namespace IllsEdge.Device.Retraining;

/// <summary>
/// Widens and narrows the bounds of a prediction until they miss as many labels as they may, whatever the process does:
/// those that came with the model hold only as long as it is the process that was trained on.
/// </summary>
/// <remarks>
/// Adaptive conformal inference (Gibbs and Candes, NeurIPS 2021) on a logarithmic scale: over many labels the share that is
/// missed tends to what was asked for, because a scale that stays within bounds cannot have moved far.
/// </remarks>
/// <param name="misses">Share of the labels that may lie outside, between 0 and 1.</param>
public sealed class AdaptiveReach(double misses)
{
    // A miss widens by 4.6 %, a hit narrows by 0.5 %: halved or doubled within some 15 misses.
    private const double Step = 0.05;

    private const double Narrowest = 0.1;
    private const double Widest = 100;

    /// <summary>What the width of the model's own bounds is multiplied by; 1 at first.</summary>
    public double Scale { get; private set; } = 1;

    /// <summary>A label has come.</summary>
    /// <param name="isWithin">Whether it lay within the bounds.</param>
    public void Judge(bool isWithin) => Scale = Math.Clamp(
        Scale * Math.Exp(Step * ((isWithin ? 0 : 1) - misses)), Narrowest, Widest);
}
