namespace IllsEdge.Training;

/// <summary>What lay far from a fit, in the order of the distance.</summary>
/// <param name="Loss">The loss that was used; never <see cref="RobustLoss.Auto"/>.</param>
/// <param name="Scales">The scale of the residuals of each output, standardised units.</param>
/// <param name="Count">Targets that lie further than <see cref="ResidualScale.Outlying"/> scales from the fit.</param>
/// <param name="Outliers">The furthest of them, at most <see cref="MostOutliers"/>.</param>
public sealed record RobustReport(
    RobustLoss Loss, IReadOnlyList<double> Scales, int Count, IReadOnlyList<Outlier> Outliers)
{
    /// <summary>More are a matter of the process and not of a few rows to look at.</summary>
    public const int MostOutliers = 100;
}

/// <summary>A target far from the fit.</summary>
/// <param name="Row">Index of the training row.</param>
/// <param name="Output">Which output.</param>
/// <param name="Residual">Target less prediction, over the scale of the output's residuals.</param>
/// <param name="Weight">What it counts at the end, in [0, 1].</param>
public readonly record struct Outlier(int Row, int Output, double Residual, double Weight);
