using IllsEdge.Device.Outputs;
using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Runtime;

/// <summary>
/// Watches the loop, as a screen or a study does. All calls come on the loop's thread, between reading the sensors and the
/// next period, so they have to be short.
/// </summary>
public interface ILoopObserver
{
    /// <summary>A sample was taken and its prediction published.</summary>
    void Sampled(in SampleReport sample);

    /// <summary>A label was joined to its sample.</summary>
    void Labelled(in LabelReport label);

    /// <summary>The loop decided something.</summary>
    void Decided(Decision decision);
}

/// <summary>A sample and what was published for it.</summary>
/// <param name="elapsed">Time since the loop began.</param>
/// <param name="published">What left the device.</param>
/// <param name="values">One value an input; a view that holds until the call ends.</param>
/// <param name="present">Which inputs are there.</param>
/// <param name="used">Which values the model was given: also those that stand in for a reading.</param>
public readonly ref struct SampleReport(
    TimeSpan elapsed, Published published, ReadOnlySpan<double> values, ReadOnlySpan<bool> present,
    ReadOnlySpan<bool> used)
{
    /// <summary>Time since the loop began.</summary>
    public TimeSpan Elapsed { get; } = elapsed;

    /// <summary>What left the device.</summary>
    public Published Published { get; } = published;

    /// <summary>One value an input, in its unit; where it is not there, what stands in for it, or 0.</summary>
    public ReadOnlySpan<double> Values { get; } = values;

    /// <summary>Which inputs are there.</summary>
    public ReadOnlySpan<bool> Present { get; } = present;

    /// <summary>Which values the model was given: those that are there, and those that stand in for one that is not.</summary>
    public ReadOnlySpan<bool> Used { get; } = used;
}

/// <summary>A label and the sample that it belongs to.</summary>
/// <param name="elapsed">Time since the loop began, when the label came.</param>
/// <param name="age">How long ago its sample was taken.</param>
/// <param name="measured">The label, in the target's unit.</param>
/// <param name="published">What was published for the sample; null where nothing could be.</param>
/// <param name="values">The sample's values; a view that holds until the call ends. Empty where one is missing.</param>
public readonly ref struct LabelReport(
    TimeSpan elapsed, TimeSpan age, double measured, double? published, ReadOnlySpan<double> values)
{
    /// <summary>Time since the loop began, when the label came.</summary>
    public TimeSpan Elapsed { get; } = elapsed;

    /// <summary>How long ago its sample was taken.</summary>
    public TimeSpan Age { get; } = age;

    /// <summary>The label, in the target's unit.</summary>
    public double Measured { get; } = measured;

    /// <summary>What was published for the sample, before the label was known; null where nothing could be.</summary>
    public double? Published { get; } = published;

    /// <summary>The sample's values; empty where one is missing.</summary>
    public ReadOnlySpan<double> Values { get; } = values;
}

/// <summary>Something the loop decided, and why.</summary>
/// <param name="Elapsed">Time since the loop began.</param>
/// <param name="Kind">What.</param>
/// <param name="Text">The reason with its figures, for people.</param>
/// <param name="Reason">Why a retraining was begun; null with everything else.</param>
public sealed record Decision(TimeSpan Elapsed, DecisionKind Kind, string Text, RetrainReason? Reason = null)
{
    /// <summary>The numbers behind it as the store has them, a JSON object.</summary>
    public string Figures { get; init; } = "{}";

    /// <summary>The kind as the store and people have it: in small letters.</summary>
    public string Word => Kind.ToString().ToLowerInvariant();
}

/// <summary>What the loop can decide; the names are those in the store.</summary>
public enum DecisionKind
{
    /// <summary>A model from a file is in use.</summary>
    Load,

    /// <summary>Retraining begins.</summary>
    Retrain,

    /// <summary>A challenger replaces the champion.</summary>
    Adopt,

    /// <summary>The champion stays.</summary>
    Keep,

    /// <summary>The previous model is put back.</summary>
    RollBack,

    /// <summary>A challenger that has won predicts on the side.</summary>
    Shadow,

    /// <summary>The process, or the model's error on it, has changed slowly.</summary>
    Drift,

    /// <summary>The wall clock has jumped.</summary>
    Clock,
}
