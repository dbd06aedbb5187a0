namespace IllsEdge.Training;

/// <summary>How much a target counts whose residual is u times the scale of the residuals.</summary>
public enum RobustLoss
{
    /// <summary>As much as any other: least squares.</summary>
    None,

    /// <summary>
    /// min(1, 1.345 / |u|) (Huber 1964, Annals of Mathematical Statistics 35, 73-101): the pull of a residual stops growing.
    /// The constant keeps 95 % of the efficiency of least squares on normal residuals.
    /// </summary>
    Huber,

    /// <summary>
    /// (1 - (u / 4.685)^2)^2, and nothing from 4.685 on (Beaton and Tukey 1974, Technometrics 16, 147-185): gross errors lose
    /// all pull. The constant keeps 95 % of the efficiency of least squares on normal residuals.
    /// </summary>
    Tukey,

    /// <summary>What the tails of the residuals ask for, of a plain fit first and then of Huber's; see <see cref="ResidualScale.Judge"/>.</summary>
    Auto,
}

/// <summary>The weights of a loss, at which its minimum is one of weighted least squares.</summary>
internal static class RobustWeights
{
    private const double HuberLimit = 1.345;
    private const double TukeyLimit = 4.685;

    /// <summary>Weight of a residual in units of the scale, in [0, 1].</summary>
    public static double Weight(this RobustLoss loss, double residual)
    {
        double u = Math.Abs(residual);
        return loss switch
        {
            RobustLoss.Huber => Math.Min(1, HuberLimit / u),
            RobustLoss.Tukey when u >= TukeyLimit => 0,
            RobustLoss.Tukey => Math.Pow(1 - u / TukeyLimit * (u / TukeyLimit), 2),
            _ => 1,
        };
    }
}
