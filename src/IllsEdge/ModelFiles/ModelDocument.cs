using System.Text.Json.Serialization;

namespace IllsEdge.ModelFiles;

/// <summary>What every version of a model file begins with: enough to refuse one that is too new.</summary>
internal sealed record ModelHeader(string? Format, int? Version);

/// <summary>A model file as it stands on disk; see README.md in this folder.</summary>
internal sealed record ModelDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required VariableDocument[] Inputs { get; init; }

    public required VariableDocument[] Targets { get; init; }

    public required MemberDocument[] Members { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CalibrationDocument[]? Calibration { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NoveltyDocument? Novelty { get; init; }

    public required ProvenanceDocument Provenance { get; init; }
}

/// <summary>One target's.</summary>
internal sealed record CalibrationDocument
{
    public required double[] Scores { get; init; }

    public required double WidestSpread { get; init; }
}

internal sealed record NoveltyDocument
{
    public required string Factor { get; init; }

    public required double Limit { get; init; }
}

internal sealed record VariableDocument
{
    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit { get; init; }

    public required double Mean { get; init; }

    public required double StandardDeviation { get; init; }

    public required double Lowest { get; init; }

    public required double Highest { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Column { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Lag { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Indicator { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Fill { get; init; }
}

internal sealed record MemberDocument
{
    public required LayerDocument[] Layers { get; init; }

    public required OutputMapDocument[] OutputMaps { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Factor { get; init; }

    public required double Damping { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? State { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Ridge { get; init; }
}

/// <summary>One row of weights for every neuron, its bias last.</summary>
internal sealed record LayerDocument
{
    public required string Activation { get; init; }

    public required double[][] Weights { get; init; }
}

internal sealed record OutputMapDocument
{
    public required double Offset { get; init; }

    public required double Gain { get; init; }
}

internal sealed record ProvenanceDocument
{
    public required string Method { get; init; }

    public required ulong Seed { get; init; }

    public required int Rows { get; init; }

    public required string DataFingerprint { get; init; }

    public required string LibraryVersion { get; init; }

    public required Dictionary<string, string> Options { get; init; }

    public required MetricsDocument[] Metrics { get; init; }
}

internal sealed record MetricsDocument
{
    public required string Name { get; init; }

    public required double Rmse { get; init; }

    public required double Mae { get; init; }

    public required double? R2 { get; init; }

    public required double MaxError { get; init; }
}

/// <summary>Serialisation code made at build time, so that it also works in a native program.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ModelHeader))]
[JsonSerializable(typeof(ModelDocument))]
internal sealed partial class ModelJson : JsonSerializerContext;
