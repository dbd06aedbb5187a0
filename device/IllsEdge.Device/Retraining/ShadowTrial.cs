namespace IllsEdge.Device.Retraining;

/// <summary>
/// A winner that is not put into use yet: it predicts every labelled sample on the side and has to win again, on labels that
/// nobody had when it was chosen.
/// </summary>
/// <param name="model">The model on trial; it learns from every label as the one in use does.</param>
/// <param name="reason">Why it was made.</param>
/// <param name="labels">Labels of the trial.</param>
/// <param name="margin">Share by which its error has to be smaller.</param>
public sealed class ShadowTrial(SeatedModel model, RetrainReason reason, int labels, double margin)
{
    private readonly double[] _champion = new double[labels];
    private readonly double[] _shadow = new double[labels];

    /// <summary>The model on trial.</summary>
    public SeatedModel Model { get; } = model;

    /// <summary>Why it was made.</summary>
    public RetrainReason Reason { get; } = reason;

    /// <summary>Labels so far.</summary>
    public int Labels { get; private set; }

    /// <summary>Whether there were enough labels.</summary>
    public bool IsOver => Labels == _shadow.Length;

    /// <summary>Whether it has won again; of meaning when the trial is over.</summary>
    public bool HasWon => Superiority.Holds(_champion, _shadow, margin);

    /// <summary>Why it has not, where its error is smaller; of meaning when the trial is over.</summary>
    public string Doubt => Superiority.Doubt(_champion, _shadow, margin);

    /// <summary>The typical errors, in the target's unit; of meaning when the trial is over.</summary>
    public (double Champion, double Shadow) Errors =>
        (TypicalError.Of([.. _champion]), TypicalError.Of([.. _shadow]));

    /// <summary>A label that neither has learned from, before either does. After the trial it is only learned from.</summary>
    /// <param name="inputs">Its sample.</param>
    /// <param name="measured">The label.</param>
    /// <param name="predicted">What the model in use says.</param>
    public void Judge(ReadOnlySpan<double> inputs, double measured, double predicted)
    {
        if (!IsOver)
        {
            _champion[Labels] = Math.Pow(measured - predicted, 2);
            _shadow[Labels] = Math.Pow(measured - Model.Predict(inputs), 2);
            Labels++;
        }

        Model.Learn(inputs, measured);
    }
}
