using IllsEdge.Networks;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <content>Going on from a model.</content>
public static partial class ModelFitter
{
    /// <summary>Refuses a start whose weights would mean something else in the network that is asked for.</summary>
    /// <exception cref="NotSupportedException">It is of another shape; the message names the difference.</exception>
    private static void CheckStart(FitRequest request)
    {
        if (request.Start is not { } start)
            return;
        if (start.Members.Count > 1)
            throw new NotSupportedException(
                $"the start model is an ensemble of {start.Members.Count} networks, and a fit goes on from one. Start from a model " +
                "with one network, or train anew.");

        Network network = start.Members[0].Network;
        Compare(
            "inputs",
            [.. start.Inputs.Where(input => !input.Tap.IsIndicator).Select(input => input.Name)],
            [.. request.Inputs, .. request.Lags.Select(lag => lag.Name)],
            "in the same order (--inputs and --lags)");
        Compare("targets", [.. start.Targets.Select(target => target.Name)], request.Targets, "in the same order (--target)");
        Compare(
            "missing inputs",
            [start.Inputs.Any(input => input.Tap.Fill is not null) ? "filled" : "not filled"],
            [request.Missing == MissingInputs.Mean ? "filled" : "not filled"],
            "that is --missing mean where they are filled and drop or error where not");
        Compare(
            "hidden neurons",
            [.. network.Layers.SkipLast(1).Select(layer => $"{layer.Outputs}")],
            [.. request.Hidden.Select(neurons => $"{neurons}")],
            $"--hidden {(network.Layers.Count == 1 ? "none" : string.Join(',', network.Layers.SkipLast(1).Select(layer => layer.Outputs)))}");
        Compare(
            "activations",
            [.. network.Layers.Select(layer => layer.Activation.Name)],
            [.. request.Hidden.Select(_ => request.Activation.Name), request.OutputActivation.Name],
            "by --activation and --output-activation");
    }

    private static void Compare(string what, IReadOnlyList<string> there, IReadOnlyList<string> wanted, string how)
    {
        if (!there.SequenceEqual(wanted))
            throw new NotSupportedException(
                $"the {what} of the start model are {List(there)} and those of this fit {List(wanted)}; its weights mean nothing " +
                $"there. Ask for the same, {how}, or train without a start.");

        static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
    }

    /// <summary>
    /// The model that is to be fitted, with the start's scaling, without which its weights mean nothing, and with what it does
    /// about missing inputs. The ranges are those of the rows.
    /// </summary>
    private static Model WithScalingOf(Model start, Model model)
    {
        return model with { Inputs = Scale(start.Inputs, model.Inputs), Targets = Scale(start.Targets, model.Targets) };

        static IReadOnlyList<Variable> Scale(IReadOnlyList<Variable> scaled, IReadOnlyList<Variable> measured) =>
        [
            .. scaled.Select(variable => measured.FirstOrDefault(other => other.Name == variable.Name) is { } present
                ? variable with { Lowest = present.Lowest, Highest = present.Highest }
                : variable),
        ];
    }

    private static WarmStart? ToWarmStart(Model? start) =>
        start is null ? null : new WarmStart(start.Members[0].Ridge, start.Members[0].State);
}
