using IllsEdge.Cli.Terminal;
using IllsEdge.Data;

namespace IllsEdge.Cli.Commands;

/// <summary>The columns of a file that a model is to learn from, as the options of `train` and `tune` name them.</summary>
internal static class TrainingTable
{
    /// <summary>Reads inputs and targets, with progress.</summary>
    /// <returns>The table, the columns that are inputs as they are, and the inputs from rows before.</returns>
    public static (DataTable Table, string[] Inputs, Tap[] Lags) Read(
        string data,
        IReadOnlyList<string> inputs,
        IReadOnlyList<Tap> lags,
        IReadOnlyList<string> targets,
        string[] exclude,
        string? weights,
        CancellationToken cancellationToken)
    {
        if (targets.Count == 0)
            throw new UsageException("--target names no column.");

        if (weights is not null && (targets.Contains(weights) || inputs.Contains(weights)))
            throw new UsageException($"column '{weights}' cannot be the weight of the rows and an input or a target at once.");

        string[] used = weights is null ? exclude : [.. exclude, weights];
        string[] chosen = [];
        Tap[] chosenLags = [];
        using ProgressLine line = new();
        DataTable table = DataTable.ReadCsv(
            data,
            names =>
            {
                chosenLags = ChooseLags(names, lags, targets, data);
                chosen = ChooseInputs(names, inputs, targets, used, chosenLags.Length > 0, data);
                return [.. chosen.Concat(targets).Union(chosenLags.Select(lag => lag.Column)).Union(weights is null ? [] : [weights])];
            },
            new Direct<double>(share => line.Show(() => $"reading {data}: {share:P0}")),
            cancellationToken);
        return (table, chosen, chosenLags);
    }

    /// <summary>The lags that were asked for; "target" stands for every target where no column has that name.</summary>
    private static Tap[] ChooseLags(
        IReadOnlyList<string> names, IReadOnlyList<Tap> asked, IReadOnlyList<string> targets, string file)
    {
        Tap[] lags =
        [
            .. asked.SelectMany(lag => lag.Column == "target" && !names.Contains("target")
                ? targets.Select(target => lag with { Column = target })
                : [lag]).Distinct(),
        ];
        foreach (Tap lag in lags)
            Columns.Find(names, lag.Column, file);
        return lags;
    }

    /// <summary>The inputs that were named, or all columns that are neither targets nor excluded.</summary>
    private static string[] ChooseInputs(
        IReadOnlyList<string> names,
        IReadOnlyList<string> inputs,
        IReadOnlyList<string> targets,
        string[] exclude,
        bool hasLags,
        string file)
    {
        foreach (string name in exclude.Concat(targets).Concat(inputs))
            Columns.Find(names, name, file);
        foreach (IReadOnlyList<string> list in new[] { targets, inputs })
            if (list.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
                throw new UsageException($"column '{repeated.Key}' is named twice.");
        if (inputs.Concat(exclude).FirstOrDefault(targets.Contains) is { } both)
            throw new UsageException($"column '{both}' cannot be the target and be an input or excluded at once.");

        if (targets.Contains("status"))
            throw new UsageException("a target cannot be called 'status': predictions have a column of that name. Rename it.");

        string[] chosen =
        [
            .. (inputs.Count > 0 ? inputs : names.Except(targets)).Except(exclude),
        ];
        return chosen.Length > 0 || hasLags
            ? chosen
            : throw new UsageException($"no input is left: {file} has no column but the targets and those excluded.");
    }
}
