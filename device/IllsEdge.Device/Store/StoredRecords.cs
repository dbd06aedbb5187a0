using IllsEdge.Prediction;

namespace IllsEdge.Device.Store;

/// <summary>A sample out of the store.</summary>
/// <param name="Id">Number; later samples have larger ones.</param>
/// <param name="Time">UTC, milliseconds since 1970.</param>
/// <param name="Monotonic">Milliseconds of the count of the process that took it.</param>
/// <param name="Values">One value an input; of no meaning where it is not present.</param>
/// <param name="Present">Which values are there, one an input.</param>
/// <param name="Prediction">What was predicted for it; null where nothing was.</param>
public sealed record StoredSample(
    long Id, long Time, long Monotonic, double[] Values, bool[] Present, StoredPrediction? Prediction)
{
    /// <summary>Whether all inputs are there.</summary>
    public bool IsComplete => !Present.Contains(false);
}

/// <summary>A prediction out of the store.</summary>
/// <param name="Value">The value; null where it was not a number, as with a failure.</param>
/// <param name="Status">Its status.</param>
/// <param name="ModelVersion">The model that made it; 0 where there was none.</param>
/// <param name="Low">Lower bound; null where none was known.</param>
/// <param name="High">Upper bound; null where none was known.</param>
public sealed record StoredPrediction(
    double? Value, ValueStatus Status, int ModelVersion, double? Low = null, double? High = null);

/// <summary>A sample with the label that is valid for it: a row to learn from.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Label">The newest label's value.</param>
public sealed record LabelledSample(StoredSample Sample, double Label);

/// <summary>A label out of the store.</summary>
/// <param name="Id">Number; labels that came later have larger ones.</param>
/// <param name="Value">The value.</param>
/// <param name="Time">The time it belongs to: UTC, milliseconds since 1970.</param>
/// <param name="Arrival">When it came: UTC, milliseconds since 1970.</param>
/// <param name="SampleId">The sample it was joined to; null where it matched none.</param>
/// <param name="IsSuperseded">Whether a later label for the same sample replaced it.</param>
public sealed record StoredLabel(
    long Id, double Value, long Time, long Arrival, long? SampleId, bool IsSuperseded);

/// <summary>A decision of the loop out of the store: why a model was trained, swapped, rejected.</summary>
/// <param name="Id">Number; later decisions have larger ones.</param>
/// <param name="Time">UTC, milliseconds since 1970.</param>
/// <param name="Kind">One word.</param>
/// <param name="Text">The reason, for people.</param>
/// <param name="Figures">The numbers behind it, a JSON object.</param>
public sealed record StoredDecision(long Id, long Time, string Kind, string Text, string Figures);

/// <summary>A model out of the store.</summary>
/// <param name="Version">Counts up from 1.</param>
/// <param name="Time">When it became what it is, or was saved: UTC, milliseconds since 1970.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reference">
/// Its error on the rows that judged it, in the target's unit; null where it was not judged.
/// </param>
/// <param name="Bytes">The model file; it carries its own checksum.</param>
public sealed record StoredModel(int Version, long Time, ModelState State, double? Reference, byte[] Bytes);

/// <summary>What became of a model.</summary>
public enum ModelState
{
    /// <summary>It predicts. There is at most one.</summary>
    Champion = 'C',

    /// <summary>It predicted before the champion and can be put back. There is at most one.</summary>
    Previous = 'P',

    /// <summary>It predicted before the previous one.</summary>
    Retired = 'T',

    /// <summary>It was not better than the champion of its time.</summary>
    Rejected = 'R',
}
