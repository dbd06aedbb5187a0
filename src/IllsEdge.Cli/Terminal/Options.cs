using System.CommandLine;
using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Cli.Terminal;

/// <summary>Options that several commands share, and how their values are read.</summary>
internal static class Options
{
    private const double LongestDuration = 240 * 3600;   // s; timers of the runtime end at 49 days
    private const double LargestRidge = 1e300;           // the damping is multiplied up from it and must stay finite

    /// <summary>`--json`.</summary>
    public static Option<bool> Json() => new("--json")
    {
        Description = "Print one JSON object on standard output when the command ends.",
    };

    /// <summary>`--html`.</summary>
    public static Option<string?> Html() => new("--html")
    {
        Description = "Write a report to be read in a browser or printed: one file that needs no network.",
        HelpName = "FILE",
    };

    /// <summary>`--interval`: the share of the rows that an interval is to hold, and the first of its names for people.</summary>
    public static Option<double?> Interval(double? defaultValue, string description) => Read(
        "--interval", "0.9", description, defaultValue, text =>
            Number(text) is { } level and > 0 and < 1
                ? (level, null)
                : (default(double?), "give the share of rows that the interval is to hold, between 0 and 1, such as 0.9."));

    /// <summary>An option whose text a function reads; the function returns null and the trouble when it cannot.</summary>
    public static Option<T> Read<T>(
        string name, string helpName, string description, T defaultValue, Func<string, (T? Value, string? Trouble)> read) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.ExactlyOne,
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                (T? value, string? trouble) = read(text);
                if (trouble is not null)
                    result.AddError($"{name} {text}: {trouble}");
                return value;
            },
        };

    /// <summary>An option whose values are those of an enumeration; the default is the one that is 0.</summary>
    public static Option<T> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(value => value.ToLowerInvariant())];
        return new(name)
        {
            Description = $"{description} [default: {names[0]}]",
            HelpName = "NAME",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                if (Enum.TryParse(text, ignoreCase: true, out T value) && names.Contains(text.ToLowerInvariant()))
                    return value;
                result.AddError($"{name} {text}: {OneOf(text, names)}");
                return default;
            },
        };
    }

    /// <summary>Names separated by commas; the option may be repeated.</summary>
    public static Option<string[]> Names(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        [
            .. result.Tokens.SelectMany(token =>
                token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        ],
    };

    /// <summary>A duration: a number with ms, s, min or h.</summary>
    public static (TimeSpan? Value, string? Trouble) Duration(string text)
    {
        (string Unit, double Seconds)[] units = [("ms", 1e-3), ("min", 60), ("s", 1), ("h", 3600)];
        foreach ((string unit, double seconds) in units)
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && Number(text[..^unit.Length]) is { } number
                && number > 0 && number * seconds <= LongestDuration)
                return (TimeSpan.FromSeconds(number * seconds), null);
        return (null, "a duration is a positive number with its unit, such as 500ms, 30s, 5min or 2h, at most 240h.");
    }

    /// <summary>Layer sizes, or none for a linear model.</summary>
    public static (int[]? Value, string? Trouble) Hidden(string text)
    {
        if (text == "none")
            return ([], null);

        List<int> sizes = [];
        foreach (string part in text.Split(','))
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= 10000)
                sizes.Add(size);
            else
                return (null, "give the neurons of each hidden layer, such as 16 or 20,10, each 1 to 10000, or none.");
        return ([.. sizes], null);
    }

    /// <summary>An activation by name.</summary>
    public static (Activation? Value, string? Trouble) Activation(string text) => (
        Networks.Activations.Activation.Named(text),
        Networks.Activations.Activation.Named(text) is null
            ? OneOf(text, Networks.Activations.Activation.All.Select(activation => activation.Name))
            : null);

    /// <summary>A training method by name.</summary>
    public static (ITrainer? Value, string? Trouble) Method(string text) => (
        Trainers.Named(text),
        Trainers.Named(text) is null ? OneOf(text, Trainers.All.Select(trainer => trainer.Name)) : null);

    /// <summary>A ridge, or `auto`.</summary>
    public static (RidgeOption? Value, string? Trouble) Ridge(string text) =>
        text == "auto" ? (new RidgeOption(null), null)
            : Number(text) is { } number and >= 0 and <= LargestRidge ? (new RidgeOption(number), null)
            : (null, "the ridge is auto, or a number of 0 or more and at most 1e300, such as 0.3.");

    /// <summary>`none`, `0.2` or `last:0.2`.</summary>
    public static (ValidationOption? Value, string? Trouble) Validation(string text)
    {
        bool last = text.StartsWith("last:", StringComparison.Ordinal);
        return text == "none" ? (new ValidationOption(null), null)
            : Number(last ? text[5..] : text) is { } share and > 0 and < 1
                ? (new ValidationOption(new ValidationSplit(share, last)), null)
            : (null, "give none, a share of the rows such as 0.2, or last:0.2 for the last rows.");
    }

    /// <summary>A whole number from <paramref name="lowest"/> to <paramref name="highest"/>.</summary>
    public static Func<string, (int Value, string? Trouble)> WholeNumber(int lowest, int highest = int.MaxValue) => text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= lowest && number <= highest
            ? (number, null)
            : (0, $"give a whole number of {lowest} {(highest == int.MaxValue ? "or more" : $"to {highest}")}.");

    /// <summary>`a:1,2,5` or `a,b:1`, repeated: rows back of one or several columns, which are told from each other later.</summary>
    public static Option<Tap[]> Lags(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "COL:1,2",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            List<Tap> lags = [];
            foreach (string text in result.Tokens.Select(token => token.Value))
                if (ReadLags(text) is { } read)
                    lags.AddRange(read);
                else
                    result.AddError(
                        $"{name} {text}: give a column and how many rows back, such as flow:1,2,5, each 1 to {Tap.LargestLag}.");
            return [.. lags.Distinct()];
        },
    };

    private static IEnumerable<Tap>? ReadLags(string text)
    {
        // The name of a column may have a colon in it, its lags have none.
        int colon = text.LastIndexOf(':');
        string[] columns = Parts(text[..Math.Max(colon, 0)]);
        int?[] lags = [.. Parts(text[(colon + 1)..]).Select(part => WholeNumber(1, Tap.LargestLag)(part) is (var lag, null) ? lag : (int?)null)];
        return columns.Length == 0 || lags.Length == 0 || lags.Contains(null)
            ? null
            : columns.SelectMany(column => lags.Select(lag => new Tap(column, lag!.Value)));

        static string[] Parts(string list) =>
            list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A seed.</summary>
    public static (ulong Value, string? Trouble) Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? (number, null)
            : (0, "a seed is a whole number of 0 or more.");

    internal static string OneOf(string text, IEnumerable<string> names)
    {
        string[] all = [.. names];
        string nearest = NearestName.Find(text, all) is { } name ? $" Did you mean {name}?" : "";
        return $"it must be one of {string.Join(", ", all)}.{nearest}";
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;
}

/// <summary>A ridge that was given, or null for `auto`; the parser of the command line cannot return a null number.</summary>
internal sealed record RidgeOption(double? Value)
{
    public override string ToString() => Value is { } number ? Format.Exact(number) : "auto";
}

/// <summary>Rows to keep aside, or null for `none`, for the same reason.</summary>
internal sealed record ValidationOption(ValidationSplit? Value)
{
    public override string ToString() => Value is null ? "none" : "some";
}
