using System.Runtime.InteropServices;
using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.ModelFiles;

/// <summary>Between a model and its document. Every number and name is checked on the way in.</summary>
internal static class ModelMapping
{
    public static ModelDocument ToDocument(Model model) => new()
    {
        Format = ModelFile.Format,
        // Version 2 tells older programs that an input is not simply a column.
        Version = model.Inputs.All(input => input.Tap == new Tap(input.Name)) ? 1 : ModelFile.Version,
        Inputs = [.. model.Inputs.Select(ToDocument)],
        Targets = [.. model.Targets.Select(ToDocument)],
        Members = [.. model.Members.Select(ToDocument)],
        Calibration = model.Calibration is { } calibration
            ?
            [
                .. calibration.Scores.Zip(calibration.WidestSpreads, (scores, widest) => new CalibrationDocument
                {
                    Scores = scores,
                    WidestSpread = widest,
                }),
            ]
            : null,
        Novelty = model.Novelty is { } novelty ? new() { Factor = ToText(novelty.Factor), Limit = novelty.Limit } : null,
        Provenance = new()
        {
            Method = model.Provenance.Method,
            Seed = model.Provenance.Seed,
            Rows = model.Provenance.Rows,
            DataFingerprint = model.Provenance.DataFingerprint,
            LibraryVersion = model.Provenance.LibraryVersion,
            Options = new(model.Provenance.Options),
            Metrics =
            [
                .. model.Provenance.Metrics.Select(metrics => new MetricsDocument
                {
                    Name = metrics.Name,
                    Rmse = metrics.Rmse,
                    Mae = metrics.Mae,
                    R2 = metrics.R2,
                    MaxError = metrics.MaxError,
                }),
            ],
        },
    };

    /// <exception cref="FormatException">Something does not fit together.</exception>
    public static Model ToModel(ModelDocument document)
    {
        Variable[] inputs = ToVariables(document.Inputs, "inputs");
        Variable[] targets = ToVariables(document.Targets, "targets");
        Check(
            !inputs.Select(input => input.Name).Intersect(targets.Select(target => target.Name)).Any(),
            "an input and a target have one name");
        Check(targets.All(target => target.Tap == new Tap(target.Name)), "a target is not simply a column");
        Check(
            !inputs.Any(input => input.Tap.Lag == 0 && targets.Any(target => target.Name == input.Tap.Column)),
            "a target is its own input");
        CheckEntries(document.Members, "members");
        Check(document.Members.Length > 0, "it has no members");
        ProvenanceDocument provenance = document.Provenance;
        CheckEntries(provenance.Options.Values, "options");
        CheckEntries(provenance.Metrics, "metrics");
        foreach (MetricsDocument metrics in provenance.Metrics)
            CheckFinite([metrics.Rmse, metrics.Mae, metrics.R2 ?? 0, metrics.MaxError], $"an error of {metrics.Name}");
        return new Model(
            inputs,
            targets,
            [.. document.Members.Select(member => ToMember(member, inputs.Length, targets.Length))],
            new Provenance(
                provenance.Method,
                provenance.Seed,
                provenance.Rows,
                provenance.DataFingerprint,
                provenance.LibraryVersion,
                provenance.Options,
                [
                    .. provenance.Metrics.Select(metrics => new TargetMetrics(
                        metrics.Name, metrics.Rmse, metrics.Mae, metrics.R2, metrics.MaxError)),
                ]))
        {
            Calibration = ToCalibration(document.Calibration, targets.Length),
            Novelty = ToNovelty(document.Novelty, inputs.Length),
        };
    }

    private static Calibration? ToCalibration(CalibrationDocument[]? documents, int targets)
    {
        if (documents is null)
            return null;
        CheckEntries(documents, "calibrations");
        Check(documents.Length == targets, $"{documents.Length} targets of {targets} are calibrated");
        foreach (CalibrationDocument document in documents)
        {
            CheckFinite([.. document.Scores, document.WidestSpread], "a number of the calibration");
            Check(document.Scores.Length is > 0 and <= Calibration.LargestKept, $"there are {document.Scores.Length} scores");
            Check(document.Scores[0] >= 0 && document.Scores.SequenceEqual(document.Scores.Order()), "the scores are not in order");
        }

        return new Calibration(
            [.. documents.Select(document => document.Scores)], [.. documents.Select(document => document.WidestSpread)]);
    }

    private static Novelty? ToNovelty(NoveltyDocument? document, int inputs)
    {
        if (document is null)
            return null;
        CheckFinite([document.Limit], "the limit of novelty");
        return new Novelty(ToFactor(document.Factor, inputs + 1), document.Limit);
    }

    private static VariableDocument ToDocument(Variable variable) => new()
    {
        Name = variable.Name,
        Unit = variable.Unit,
        Mean = variable.Scaling.Mean,
        StandardDeviation = variable.Scaling.StandardDeviation,
        Lowest = variable.Lowest,
        Highest = variable.Highest,
        Column = variable.Tap.Column == variable.Name ? null : variable.Tap.Column,
        Lag = variable.Tap.Lag,
        Indicator = variable.Tap.IsIndicator,
        Fill = variable.Tap.Fill,
    };

    private static MemberDocument ToDocument(Member member) => new()
    {
        Layers =
        [
            .. member.Network.Layers.Select(layer => new LayerDocument
            {
                Activation = layer.Activation.Name,
                Weights =
                [
                    .. Enumerable.Range(0, layer.Outputs).Select(neuron => member.Network.Neuron(layer, neuron).ToArray()),
                ],
            }),
        ],
        OutputMaps =
        [
            .. member.Network.OutputMaps.ToArray().Select(map => new OutputMapDocument
            {
                Offset = map.Offset,
                Gain = map.Gain,
            }),
        ],
        Factor = member.Factor is { } factor ? ToText(factor) : null,
        Damping = member.Damping,
        State = member.State.Count > 1 ? [.. member.State] : null,
        Ridge = member.Ridge,
    };

    private static Variable[] ToVariables(VariableDocument[] documents, string what)
    {
        CheckEntries(documents, what);
        Check(documents.Length > 0, $"it has no {what}");
        foreach (VariableDocument variable in documents)
            CheckFinite(
                [variable.Mean, variable.StandardDeviation, variable.Lowest, variable.Highest, variable.Fill ?? 0],
                $"a number of {variable.Name}");
        Check(documents.DistinctBy(document => document.Name).Count() == documents.Length, $"two {what} have one name");
        Check(
            documents.All(document => document.StandardDeviation >= 0),
            $"one of its {what} has a negative standard deviation");
        return
        [
            .. documents.Select(document => new Variable(
                document.Name,
                document.Unit,
                new Scaling(document.Mean, document.StandardDeviation),
                document.Lowest,
                document.Highest)
            {
                Tap = ToTap(document),
            }),
        ];
    }

    private static Tap ToTap(VariableDocument document)
    {
        Tap tap = new(document.Column ?? document.Name, document.Lag, document.Indicator, document.Fill);
        Check(tap.Lag is >= 0 and <= Tap.LargestLag, $"{document.Name} has a lag of {tap.Lag}");
        Check(tap.Name == document.Name, $"{document.Name} is taken from {tap.Name}");
        return tap;
    }

    private static Member ToMember(MemberDocument document, int inputs, int outputs)
    {
        CheckEntries(document.Layers, "layers");
        CheckEntries(document.OutputMaps, "output maps");
        Check(document.Layers.Length > 0, "a member has no layers");
        int width = inputs;
        foreach (LayerDocument layer in document.Layers)
        {
            Check(layer.Weights.Length > 0, "a layer has no neurons");
            Check(
                Array.TrueForAll(layer.Weights, row => row?.Length == width + 1),
                $"a neuron has another number of weights than the {width} inputs of its layer and a bias");
            width = layer.Weights.Length;
        }

        Check(
            width == outputs && document.OutputMaps.Length == outputs,
            $"a member has {width} outputs and {document.OutputMaps.Length} output maps for {outputs} targets");
        Network network = new(inputs, [.. document.Layers.Select(layer => (layer.Weights.Length, ToActivation(layer)))]);
        foreach ((Layer layer, LayerDocument weights) in network.Layers.Zip(document.Layers))
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
                weights.Weights[neuron].CopyTo(network.Neuron(layer, neuron));
        for (int output = 0; output < outputs; output++)
            network.OutputMaps[output] = new(document.OutputMaps[output].Offset, document.OutputMaps[output].Gain);

        CheckFinite(network.Parameters, "a weight");
        CheckFinite([.. document.OutputMaps.SelectMany(map => new[] { map.Offset, map.Gain })], "an output map");
        CheckFinite([document.Damping, .. document.State ?? []], "the damping");
        CheckFinite([document.Ridge ?? 0], "the ridge");
        Check(document.Ridge is null or >= 0, "the ridge is negative");
        double[]? factor = document.Factor is { } text ? ToFactor(text, network.Parameters.Length) : null;
        return new Member(network, factor, document.Damping)
        {
            State = document.State ?? [document.Damping],
            Ridge = document.Ridge,
        };
    }

    private static Activation ToActivation(LayerDocument layer) =>
        Activation.Named(layer.Activation)
        ?? throw new FormatException($"there is no activation '{layer.Activation}'");

    private static double[] ToFactor(string text, long parameters)
    {
        double[] factor = FromLittleEndian(Convert.FromBase64String(text));
        Check(
            factor.Length == parameters * (parameters + 1) / 2,
            $"the factor of {parameters} parameters has {factor.Length} elements");
        return factor;
    }

    private static string ToText(double[] values) => Convert.ToBase64String(ToLittleEndian(values));

    private static byte[] ToLittleEndian(double[] values)
    {
        byte[] bytes = MemoryMarshal.AsBytes<double>(values).ToArray();
        return BitConverter.IsLittleEndian ? bytes : Reversed(bytes);
    }

    private static double[] FromLittleEndian(byte[] bytes)
    {
        Check(bytes.Length % sizeof(double) == 0, "the factor ends in the middle of a number");
        return MemoryMarshal.Cast<byte, double>(BitConverter.IsLittleEndian ? bytes : Reversed(bytes)).ToArray();
    }

    private static byte[] Reversed(byte[] bytes)
    {
        for (int start = 0; start < bytes.Length; start += sizeof(double))
            bytes.AsSpan(start, sizeof(double)).Reverse();
        return bytes;
    }

    /// <summary>The reader lets null pass as an element of a list.</summary>
    private static void CheckEntries(IEnumerable<object?> entries, string what) =>
        Check(entries.All(entry => entry is not null), $"one of its {what} is null");

    /// <summary>The reader makes infinity of a number such as 1e400.</summary>
    private static void CheckFinite(ReadOnlySpan<double> numbers, string what)
    {
        foreach (double number in numbers)
            Check(double.IsFinite(number), $"{what} is not finite");
    }

    private static void Check(bool holds, string trouble)
    {
        if (!holds)
            throw new FormatException(trouble);
    }
}
