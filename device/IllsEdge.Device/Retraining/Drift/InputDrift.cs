namespace IllsEdge.Device.Retraining.Drift;

/// <summary>
/// Whether the process runs elsewhere than when the model was made: the distribution of an input has changed, or more
/// samples than before are unlike those learned from (by their leverage). It needs no label, so it tells what the error will
/// tell too late.
/// </summary>
/// <remarks>
/// Samples are compared with samples, the first window after a new model with the newest one, and not with labelled rows:
/// those often belong to a few moments of a cycle. Looked at every tenth of a window; three looks in a row have to say the
/// same. Taking a sample allocates nothing; a look sorts 400 values an input.
/// </remarks>
/// <param name="inputs">Inputs of a sample.</param>
/// <param name="window">Time that is compared; <see cref="Kept"/> samples of it are kept.</param>
public sealed class InputDrift(int inputs, TimeSpan window)
{
    /// <summary>Samples of a window that are kept.</summary>
    public const int Kept = 200;

    private const int BetweenLooks = Kept / 10;
    private const int LooksInARow = 3;

    // Over some ten looks a window and several inputs, a false alarm in a thousand windows or so.
    private const double Improbable = 1e-5;

    // What is certain may still not matter: a quarter of the values would have to move to bring the two together.
    private const double LeastDistance = 0.25;
    private const double LeastShare = 0.3;

    private readonly double[][] _before = [.. Enumerable.Range(0, inputs).Select(_ => new double[Kept])];
    private readonly double[][] _newest = [.. Enumerable.Range(0, inputs).Select(_ => new double[Kept])];
    private readonly double[] _ordered = new double[Kept];
    private readonly double[] _scratch = new double[2 * Kept];
    private readonly bool[] _isUnlike = new bool[Kept];
    private int _unlikeBefore;
    private int _countBefore;
    private long _count;
    private int _looks;
    private TimeSpan _next;

    /// <summary>What was found at the last look; null where nothing was.</summary>
    public DriftFinding? Finding { get; private set; }

    /// <summary>Takes in a sample; most are passed over.</summary>
    /// <param name="now">The loop's count.</param>
    /// <param name="values">One an input, all there.</param>
    /// <param name="isUnlike">Whether it is unlike the rows that the model learned from.</param>
    /// <returns>Whether something has changed, once: it is told anew after a <see cref="Reset"/>.</returns>
    public bool Take(TimeSpan now, ReadOnlySpan<double> values, bool isUnlike)
    {
        if (now < _next || Finding is not null)
            return false;
        _next = now + window / Kept;
        if (_countBefore < Kept)
        {
            for (int input = 0; input < inputs; input++)
                _before[input][_countBefore] = values[input];
            _unlikeBefore += isUnlike ? 1 : 0;
            _countBefore++;
            return false;
        }

        int place = (int)(_count++ % Kept);
        for (int input = 0; input < inputs; input++)
            _newest[input][place] = values[input];
        _isUnlike[place] = isUnlike;
        if (_count < Kept || _count % BetweenLooks != 0)
            return false;
        DriftFinding? found = Look();
        _looks = found is null ? 0 : _looks + 1;
        Finding = _looks >= LooksInARow ? found : null;
        return Finding is not null;
    }

    /// <summary>From here on is how it was: a new model has been made, or the old one was confirmed.</summary>
    public void Reset() => (_countBefore, _unlikeBefore, _count, _looks, Finding) = (0, 0, 0, 0, null);

    private DriftFinding? Look()
    {
        int place = (int)(_count % Kept);
        for (int input = 0; input < inputs; input++)
        {
            _newest[input].AsSpan(place).CopyTo(_ordered);
            _newest[input].AsSpan(0, place).CopyTo(_ordered.AsSpan(Kept - place));
            (double distance, double probability) = TwoSampleTest.Compare(_before[input], _ordered, _scratch);
            if (distance > LeastDistance && probability * inputs < Improbable)
                return new DriftFinding(input, distance, probability);
        }

        int unlike = _isUnlike.AsSpan().Count(true);
        return unlike - _unlikeBefore > LeastShare * Kept
            ? new DriftFinding(null, (double)unlike / Kept, (double)_unlikeBefore / Kept)
            : null;
    }
}

/// <summary>What has changed.</summary>
/// <param name="Input">The input whose distribution has; null where samples are unlike those learned from.</param>
/// <param name="Distance">Distance of the cumulative frequencies, or the share of samples that are unlike.</param>
/// <param name="Probability">Of one as large by chance, or the share before.</param>
public sealed record DriftFinding(int? Input, double Distance, double Probability);
