using System.Globalization;

namespace IllsEdge.Comparison;

/// <summary>A comparison in two sentences.</summary>
/// <param name="Accuracy">Who errs least, by how much, and whether that is more than chance.</param>
/// <param name="Effort">How soon, and whether a network is worth it.</param>
public sealed record Verdict(string Accuracy, string Effort)
{
    /// <summary>Share of the linear model's error below which a network's advantage is hardly worth its trouble.</summary>
    private const double HardlyBetter = 0.95;

    /// <summary>Words a result.</summary>
    /// <param name="result">The result.</param>
    public static Verdict Of(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(OfAccuracy(result), OfEffort(result));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Accuracy} {Effort}";

    private static string OfAccuracy(ComparisonResult result)
    {
        MethodResult subject = result.Subject;
        if (subject.Rmse is null)
            return $"{subject.Name} could not be fitted to these rows.";
        string error = $"{WithStandardError(subject.Rmse.Value, subject.StandardError)} ({Percent(subject.Rmse.Value / result.Deviation)} of the " +
            "standard deviation)";
        string said = $"On rows that it has not seen, {subject.Name} errs by {error}";
        if (result.BestOpponent is not { } opponent
            || ErrorRatio.Of(subject, opponent, result.Request.Folds) is not { } ratio)
            return $"{said}.";
        string other = $"{opponent.Name}, the best of its opponents ({Short(opponent.Rmse)})";
        return ratio.IsClearlyLower ? $"{said}, {Percent(1 - ratio.Mean)} less than {other}."
            : ratio.IsClearlyHigher ? $"{said}, {Percent(ratio.Mean - 1)} more than {other}: take {opponent.Name} where accuracy is all that counts."
            : $"{said}, as well as {other}: the difference of {Percent(Math.Abs(1 - ratio.Mean))} is within what chance explains.";
    }

    private static string OfEffort(ComparisonResult result)
    {
        MethodResult subject = result.Subject;
        string effort = $"A fit takes {Seconds(subject.Seconds)}, and finds its ridge in that time";
        if (result.BestOpponent is { } opponent && result.TimesAsLong(opponent) is { } times)
            effort += times >= 1
                ? $"; to the accuracy that both reach {opponent.Name} takes {Times(times)} as long"
                : $"; to the accuracy that both reach {opponent.Name} takes only {Percent(times)} of its time";
        ErrorRatio? ratio = ErrorRatio.Of(subject, result.Linear, result.Request.Folds);
        string linear = $"linear regression errs by {Short(result.Linear.Rmse)}";
        return ratio is null ? $"{effort}."
            : ratio.IsClearlyHigher ? $"{effort}; but {linear}, less than any gain of a network: use a linear model."
            : ratio.Mean > HardlyBetter ? $"{effort}; {linear}, which is as good or nearly so: a linear model may be all that is needed."
            : $"{effort}; {linear}, so the network removes {Percent(1 - ratio.Mean)} of its error.";
    }

    /// <summary>A value to the digits that its standard error leaves it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">Its standard error; null where it is not known.</param>
    public static string WithStandardError(double value, double? error)
    {
        if (error is not > 0)
            return Short(value);
        int decimals = 1 - (int)Math.Floor(Math.Log10(error.Value));
        return decimals is >= 0 and <= 15
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
        return Math.Abs(number) is >= 100 and < 1e7
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : number.ToString($"G{digits}", CultureInfo.InvariantCulture);
    }
}
