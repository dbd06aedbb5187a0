namespace IllsEdge.Device.Configuration.Reading;

// Inputs, the target, and what may be wrong between them.
internal sealed partial class Interpreter
{
    private const string NameRule = "a name of letters, digits and underscores, no digit first, such as \"oil_temperature\"";

    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(30);

    // Words that have a meaning of their own on a serial line out.
    private static readonly string[] WireWords = ["low", "high", "status", "t", "age"];

    private readonly Dictionary<string, string> _names = [];

    private InputConfiguration Input(Section part)
    {
        string? name = Name(part);
        if (name is not null && !_names.TryAdd(name, part.Path))
            part.Error("name", $"'{name}' is the name of {_names[name]} already; names must differ");
        InputConfiguration input = new()
        {
            Name = name ?? "",
            Unit = part.Text("unit", "a physical unit, such as \"degC\"", isRequired: false),
            Source = Source(part, name),
            Scale = part.Part("scale", "scale", "{\"gain\": 1, \"offset\": 0}") is { } scale ? Scale(scale) : new(),
            Current = Current(part),
            Range = part.Part("range", "range", "{\"low\": 0, \"high\": 100}") is { } range ? Range(part, range) : new(),
            MaxRate = MaxRate(part),
            Spikes = Spikes(part),
            MaxAge = MaxAge(part),
            StuckAfter = StuckAfter(part),
        };
        input = input with { Replace = Replace(part, input.MaxAge, input.Range) };
        part.Close();
        return input;
    }

    private TargetConfiguration Target(Section part, InputConfiguration[] inputs, StoreConfiguration? store)
    {
        string? name = Name(part);
        bool isInput = _names.TryGetValue(name ?? "", out string? input);
        bool isWireWord = WireWords.Contains(name);
        if (isInput)
            part.Error("name", $"'{name}' is the name of {input} too; a model cannot predict what it is given");
        if (isWireWord)
            part.Error("name", $"'{name}' means something else on a serial line ({string.Join(", ", WireWords)} do); rename it");
        SourceConfiguration source = Source(part, isInput || isWireWord ? null : name);
        if (Array.FindIndex(inputs, one => one.Source == source) is var same and >= 0 && source is not UnknownSource)
            part.Warning("source", $"inputs[{same}].source is the same: the model would be given what it is to predict");
        TargetConfiguration target = new()
        {
            Name = name ?? "",
            Unit = part.Text("unit", "a physical unit, such as \"mm\"", isRequired: false),
            Source = source,
            Range = part.Part("range", "range", "{\"low\": 0, \"high\": 100}") is { } range ? Range(part, range) : new(),
            Match = part.Part("match", "match", "{\"tolerance\": \"500ms\"}") is { } match
                ? Match(match, store)
                : new() { Tolerance = default },
            Starvation = part.Duration(
                "starvation", TargetConfiguration.DefaultStarvation, TimeSpan.FromSeconds(1), LongestMemory)
                ?? TargetConfiguration.DefaultStarvation,
        };
        part.Close();
        return target;
    }

    private static string? Name(Section part) => part.Text("name", NameRule, fits: IsName);

    private static bool IsName(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && !char.IsAsciiDigit(text[0]);

    private TimeSpan MaxAge(Section part)
    {
        TimeSpan otherwise = InputConfiguration.DefaultMaxAge(_period ?? ShortestPeriod);
        TimeSpan? age = part.Duration("maxAge", otherwise, ShortestPeriod, LongestAge, depends: true);
        if (age < _period)
            part.Error(
                "maxAge",
                $"{DurationText.Of(age.Value)} is shorter than the period of {DurationText.Of(_period.Value)}: the input would " +
                $"be missing between its readings; give {DurationText.Of(_period.Value)} or more");
        return age ?? otherwise;
    }

    // A warning only: a sensor that sends more often than samples are taken may suit it.
    private TimeSpan? StuckAfter(Section part)
    {
        TimeSpan? limit = part.Duration("stuckAfter", null, ShortestPeriod, LongestAge, mayBeOff: true);
        if (limit is { } given && _period is { } period && given < 2 * period)
            part.Warning(
                "stuckAfter",
                $"{DurationText.Of(given)} is shorter than two periods of {DurationText.Of(period)}: a sensor that gives a reading " +
                $"a period would be taken for stuck between two of them; give {DurationText.Of(2 * period)} or more");
        return limit;
    }

    private static InputScale Scale(Section part)
    {
        InputScale defaults = new();
        InputScale scale = new()
        {
            Gain = part.Number("gain", defaults.Gain) ?? defaults.Gain,
            Offset = part.Number("offset", defaults.Offset) ?? defaults.Offset,
        };
        // So small a number has lost its digits, and what it is multiplied by as well.
        if (!double.IsNormal(scale.Gain) && double.IsFinite(scale.Gain))
            part.Error("gain", FormattableString.Invariant(
                $"a gain of {scale.Gain} makes a constant of every reading; give another, such as 0.01"));
        part.Close();
        return scale;
    }

    private static InputRange Range(Section owner, Section part)
    {
        InputRange defaults = new();
        InputRange range = new()
        {
            Low = part.Number("low", isOptional: true) ?? defaults.Low,
            High = part.Number("high", isOptional: true) ?? defaults.High,
        };
        if (owner.Has("range") && !part.Has("low") && !part.Has("high"))
            owner.Warning("range", "has neither low nor high and rules nothing out; give one of them, or remove it");
        if (range.Low >= range.High)
            part.Error("low", FormattableString.Invariant($"{range.Low} is not below the high of {range.High}"));
        part.Close();
        return range;
    }

    private LabelMatch Match(Section part, StoreConfiguration? store)
    {
        TimeSpan otherwise = LabelMatch.DefaultTolerance(_period ?? ShortestPeriod);
        LabelMatch match = new()
        {
            Tolerance = part.Duration("tolerance", otherwise, TimeSpan.Zero, LongestAge, depends: true) ?? otherwise,
            Delay = part.Duration("delay", TimeSpan.Zero, TimeSpan.Zero, LongestAge) ?? default,
        };
        if (match.Tolerance > _period && part.Has("tolerance"))
            part.Warning(
                "tolerance",
                $"{DurationText.Of(match.Tolerance)} is larger than the period of {DurationText.Of(_period.Value)}: where " +
                "samples are missing, labels are joined to samples of another time");
        if (match.Delay >= store?.MaxAge)
            part.Warning(
                "delay",
                $"{DurationText.Of(match.Delay)} is as long as samples are kept or longer ({DurationText.Of(store.MaxAge)}, store.maxAge): " +
                "no label would find its sample");
        else if (store is not null && _period is { } period && match.Delay / period >= store.MaxRows)
            part.Warning(
                "delay",
                $"{DurationText.Of(match.Delay)} is as long as samples are kept or longer: {store.MaxRows} of them (store.maxRows), one " +
                $"every {DurationText.Of(period)}; no label would find its sample");
        part.Close();
        return match;
    }
}
