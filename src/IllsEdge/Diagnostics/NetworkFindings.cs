using IllsEdge.LinearAlgebra;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Diagnostics;

/// <summary>What the networks' neurons and weights tell; several networks in one sentence.</summary>
internal static class NetworkFindings
{
    /// <summary>Share of the targets' variance in the residuals, 1 - R^2, from which they are worth a thought.</summary>
    private const double LargeResidual = 0.1;

    /// <summary>Share from which a model is hardly of use.</summary>
    private const double VeryLargeResidual = 0.5;

    /// <summary>
    /// Share of the residuals' variance within reach of other weights from which training was not at its end: removing it lowers
    /// the error by a tenth.
    /// </summary>
    private const double WithinReach = 0.2;

    /// <summary>Error in deviations of the targets below which nobody minds what could still be reached.</summary>
    private const double SmallError = 0.01;

    /// <summary>Share of the squared errors from which a few odd rows are the trouble, and not the network.</summary>
    private const double MostSquares = 0.5;

    /// <summary>Share of the rows from which a neuron is more often saturated than not.</summary>
    private const double OftenSaturated = 0.5;

    /// <summary>
    /// Share of the neurons that may be: a few work as switches in good models (3 of 16 on the concrete data), many have run away.
    /// </summary>
    private const double FewSwitches = 0.25;

    /// <summary>Share from which the network as a whole hardly reacts.</summary>
    private const double MostNeurons = 0.5;

    /// <summary>Condition from which half of a double's 16 digits are lost in some direction of the weights.</summary>
    private const double LargeCondition = 1e8;

    public static IEnumerable<Finding> Of(Model model, InspectionResult seen)
    {
        Finding?[] findings = seen.Members.Count == 0
            ? []
            : [Residuals(model, seen), Saturation(model, seen), Dead(seen), Overlap(seen), Undetermined(seen)];
        return findings.OfType<Finding>();
    }

    private static Finding? Residuals(Model model, InspectionResult seen)
    {
        double error = Math.Sqrt(seen.Members.Average(member => member.Error * member.Error));
        if (OddSquares(model, seen) > MostSquares * error * error * seen.Rows * model.Targets.Count)
            return null;
        double? reachable = seen.Members.Average(member => member.Reachable);
        string who = seen.Members.Count > 1 ? "of a network on its own are" : "are";
        string size = $"The residuals {who} {Wording.Share(error)} of the targets' standard deviation";
        if (error > SmallError && reachable > WithinReach)
            return new(
                FindingKind.Unfinished,
                Severity.Note,
                $"{size}, and other weights could remove {Wording.Share(reachable.Value)} of their variance.",
                "If these are the rows of training: more iterations, a smaller ridge, or no early stop by validation rows, unless " +
                "held-out errors say that this would only fit noise. If they are not: the process has changed, train with them too.");
        if (error * error <= LargeResidual)
            return null;
        string[] layers =
        [
            .. seen.Members.SelectMany(member => member.Neurons).GroupBy(neuron => neuron.Layer)
                .Select(layer => $"layer {layer.Key + 1} could follow {Wording.Share(Followed(layer))}"),
        ];
        return new(
            FindingKind.Unexplained,
            error * error > VeryLargeResidual ? Severity.Warning : Severity.Note,
            size +
            (reachable is { } share ? $", and other weights would remove only {Wording.Share(share)} of their variance" : "") +
            (layers.Length > 0 ? $"; of the changes that would remove them, {Wording.List(layers)}." : "."),
            "Look for inputs that are missing, or try more neurons or another layer. If held-out errors do not fall by it, the " +
            "rest is noise: one fit cannot tell noise from what is missing.");
    }

    /// <summary>Sum of squared errors of the odd targets, in units of their deviations.</summary>
    private static double OddSquares(Model model, InspectionResult seen) => seen.Odd!.Odd
        .Where(odd => odd.Ratio > DataFindings.OddRatio)
        .Sum(odd => Math.Pow(
            (odd.Measured - odd.Predicted) / SquaredErrors.UnitOf(model.Targets.First(target => target.Name == odd.Target)), 2));

    /// <summary>Share of what a layer is asked for that its weights could follow, by squares.</summary>
    private static double Followed(IEnumerable<NeuronInsight> layer)
    {
        double asked = layer.Sum(neuron => neuron.Asked * neuron.Asked);
        return asked > 0 ? layer.Sum(neuron => neuron.Asked * neuron.Asked * neuron.Followed) / asked : 0;
    }

    /// <summary>Of bounded activations only: a rectifier is meant to be off on many rows.</summary>
    private static Finding? Saturation(Model model, InspectionResult seen)
    {
        string[] names = Name(seen, (member, neuron) => neuron.Saturated > OftenSaturated
            && IsBounded(model.Members[member].Network.Layers[neuron.Layer].Activation));
        return names.Length <= FewSwitches * NeuronCount(seen) ? null : new(
            FindingKind.Saturation,
            names.Length > MostNeurons * NeuronCount(seen) ? Severity.Warning : Severity.Note,
            $"{OfAll(names, seen)} at an end of the range on more than half of the rows and hardly react there: " +
            $"{Wording.List(names)}.",
            "Look for outliers in the inputs, which squeeze all other rows together; or train with a larger ridge.");
    }

    private static Finding? Dead(InspectionResult seen)
    {
        string[] names = Name(seen, (member, neuron) => seen.Members[member].Dead.Contains(neuron));
        return names.Length == 0 ? null : new(
            FindingKind.DeadNeurons,
            Severity.Note,
            $"{OfAll(names, seen)} of no use: held at the mean, the predictions are as good ({Wording.List(names)}).",
            "Train with fewer neurons: the model gets smaller and no worse.");
    }

    private static Finding? Overlap(InspectionResult seen)
    {
        string[] names =
        [
            .. seen.Members.SelectMany((member, index) => member.Overlaps
                .Where(pair => !member.Dead.Any(dead => dead.Layer == pair.Layer && pair.Has(dead.Neuron)))
                .Select(pair =>
                    $"{Wording.Neuron(pair.Layer, pair.First, index, seen.Members.Count)} and " +
                    Wording.Neuron(pair.Layer, pair.Second, index, seen.Members.Count))),
        ];
        return names.Length == 0 ? null : new(
            FindingKind.Overlap,
            Severity.Note,
            $"{Wording.Count(names.Length, "pair")} of neurons say the same (correlation beyond " +
            $"{Wording.Number(ActivationOverlap.Same)}): {Wording.List(names)}.",
            "Train with fewer neurons, or with a larger ridge.");
    }

    private static Finding? Undetermined(InspectionResult seen)
    {
        FactorRank[] ranks = [.. seen.Members.Select(member => member.Rank).OfType<FactorRank>()];
        if (!ranks.Any(rank => !rank.IsFull || rank.Condition > LargeCondition))
            return null;
        FactorRank worst = ranks.OrderBy(rank => rank.Value - rank.Columns).ThenByDescending(rank => rank.Condition).First();
        int concerned = ranks.Count(rank => !rank.IsFull || rank.Condition > LargeCondition);
        string where = seen.Members.Count > 1 ? $" in {concerned} of {seen.Members.Count} networks; in the worst" : ":";
        return new(
            FindingKind.Undetermined,
            Severity.Note,
            worst.IsFull
                ? $"The rows hardly determine some combinations of weights{where} the condition is " +
                  $"{Wording.Number(worst.Condition)}."
                : $"The rows do not determine all weights{where} {worst.Value} of {worst.Columns} parameters. The ridge alone " +
                  "decides on the rest.",
            "Fewer neurons, a larger ridge, or more rows; and leave out inputs that say the same.");
    }

    private static bool IsBounded(Activation activation) =>
        double.IsFinite(activation.Lowest) && double.IsFinite(activation.Highest);

    private static int NeuronCount(InspectionResult seen) => seen.Members.Sum(member => member.Neurons.Count);

    private static string[] Name(InspectionResult seen, Func<int, NeuronInsight, bool> isMeant) =>
    [
        .. seen.Members.SelectMany((member, index) => member.Neurons.Where(neuron => isMeant(index, neuron))
            .Select(neuron => Wording.Neuron(neuron.Layer, neuron.Neuron, index, seen.Members.Count))),
    ];

    private static string OfAll(string[] names, InspectionResult seen) =>
        $"{names.Length} of {Wording.Count(NeuronCount(seen), "hidden neuron")} {(names.Length == 1 ? "is" : "are")}";
}
