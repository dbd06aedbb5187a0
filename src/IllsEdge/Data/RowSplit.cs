using IllsEdge.Networks;

namespace IllsEdge.Data;

/// <summary>Rows to train on and rows to validate with, both ascending and without a row in common.</summary>
/// <param name="Training">Rows to fit.</param>
/// <param name="Validation">Rows kept aside.</param>
public sealed record RowSplit(int[] Training, int[] Validation)
{
    /// <summary>Keeps a random part of the rows aside, the same part on every machine.</summary>
    /// <param name="rowCount">The number of rows, at least 2.</param>
    /// <param name="fraction">The part to keep aside, between 0 and 1; rounded to whole rows, at least one and not
    /// all.</param>
    /// <param name="seed">Which random part.</param>
    /// <returns>The split.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 rows, or a fraction outside of 0 to 1.</exception>
    public static RowSplit Random(int rowCount, double fraction, ulong seed)
    {
        int validation = CountOf(rowCount, fraction);
        var random = new RandomSource(seed);
        // A row is taken with the chance (still wanted) / (still there): every subset is equally likely, and the
        // rows come out in order (Fan, Muller and Rezucha, JASA 57, 1962, method 1).
        var split = new RowSplit(new int[rowCount - validation], new int[validation]);
        int taken = 0;
        for (int row = 0; row < rowCount; row++)
        {
            if (random.NextBelow(rowCount - row) < validation - taken) split.Validation[taken++] = row;
            else split.Training[row - taken] = row;
        }

        return split;
    }

    /// <summary>Keeps the last part of the rows aside, as for data in order of time.</summary>
    /// <param name="rowCount">The number of rows, at least 2.</param>
    /// <param name="fraction">The part to keep aside, as in <see cref="Random"/>.</param>
    /// <returns>The split.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 rows, or a fraction outside of 0 to 1.</exception>
    public static RowSplit Last(int rowCount, double fraction)
    {
        int training = rowCount - CountOf(rowCount, fraction);
        return new RowSplit(
            [.. Enumerable.Range(0, training)], [.. Enumerable.Range(training, rowCount - training)]);
    }

    private static int CountOf(int rowCount, double fraction)
    {
        if (rowCount < 2) Throw.TooFewRowsToSplit(rowCount);
        if (!(fraction is > 0 and < 1)) Throw.FractionOutOfRange(fraction);
        return Math.Clamp((int)Math.Round(rowCount * fraction, MidpointRounding.AwayFromZero), 1, rowCount - 1);
    }
}
