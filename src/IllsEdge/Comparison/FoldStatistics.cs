using IllsEdge.Data;

namespace IllsEdge.Comparison;

/// <summary>What figures that were taken fold by fold say of their mean.</summary>
internal static class FoldStatistics
{
    /// <summary>Two-sided 95 % quantiles of Student's distribution with 1, 2, ... degrees of freedom.</summary>
    private static readonly double[] Quantiles =
    [
        12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101,
        2.093, 2.086,
    ];

    /// <summary>Of more folds; it falls to 1.96.</summary>
    private const double Large = 2.05;

    /// <summary>Standard errors beyond which a mean of so many figures is clearly not 0.</summary>
    public static double Clear(int count) => count - 2 < Quantiles.Length ? Quantiles[Math.Max(count - 2, 0)] : Large;

    /// <summary>
    /// Standard error of the mean. Folds share most of their rows, so their scatter understates it: the variance is multiplied with
    /// 1/n + (rows held out over rows trained on) and not with 1/n (Nadeau and Bengio 2003, Machine Learning 52, 239-281).
    /// </summary>
    /// <param name="moments">Of the figures.</param>
    /// <param name="folds">Folds of a run.</param>
    /// <returns>Null of fewer than two.</returns>
    public static double? StandardError(RunningMoments moments, int folds) =>
        moments.SampleDeviation * Math.Sqrt(1.0 / moments.Count + 1.0 / (folds - 1));
}
