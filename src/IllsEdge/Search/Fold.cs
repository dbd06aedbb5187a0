using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Search;

/// <summary>Rows to train on and rows held out to judge with.</summary>
/// <param name="Training">All rows but those held out.</param>
/// <param name="HeldOut">The others.</param>
/// <param name="Places">Where the rows held out stand among all.</param>
internal sealed record Fold(TrainingRows Training, TrainingRows HeldOut, int[] Places)
{
    private const int FewestParts = 5;

    /// <summary>Rows held out at most in one fold, so that what is kept of their predictions stays small.</summary>
    private const int MostHeldOut = 10_000;

    /// <summary>Rows held out in all that settle a comparison: their mean squared error is known to some 5 %.</summary>
    private const int EnoughHeldOut = 1000;

    /// <summary>
    /// The folds of a cross-validation: a fifth of the rows or less each, drawn at random or a block of time, the latest first. Of
    /// many rows not every fold is needed.
    /// </summary>
    public static Fold[] Of(TrainingRows rows, bool timeOrdered, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        if (!timeOrdered)
            new RandomSource(seed).Shuffle(order);
        int parts = Math.Min(Math.Max(FewestParts, rows.Count / MostHeldOut), rows.Count);
        int needed = Math.Clamp((EnoughHeldOut * parts + rows.Count - 1) / rows.Count, 1, parts);
        return
        [
            .. Enumerable.Range(0, needed).Select(fold =>
            {
                int first = (int)((long)rows.Count * (parts - fold - 1) / parts);
                int end = (int)((long)rows.Count * (parts - fold) / parts);
                int[] places = order[first..end];
                return new Fold(rows.Select([.. order[..first], .. order[end..]]), rows.Select(places), places);
            }),
        ];
    }
}
