using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Terminal;

/// <summary>Intervals that a user asks for and a model may not have.</summary>
internal static class Intervals
{
    /// <summary>The warning of a model without any.</summary>
    public const string None = "the model knows no prediction intervals: there were too few rows, or no time, to hold some out";

    /// <summary>Half widths in units of the spread, one a target.</summary>
    /// <exception cref="DataFileException">
    /// The model has no intervals, or none of that level, or a bound would have the name of a target.
    /// </exception>
    public static double[] Quantiles(Model model, double level, string file)
    {
        string[] names = [.. model.Targets.Select(target => target.Name)];
        if (names.FirstOrDefault(name => names.Contains(Low(name)) || names.Contains(High(name))) is { } name)
            throw new DataFileException(
                $"has the targets \"{name}\" and \"{(names.Contains(Low(name)) ? Low(name) : High(name))}\", and the second is also " +
                "the name of a bound of the first. Leave out --interval, or rename the column and train again.",
                file);
        return WhyNot(model, level) is { } reason
            ? throw new DataFileException(reason, file)
            : [.. names.Select((_, target) => model.Calibration!.Quantile(target, level)!.Value)];
    }

    /// <summary>Column of a target's lower bound.</summary>
    public static string Low(string target) => $"{target}_low";

    /// <summary>Column of a target's upper bound.</summary>
    public static string High(string target) => $"{target}_high";

    /// <summary>Why there are no intervals of a level; null where there are.</summary>
    public static string? WhyNot(Model model, double level) =>
        model.Calibration is not { } calibration
            ? "has no intervals: it was trained with too few rows, too little time, or by an older version. Train it again."
        : Enumerable.Range(0, model.Targets.Count).Any(target => calibration.Quantile(target, level) is null)
            ? FormattableString.Invariant($"keeps {calibration.Scores.Min(scores => scores.Length)} held-out errors, too few for an interval of {level}; ask for a lower level.")
            : null;
}
