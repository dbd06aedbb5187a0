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
            return $"All have the ridge that was asked for, {FigureText.Significant(given)}.";
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
        if (result.IsLinearBetter)
            return $"Take a linear model: on rows that it has not seen it errs by {Error(result, linear)}, {subject.Name} by " +
                $"{FigureText.Significant(rmse)}" +
                (opponent is null ? "." : $" and {opponent.Name}, the best of its opponents, by {FigureText.Significant(opponent.Rmse)}.");

        string said = $"On rows that it has not seen, {subject.Name} errs by {Error(result, subject)}";
        if (subject.Failed >= OftenFailed)
            said += $" and fails in {FigureText.Percent(subject.Failed)} of the fits";
        if (opponent is null || ErrorRatio.Of(subject, opponent, result.Request.Folds) is not { } ratio)
            return $"{said}.";
        string other = $"{opponent.Name}, the best of its opponents ({FigureText.Significant(opponent.Rmse)})";
        return ratio.IsClearlyLower ? $"{said}, {Less(rmse, opponent.Rmse!.Value)} than {other}."
            : ratio.IsClearlyHigher ? $"{said}; {opponent.Name}, the best of its opponents, errs less, by " +
                $"{FigureText.Significant(opponent.Rmse)}: take it where accuracy is all that counts."
            : ratio.IsWithin(AsGood) ? $"{said}, as well as {other}."
            : $"{said}; {opponent.Name}, the best of its opponents, by {FigureText.Significant(opponent.Rmse)}: {subject.Fits.Count} fits do " +
                "not tell which is better.";
    }

    private static string OfEffort(ComparisonResult result)
    {
        MethodResult subject = result.Subject;
        string effort = $"A fit takes {FigureText.Seconds(subject.Seconds)}" +
            (subject.Method.FindsRidge && result.Request.Ridge is null ? ", and finds its ridge in that time" : "");
        if (result.BestOpponent is { } opponent && result.TimesAsLong(opponent) is { } times)
            effort += times >= 1
                ? $"; to the accuracy that both reach {opponent.Name} takes {FigureText.Times(times)} as long"
                : $"; to the accuracy that both reach {opponent.Name} takes only {FigureText.Percent(times)} of its time";
        string linear = $"linear regression errs by {FigureText.Significant(result.Linear.Rmse)}";
        return result.AgainstLinear is not { } ratio || ratio.IsClearlyHigher ? $"{effort}."
            : !ratio.IsClearlyLower && subject.Rmse > result.Linear.Rmse
                ? $"{effort}; {linear}, less, though {subject.Fits.Count} fits do not settle it: try a linear model first."
            : !ratio.IsClearlyLower
                ? $"{effort}; {linear}, and {subject.Fits.Count} fits do not settle that the network is better: a linear " +
                    "model may be all that is needed."
            : ratio.Mean > HardlyBetter ? $"{effort}; {linear}, nearly as good: a linear model may be all that is needed."
            : $"{effort}; {linear}, so the network errs {Less(subject.Rmse!.Value, result.Linear.Rmse!.Value)}.";
    }

    private static string Error(ComparisonResult result, MethodResult method) =>
        $"{FigureText.WithStandardError(method.Rmse ?? double.NaN, method.StandardError)} " +
        $"({FigureText.Percent(method.Rmse / result.Deviation ?? double.NaN)} of the standard deviation)";

    /// <summary>By the two figures that stand beside it, so that the reader can follow.</summary>
    private static string Less(double error, double other) =>
        error < other ? $"{FigureText.Percent(1 - error / other)} less" : "less, fold by fold,";
}
