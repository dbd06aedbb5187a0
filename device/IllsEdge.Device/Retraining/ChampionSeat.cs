namespace IllsEdge.Device.Retraining;

/// <summary>
/// Who predicts: the champion, with its predecessor kept. After a swap both are judged on the same new labels; a champion
/// that does worse than its predecessor would have done, by more than chance, is to be taken back.
/// </summary>
/// <remarks>Used by the loop's thread alone, so a swap lies between two samples and no sample sees half a model.</remarks>
/// <param name="probation">Labels after which a new champion is compared with its predecessor.</param>
public sealed class ChampionSeat(int probation)
{
    // Standard errors: the way back is to what has proved itself, and takes less than the way on (Superiority).
    private const double Certainty = 1;

    private readonly double[] _championSquares = new double[probation];
    private readonly double[] _previousSquares = new double[probation];
    private int _judged;
    private bool _isDecided = true;

    /// <summary>The model in use; null where there is none.</summary>
    public SeatedModel? Champion { get; private set; }

    /// <summary>The model before it; null where there is none.</summary>
    public SeatedModel? Previous { get; private set; }

    /// <summary>A winner that predicts on the side; null where there is none.</summary>
    public ShadowTrial? Shadow { get; set; }

    /// <summary>Seats models that were in use before.</summary>
    /// <param name="champion">The model in use; null where there is none.</param>
    /// <param name="previous">The one before it; null where there is none.</param>
    /// <param name="isUnproved">Whether there were too few labels since the champion was adopted: its probation begins anew.</param>
    public void Restore(SeatedModel? champion, SeatedModel? previous, bool isUnproved)
    {
        (Champion, Previous) = (champion, previous);
        (_judged, _isDecided) = (0, !isUnproved || champion is null || previous is null);
    }

    /// <summary>Puts a model into the seat, on probation where there was another.</summary>
    public void Adopt(SeatedModel model)
    {
        (Previous, Champion, Shadow) = (Champion, model, null);
        (_judged, _isDecided) = (0, Previous is null);
    }

    /// <summary>Puts the previous model back; the one that leaves becomes the previous one.</summary>
    /// <returns>False where there is no previous model.</returns>
    public bool RollBack()
    {
        if (Previous is null)
            return false;
        (Previous, Champion, Shadow) = (Champion, Previous, null);
        _isDecided = true;
        return true;
    }

    /// <summary>Learns from a label, after it has judged.</summary>
    public void Learn(ReadOnlySpan<double> inputs, double measured)
    {
        Champion?.Learn(inputs, measured);
        Previous?.Learn(inputs, measured);
    }

    /// <summary>Learns again, after a restart, from a label; it judges the models that cannot have been fitted to it.</summary>
    /// <param name="sampleId">Its sample.</param>
    /// <param name="inputs">The sample's inputs.</param>
    /// <param name="measured">The label.</param>
    public void Recall(long sampleId, ReadOnlySpan<double> inputs, double measured)
    {
        Champion?.Recall(sampleId, inputs, measured);
        Previous?.Recall(sampleId, inputs, measured);
    }

    /// <summary>Judges champion and predecessor by a label that neither has learned from.</summary>
    /// <returns>The errors where the probation ends with this label and the predecessor was better; otherwise null.</returns>
    public (double Champion, double Previous)? Judge(ReadOnlySpan<double> inputs, double measured)
    {
        if (_isDecided)
            return null;

        _championSquares[_judged] = Math.Pow(measured - Champion!.Predict(inputs), 2);
        _previousSquares[_judged] = Math.Pow(measured - Previous!.Predict(inputs), 2);
        _isDecided = ++_judged == probation;
        if (!_isDecided)
            return null;
        bool isWorse = Superiority.Holds(_championSquares, _previousSquares, margin: 0, Certainty);
        return isWorse ? (TypicalError.Of(_championSquares), TypicalError.Of(_previousSquares)) : null;
    }
}
