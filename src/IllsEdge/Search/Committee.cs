using System.Numerics.Tensors;

namespace IllsEdge.Search;

/// <summary>
/// The kinds of network that a model is made of: the best one, and others beside it where the mean of all errs less, because
/// they err otherwise (stacked regression with equal weights; Breiman 1996, Machine Learning 24, 49-64).
/// </summary>
internal sealed class Committee
{
    /// <summary>Kinds at most: a fourth brings little and has to be fitted.</summary>
    private const int MostKinds = 3;

    /// <summary>Contenders that are looked at, the best first.</summary>
    private const int MostRivals = 8;

    /// <summary>A kind that lowers the mean squared error by less than this share is not worth its time.</summary>
    private const double Enough = 0.002;

    private Committee(IReadOnlyList<Contender> kinds, EnsembleError error) => (Kinds, Error) = (kinds, error);

    /// <summary>The kinds, the best first.</summary>
    public IReadOnlyList<Contender> Kinds { get; }

    /// <summary>Errors of so many networks, as many of one kind as of another.</summary>
    public EnsembleError Error { get; }

    /// <summary>Networks that the model should have, as many of one kind as of another.</summary>
    public int Size => (Error.Size() + Kinds.Count - 1) / Kinds.Count * Kinds.Count;

    /// <summary>Takes the best, and others as long as that pays.</summary>
    /// <param name="judged">Judged on all folds; one or more.</param>
    public static Committee Choose(IEnumerable<Contender> judged)
    {
        Contender[] rivals = [.. judged.OrderBy(contender => contender.Merit).Take(MostRivals)];
        Committee chosen = new([rivals[0]], rivals[0].Error);
        if (rivals[0].Candidate.Hidden.Count == 0)
            return chosen;

        Dictionary<Contender, double[]> residuals = rivals.ToDictionary(rival => rival, rival => rival.Residuals());
        while (chosen.Kinds.Count < MostKinds
            && rivals.Where(rival => rival.Candidate.Hidden.Count > 0).Except(chosen.Kinds).Select(With).MinBy(Merit) is { } larger
            && Merit(larger) < (1 - Enough) * Merit(chosen))
            chosen = larger;
        return chosen;

        Committee With(Contender other)
        {
            Contender[] kinds = [.. chosen.Kinds, other];
            double limit = 0, variance = 0;
            foreach (Contender one in kinds)
            {
                // Networks of two kinds have nothing in common but the rows, so nothing need be taken off their product.
                limit += one.Error.Limit;
                limit += kinds.Where(two => two != one).Sum(two => TensorPrimitives.Dot<double>(residuals[one], residuals[two]));
                variance += one.Error.Single - one.Error.Limit;
            }

            limit = Math.Max(limit / (kinds.Length * kinds.Length), 0);
            return new Committee(kinds, new EnsembleError(limit + variance / kinds.Length, limit));
        }
    }

    /// <summary>What was predicted of a target for every held-out row, at the best ridges.</summary>
    public IEnumerable<HeldOutValue> HeldOut(int target)
    {
        HeldOutValue[][] kinds = [.. Kinds.Select(kind => kind.HeldOut(target).ToArray())];
        double limits = Kinds.Sum(kind => kind.Error.Limit);
        for (int value = 0; value < kinds[0].Length; value++)
            yield return kinds[0][value] with
            {
                Predicted = kinds.Average(kind => kind[value].Predicted),
                Expected = Error.Limit
                    + (kinds.Sum(kind => kind[value].Expected) - limits) / (kinds.Length * kinds.Length),
            };
    }

    private static double Merit(Committee committee) => committee.Error.Of(EnsembleError.LargestSize);
}
