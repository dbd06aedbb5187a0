namespace IllsEdge.Search;

/// <summary>
/// Mean squared errors of ensembles of any size, from the mean error of one network and that of the mean of m: networks of
/// one kind have E(m) = E(infinity) + (E(1) - E(infinity)) / m.
/// </summary>
/// <param name="Single">E(1).</param>
/// <param name="Limit">E(infinity).</param>
internal readonly record struct EnsembleError(double Single, double Limit)
{
    /// <summary>Largest ensemble: a device has to evaluate them all.</summary>
    public const int LargestSize = 30;

    /// <summary>Members that lower the mean squared error by less than this share are not worth their time.</summary>
    private const double Enough = 0.01;

    /// <summary>From what was measured with <paramref name="count"/> networks, 2 or more.</summary>
    public static EnsembleError From(double single, double ensemble, int count) =>
        new(single, Math.Max((count * ensemble - single) / (count - 1), 0));

    /// <summary>E(size).</summary>
    public double Of(int size) => Limit + (Single - Limit) / size;

    /// <summary>The smallest size that errs at most <see cref="Enough"/> more than the largest.</summary>
    public int Size()
    {
        int size = 1;
        while (size < LargestSize && Of(size) > (1 + Enough) * Of(LargestSize))
            size++;
        return size;
    }
}
