using System.Globalization;

namespace IllsEdge.Comparison;

/// <summary>A comparison in two sentences.</summary>
/// <param name="Accuracy">Who errs least, by how much, and whether that is more than chance.</param>
/// <param name="Effort">How soon, and whether a network is worth it.</param>
public sealed record Verdict(string Accuracy, string Effort)
{
    /// <summary>Share of the linear model's error above which a network's advantage is hardly worth its trouble.</summary>
    private const double HardlyBetter = 0.95;

    /// <summary>Share of failed fits that has to be told at once.</summary>
    private const double OftenFailed = 0.2;

    /// <summary>Methods that differ by less than this share are called equally good, if that is sure.</summary>
    private const double AsGood = 0.05;

    /// <summary>Words a result.</summary>
    /// <param name="result">The result.</param>
    public static Verdict Of(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(OfAccuracy(result), OfEffort(result));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Accuracy} {Effort}";

    /// <summary>Who found the ridge under which the methods were compared.</summary>
    /// <param name="result">The result.</param>
    public static string RidgeNote(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Request.Ridge is { } given)
            return $"All have the ridge that was asked for, {Short(given)}.";
        string finders = string.Join(", ", result.Methods.Where(method => method.Method.FindsRidge).Select(method => method.Name));
        return result.Methods.FirstOrDefault(method => method.Method is { IsOurs: true, FindsRidge: true }) is { } first
            ? $"Find their ridge themselves, in their time: {finders}. The others are given the one that {first.Name} found."
            : $"Find their ridge themselves: {finders}. The others have the usual one.";
    }

    private static string OfAccuracy(ComparisonResult result)
    {
        MethodResult subject = result.Subject, linear = result.Linear;
        if (subject.Rmse is not { } rmse)
            return $"{subject.Name} could not be fitted to these rows. {subject.Refusal}".TrimEnd();
        MethodResult? opponent = result.BestOpponent;
        if (Compare(result, linear) is { IsClearlyHigher: true })
            return $"Take a linear model: on rows that it has not seen it errs by {Error(result, linear)}, {subject.Name} by " +
                $"{Short(rmse)}" +
                (opponent is null ? "." : $" and {opponent.Name}, the best of its opponents, by {Short(opponent.Rmse)}.");

        string said = $"On rows that it has not seen, {subject.Name} errs by {Error(result, subject)}";
        if (subject.Failed >= OftenFailed)
            said += $" and fails in {Percent(subject.Failed)} of the fits";
        if (opponent is null || Compare(result, opponent) is not { } ratio)
            return $"{said}.";
        string other = $"{opponent.Name}, the best of its opponents ({Short(opponent.Rmse)})";
        return ratio.IsClearlyLower ? $"{said}, {Less(rmse, opponent.Rmse!.Value)} than {other}."
            : ratio.IsClearlyHigher ? $"{said}; {opponent.Name}, the best of its opponents, errs less, by " +
                $"{Short(opponent.Rmse)}: take it where accuracy is all that counts."
            : ratio.IsWithin(AsGood) ? $"{said}, as well as {other}."
            : $"{said}; {opponent.Name}, the best of its opponents, by {Short(opponent.Rmse)}: {subject.Fits.Count} fits do " +
                "not tell which is better.";
    }

    private static string OfEffort(ComparisonResult result)
    {
        MethodResult subject = result.Subject;
        string effort = $"A fit takes {Seconds(subject.Seconds)}" +
            (subject.Method.FindsRidge && result.Request.Ridge is null ? ", and finds its ridge in that time" : "");
        if (result.BestOpponent is { } opponent && result.TimesAsLong(opponent) is { } times)
            effort += times >= 1
                ? $"; to the accuracy that both reach {opponent.Name} takes {Times(times)} as long"
                : $"; to the accuracy that both reach {opponent.Name} takes only {Percent(times)} of its time";
        string linear = $"linear regression errs by {Short(result.Linear.Rmse)}";
        return Compare(result, result.Linear) is not { } ratio || ratio.IsClearlyHigher ? $"{effort}."
            : !ratio.IsClearlyLower && subject.Rmse > result.Linear.Rmse
                ? $"{effort}; {linear}, less, though {subject.Fits.Count} fits do not settle it: try a linear model first."
            : !ratio.IsClearlyLower
                ? $"{effort}; {linear}, and {subject.Fits.Count} fits do not settle that the network is better: a linear " +
                    "model may be all that is needed."
            : ratio.Mean > HardlyBetter ? $"{effort}; {linear}, nearly as good: a linear model may be all that is needed."
            : $"{effort}; {linear}, so the network errs {Less(subject.Rmse!.Value, result.Linear.Rmse!.Value)}.";
    }

    private static ErrorRatio? Compare(ComparisonResult result, MethodResult other) =>
        ErrorRatio.Of(result.Subject, other, result.Request.Folds);

    private static string Error(ComparisonResult result, MethodResult method) =>
        $"{WithStandardError(method.Rmse ?? double.NaN, method.StandardError)} " +
        $"({Percent(method.Rmse / result.Deviation ?? double.NaN)} of the standard deviation)";

    /// <summary>By the two figures that stand beside it, so that the reader can follow.</summary>
    private static string Less(double error, double other) =>
        error < other ? $"{Percent(1 - error / other)} less" : "less, fold by fold,";

    /// <summary>A value to the digits that its standard error leaves it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">Its standard error; null where it is not known.</param>
    public static string WithStandardError(double value, double? error)
    {
        if (error is not > 0)
            return Short(value);
        int decimals = 1 - (int)Math.Floor(Math.Log10(error.Value));
        return decimals is >= 0 and <= 6
            ? $"{Fixed(value)} ± {Fixed(error.Value)}"
            : $"{Short(value)} ± {Short(error)}";

        string Fixed(double number) => number.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>A duration with the unit that suits it.</summary>
    /// <param name="seconds">The duration, s.</param>
    public static string Seconds(double? seconds) => seconds switch
    {
        null => "-",
        < 1e-3 => $"{Short(1e6 * seconds, 2)} µs",
        < 1 => $"{Short(1e3 * seconds, 2)} ms",
        _ => $"{Short(seconds, 2)} s",
    };

    private static string Percent(double share) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Round(100 * share, share < 0.1 ? 1 : 0)} %");

    private static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.0} times");

    private static string Short(double? value, int digits = 3)
    {
        if (value is not { } number)
            return "-";
        // G writes 123456 with three digits as 1.23E+05, which is no way to speak to people.
        return Math.Abs(number) switch
        {
            >= 100 and < 1e7 => number.ToString("0", CultureInfo.InvariantCulture),
            >= 1e-4 and < 100 or 0 => number.ToString($"G{digits}", CultureInfo.InvariantCulture),
            _ => number.ToString("0.##e0", CultureInfo.InvariantCulture),
        };
    }
}
