using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// Samples of many rows, each several times the one before: a few rows a parameter find the basin, and all rows only
/// polish.
/// </summary>
/// <remarks>
/// A step costs as much as it has rows, and most steps of a fit are far from its end, where a sample shows the way as well.
/// README.md in this folder has the gain.
/// </remarks>
internal static class GrowingSample
{
    /// <summary>Rows of a sample over those of the one before.</summary>
    private const int Growth = 8;

    /// <summary>Residuals that a sample needs for each parameter: fewer lead to a network that fits the sample.</summary>
    private const int ResidualsAParameter = 8;

    /// <summary>Below this a step takes less than a millisecond in any case.</summary>
    private const int SmallestSample = 1000;

    /// <summary>The samples, the smallest first, and at last all rows; the same rows give the same samples.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="parameters">Parameters of the network.</param>
    public static IReadOnlyList<TrainingRows> Of(TrainingRows rows, int parameters)
    {
        List<TrainingRows> stages = [rows];
        int[]? order = null;
        for (int count = rows.Count / Growth;
            count >= SmallestSample && (long)count * rows.Targets.Columns >= (long)ResidualsAParameter * parameters;
            count /= Growth)
        {
            order ??= Draw(rows.Count, count);
            stages.Insert(0, rows.Select(order[..count]));
        }

        return stages;
    }

    /// <summary>The first rows of a random order (Fisher and Yates).</summary>
    private static int[] Draw(int rows, int count)
    {
        RandomSource random = new(1);
        int[] order = [.. Enumerable.Range(0, rows)];
        for (int i = 0; i < count; i++)
        {
            int other = i + random.NextBelow(rows - i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
