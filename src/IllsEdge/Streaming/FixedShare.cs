namespace IllsEdge.Streaming;

/// <summary>
/// How far each of several experts is to be trusted, by how well each did lately: the weight of an expert falls
/// exponentially with its losses, and a share of all weights is dealt out anew every time, so that who was bad for long and is
/// good now is found soon.
/// </summary>
/// <remarks>
/// Fixed share (Herbster and Warmuth, Machine Learning 32, 1998): with losses that are negative log-likelihoods the mixture
/// loses over any stretch of T rounds at most what the expert that is best there loses, plus ln(K / share) + T share. With
/// a loss of e^2 / (2 s^2) the weights are those of Bayesian averaging for normal errors of deviation s. Allocates nothing
/// after it was made.
/// </remarks>
public sealed class FixedShare
{
    private readonly double[] _weights;
    private readonly double _share;

    /// <summary>All experts weigh the same.</summary>
    /// <param name="experts">K, 1 or more.</param>
    /// <param name="share">Share of the weights that is dealt out anew in a round; from 0 to below 1.</param>
    public FixedShare(int experts, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(experts, 1);
        if (!(share >= 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is 0 or more and below 1.");
        _weights = new double[experts];
        _weights.AsSpan().Fill(1.0 / experts);
        _share = share;
    }

    /// <summary>One an expert, 0 or more, of sum 1.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Begins anew with all trust in one expert; the next round deals a share of it to the others.</summary>
    public void Begin(int expert)
    {
        _weights.AsSpan().Clear();
        _weights[expert] = 1;
    }

    /// <summary>Begins anew with a share of the trust in one expert, and the rest as somebody else gives it.</summary>
    /// <param name="expert">The one.</param>
    /// <param name="share">Its share, 0 to 1, beside what it gets of the rest.</param>
    /// <param name="others">One weight an expert, of sum 1.</param>
    public void Begin(int expert, double share, ReadOnlySpan<double> others)
    {
        if (others.Length != _weights.Length)
            throw new ArgumentException($"There are {others.Length} weights for {_weights.Length} experts; give one each.");
        for (int each = 0; each < _weights.Length; each++)
            _weights[each] = (each == expert ? share : 0) + (1 - share) * others[each];
    }

    /// <summary>A round: who lost more weighs less.</summary>
    /// <param name="losses">One an expert, 0 or more; NaN or infinite for one that had nothing to say.</param>
    public void Update(ReadOnlySpan<double> losses)
    {
        double least = double.PositiveInfinity;
        foreach (double loss in losses)
            least = double.IsFinite(loss) ? Math.Min(least, loss) : least;
        if (double.IsInfinity(least))
            return;
        double sum = 0;
        for (int expert = 0; expert < _weights.Length; expert++)
        {
            // From the least on, so that not all of them vanish.
            _weights[expert] *= double.IsFinite(losses[expert]) ? Math.Exp(least - losses[expert]) : 0;
            sum += _weights[expert];
        }

        for (int expert = 0; expert < _weights.Length; expert++)
            _weights[expert] = sum > 0
                ? (1 - _share) * _weights[expert] / sum + _share / _weights.Length
                : 1.0 / _weights.Length;
    }
}
