using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Runtime.Validity;

/// <summary>What is wrong with an input, for people: what happened and, where that helps, what to look after.</summary>
internal static class InputTrouble
{
    private const string Contacts = "look after its contacts and its shield";

    private static readonly string Measurement =
        FormattableString.Invariant($"{CurrentLoop.MeasurementLow} to {CurrentLoop.MeasurementHigh} mA");

    private static readonly string Jumps = $"it is used again when {RateCheck.Confirmations} readings agree";

    /// <summary>The text.</summary>
    /// <param name="setting">The input.</param>
    /// <param name="state">Neither good nor silent.</param>
    /// <param name="last">Its last reading.</param>
    public static string Describe(InputConfiguration setting, InputState state, in SensorReading last)
    {
        FormattableString text = state switch
        {
            InputState.Absent => $"has had no reading since the start; look after {OriginOf(setting.Source)}",
            InputState.TooOld => $"has had no reading for {DurationText.Of(setting.MaxAge)}",
            InputState.Stuck => $"has given the same reading for {DurationText.Of(setting.StuckAfter!.Value)}",
            InputState.NotFinite => $"gives {last.Raw}, which is no finite number; look after its converter",
            InputState.FailureSignal =>
                $"signals a failure: {last.Raw:0.##} mA; look after the transmitter, its wire and its supply",
            InputState.BetweenSignals =>
                $"gives {last.Raw:0.##} mA, which is neither a measurement ({Measurement}) nor a failure signal; look after its range",
            InputState.OutOfRange =>
                $"gives readings outside {setting.Range.Low} to {setting.Range.High}; they are not used",
            InputState.TooFast =>
                $"jumped to {last.Value:G6}, faster than {setting.MaxRate} a second; {Jumps}; {Contacts}",
            InputState.Spike =>
                $"gives {last.Value:G6}, far from the readings before; it is not used; {Contacts}",
            _ => $"is {state}",
        };
        return $"{setting.Name} {FormattableString.Invariant(text)}";
    }

    /// <summary>That the spike filter takes away more readings than a sensor has spikes.</summary>
    /// <param name="setting">The input, with a filter.</param>
    /// <param name="input">Its number, from 0.</param>
    /// <param name="share">Of its readings, the spikes.</param>
    public static string DescribeFilter(InputConfiguration setting, int input, double share)
    {
        string keys = $"inputs[{input}].spikes";
        return FormattableString.Invariant(
            $"{setting.Name} had {100 * share:0} % of its last {SpikeShare.Readings} readings taken for spikes and not used: ") +
            FormattableString.Invariant(
                $"the filter may not suit a signal that moves so fast. If they were right, raise {keys}.threshold ({setting.Spikes?.Threshold}), ") +
            FormattableString.Invariant(
                $"shorten {keys}.window ({setting.Spikes?.Window} readings), or give maxRate instead of spikes");
    }

    // Where a reading would have to come from.
    private static string OriginOf(SourceConfiguration source) => source switch
    {
        SerialSourceConfiguration serial => FormattableString.Invariant(
            $"its wire, its supply and what is sent: {serial.Channel}=... on {serial.Port} at {serial.Baud} baud"),
        CsvSourceConfiguration csv => $"the column {csv.Channel} of {csv.Path}: no cell so far had a number",
        GpioSourceConfiguration gpio => $"{gpio.Line} and its wire",
        _ => "its source",
    };
}
