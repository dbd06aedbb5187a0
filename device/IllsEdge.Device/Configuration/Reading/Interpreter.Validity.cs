namespace IllsEdge.Device.Configuration.Reading;

// What tells a bad reading, and what stands in for it.
internal sealed partial class Interpreter
{
    // Asked for also where it is missing, so that the keys inside are known to whoever lists them.
    private static InputCurrent? Current(Section part)
    {
        if (part.Part("current", "current", "{\"low\": 0, \"high\": 10}") is not { } section)
            return null;
        InputCurrent defaults = new();
        InputCurrent current = new()
        {
            Low = section.Number("low", defaults.Low) ?? defaults.Low,
            High = section.Number("high", defaults.High) ?? defaults.High,
        };
        if (current.Low == current.High)
            section.Error(
                section.Has("high") ? "high" : "low",
                FormattableString.Invariant($"4 mA and 20 mA would both be {current.Low}; give two different values"));
        if (part.Has("current") && part.Has("scale"))
            part.Error("scale", "current gives the scale already; remove one of the two");
        section.Close();
        return part.Has("current") ? current : null;
    }

    private static double? MaxRate(Section part)
    {
        double? rate = part.Number("maxRate", mayBeOff: true);
        if (!(rate <= 0))
            return rate;
        part.Error(
            "maxRate",
            FormattableString.Invariant($"at most {rate} a second would hold a sensor still; give more than 0, such as 0.5"));
        return null;
    }

    private static SpikeConfiguration? Spikes(Section part)
    {
        if (part.Part("spikes", "spikes", "{\"window\": 11, \"threshold\": 3}") is not { } section)
            return null;
        SpikeConfiguration defaults = new();
        SpikeConfiguration spikes = new()
        {
            Window = section.Whole("window", defaults.Window, 5, 101) ?? defaults.Window,
            Threshold = section.Number("threshold", defaults.Threshold, 1, 100) ?? defaults.Threshold,
            Resolution = section.Number("resolution", lowest: 0, mayBeOff: true),
        };
        if (int.IsEvenInteger(spikes.Window))
            section.Error("window", $"{spikes.Window} readings have no middle one; give {spikes.Window - 1} or {spikes.Window + 1}");
        section.Close();
        return part.Has("spikes") ? spikes : null;
    }

    private static ReplaceConfiguration Replace(Section part, TimeSpan maxAge, InputRange range)
    {
        if (part.Part("replace", "replace", "{\"with\": \"last\", \"for\": \"10s\"}") is not { } section)
            return new();
        Substitute with = Enum.Parse<Substitute>(
            section.Choice("with", "a way to replace a value", ["none", "last", "median", "value"], "none") ?? "none",
            ignoreCase: true);
        double? value = section.Number("value", isOptional: true);
        bool isOf = with is Substitute.Last or Substitute.Median;
        TimeSpan? otherwise = isOf ? ReplaceConfiguration.DefaultFor(maxAge) : null;
        TimeSpan? lasting = section.Duration("for", otherwise, ShortestPeriod, 10 * LongestAge, depends: true);
        if (with == Substitute.Value && !section.Has("value"))
            section.Error("with", "the value is missing; give one in the input's unit, such as \"value\": 20");
        if (with == Substitute.Value && value is { } number && !range.Holds(number))
            section.Error("value", FormattableString.Invariant(
                $"{number} lies outside {range.Low} to {range.High}, the range of the input; give a value that the sensor can give"));
        if (with != Substitute.Value && section.Has("value"))
            section.Error("value", "is used with \"with\": \"value\" only; give that, or remove the value");
        if (with == Substitute.None && section.Has("for"))
            section.Error("for", "nothing stands in for the value; give \"with\": \"last\", \"median\" or \"value\", or remove this");
        section.Close();
        return new() { With = with, Value = value ?? 0, For = lasting };
    }
}
