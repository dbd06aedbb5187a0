using IllsEdge.Prediction;

namespace IllsEdge.Diagnostics;

/// <summary>What inputs, rows and intervals tell.</summary>
internal static class DataFindings
{
    /// <summary>Share of the squared error that a column must remove: below, the error rises by less than 1 % without it.</summary>
    private const double LeastShare = 0.02;

    /// <summary>Share of rows out of specification that is no longer chance: ten times that of the training rows.</summary>
    private const double ManyOutOfSpecification = 10 * Novelty.Share;

    /// <summary>Share from which predictions as a whole are not to be relied on.</summary>
    private const double TooManyOutOfSpecification = 0.1;

    /// <summary>
    /// Margins from which a value is odd: five standard deviations of Gaussian errors, which one value in two million reaches.
    /// </summary>
    public const double OddRatio = 3;

    /// <summary>Deviations of a binomial count that chance does not explain.</summary>
    private const double BeyondChance = 3;

    /// <summary>Relations that are told; all of them stand in the table.</summary>
    private const int Told = 5;

    public static IEnumerable<Finding> Of(Model model, InspectionResult seen)
    {
        Finding? coverage = seen.Odd is { } rows ? Coverage(rows) : null;
        Finding?[] findings =
        [
            Related(seen),
            NoIntervals(model),
            coverage,
            seen.Odd is { } strange ? OutOfSpecification(strange, seen.Rows) : null,

            // Where the process is another one, single values and columns tell nothing.
            coverage is null ? Unused(seen) : null,
            coverage is null && seen.Odd is { } odd ? OddTargets(odd) : null,
        ];
        return findings.OfType<Finding>();
    }

    private static Finding? Related(InspectionResult seen)
    {
        HashSet<string> told = [];
        List<string> sentences = [];
        foreach (InputRelation relation in seen.Relations
            .Where(relation => relation.Inflation > InputRelations.LargeInflation && relation.Partners.Count > 0)
            .OrderByDescending(relation => relation.Inflation))
        {
            // What one of a pair tells of the other is not told again from the other's side.
            if (told.Contains(relation.Name) && relation.Partners.Any(partner => told.Contains(partner.Name)))
                continue;
            told.Add(relation.Name);
            told.UnionWith(relation.Partners.Select(partner => partner.Name));
            sentences.Add($"\"{relation.Name}\" from {Wording.List([.. relation.Partners.Select(partner =>
                $"\"{partner.Name}\" ({Wording.Correlation(partner.Correlation)})")])}");
        }

        return sentences.Count == 0 ? null : new(
            FindingKind.RelatedInputs,
            Severity.Note,
            "Inputs say the same; in brackets their correlations. More than 90 % of the variance follows for " +
            $"{string.Join("; ", sentences.Take(Told))}{(sentences.Count > Told ? $"; and {sentences.Count - Told} more" : "")}.",
            "Keep the one of each that is measured best; of delayed values take fewer, further apart. The model is smaller then, " +
            "and it is plain which input matters.");
    }

    private static Finding? Unused(InspectionResult seen)
    {
        string[] names =
        [
            .. seen.Importance.GroupBy(importance => importance.Name)
                .Where(column => column.All(importance => importance.Share < LeastShare)).Select(column => $"\"{column.Key}\""),
        ];
        return names.Length == 0 ? null : new(
            FindingKind.UnusedInputs,
            Severity.Note,
            $"The predictions hardly need {Wording.List(names)}: with values exchanged between the rows, the error rises by less " +
            "than 1 %.",
            "Train without and compare the held-out errors. Where several inputs say the same, one of them may well be needed.");
    }

    private static Finding? NoIntervals(Model model) => model.Calibration is not null ? null : new(
        FindingKind.NoIntervals,
        Severity.Note,
        "The model knows no prediction intervals: it had too few rows, or no time, to hold some out.",
        "Train it again with ten rows at least and more time.");

    private static Finding? Coverage(RowInspection rows)
    {
        const double Level = Calibration.UsualLevel;
        double covered = 1 - (double)rows.Outside / Math.Max(1, rows.Measured);
        double chance = BeyondChance * Math.Sqrt(Level * (1 - Level) / Math.Max(1, rows.Measured));
        return !rows.HasIntervals || covered >= Level - chance ? null : new(
            FindingKind.Coverage,
            Severity.Warning,
            $"{Wording.Share(Level)} intervals hold {Wording.Share(covered)} of {Wording.Count(rows.Measured, "measured value")}, " +
            "fewer than chance allows.",
            "The process is no longer the one that was trained on, or a sensor drifts: check the sensors, then train with rows " +
            "like these.");
    }

    private static Finding? OutOfSpecification(RowInspection rows, int count)
    {
        double share = (double)rows.OutOfSpecification / count;
        string[] inputs =
        [
            .. rows.Unfamiliar.Where(row => row.IsOutOfSpecification).GroupBy(row => row.Input)
                .OrderByDescending(input => input.Count()).Select(input => $"\"{input.Key}\""),
        ];
        return share <= ManyOutOfSpecification ? null : new(
            FindingKind.OutOfSpecification,
            share > TooManyOutOfSpecification ? Severity.Warning : Severity.Note,
            $"{rows.OutOfSpecification} of {Wording.Count(count, "row")} ({Wording.Share(share)}) are unlike those that were " +
            $"trained on, the furthest by {Wording.List(inputs)}.",
            "Predictions there are guesses. Check these inputs; where they are right, train with rows like these.");
    }

    private static Finding? OddTargets(RowInspection rows)
    {
        OddTarget[] odd = [.. rows.Odd.Where(target => target.Ratio > OddRatio)];
        string margin = rows.HasIntervals ? "half a 90 % interval" : "as far as nine of ten errors";
        bool areAll = odd.Length < rows.Odd.Count || odd.Length == rows.Outside;
        return odd.Length == 0 ? null : new(
            FindingKind.OddRows,
            Severity.Warning,
            $"{(areAll ? "" : "At least ")}{Wording.Count(odd.Length, "measured value")} " +
            $"{(odd.Length == 1 ? "lies" : "lie")} more than {Wording.Number(OddRatio)} times {margin} from the prediction: " +
            $"{Wording.List([.. odd.Select(Describe)])}.",
            "Check these lines: a slip or a failed sensor is to be corrected or left out. If there are many, a robust loss lets " +
            "them count less.");

        static string Describe(OddTarget target) => $"\"{target.Target}\" in line {target.Line} " +
            $"({Wording.Number(target.Measured)}, predicted {Wording.Number(target.Predicted)})";
    }
}
