using IllsEdge.Data;
using IllsEdge.Networks;

namespace IllsEdge.Prediction;

/// <summary>A trained model: everything that prediction, a warm start and a reader of its file need.</summary>
/// <param name="Inputs">The inputs in the order of the networks' inputs.</param>
/// <param name="Targets">The targets in the order of the networks' outputs.</param>
/// <param name="Members">One network, or several whose predictions are averaged.</param>
/// <param name="Provenance">Where it comes from.</param>
public sealed record Model(
    IReadOnlyList<Variable> Inputs,
    IReadOnlyList<Variable> Targets,
    IReadOnlyList<Member> Members,
    Provenance Provenance)
{
    /// <summary>Errors on held-out rows, from which intervals come; null where they are not known.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>Tells rows unlike those trained on; null where only the inputs' ranges are known.</summary>
    public Novelty? Novelty { get; init; }

    /// <summary>
    /// Columns that the inputs are taken from, each once; a target's among them where its past is an input.
    /// </summary>
    public IReadOnlyList<string> Columns => [.. Inputs.Select(input => input.Tap.Column).Distinct()];

    /// <summary>How many rows before a row its inputs reach back.</summary>
    public int History => Inputs.Max(input => input.Tap.Lag);

    /// <summary>The columns of the inputs, then of the targets, made of a table's.</summary>
    /// <param name="table">Has all <see cref="Columns"/> and the targets.</param>
    /// <exception cref="DataFileException">A column is not there.</exception>
    public DataTable Derive(DataTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Derive([.. Inputs.Concat(Targets).Select(variable => variable.Tap)]);
    }
}

/// <summary>One network of a model.</summary>
/// <param name="Network">Shape and weights.</param>
/// <param name="Factor">
/// Packed triangular factor R of its Jacobian and the ridge, row by row, p (p + 1) / 2 elements; R'R is the curvature
/// that prediction intervals need. Null where the network is too large for it to be kept.
/// </param>
/// <param name="Damping">Damping at the end of training, from which a warm start goes on.</param>
public sealed record Member(Network Network, double[]? Factor, double Damping)
{
    /// <summary>All that its method carried from iteration to iteration beside the weights, the damping first.</summary>
    public IReadOnlyList<double> State { get; init; } = [Damping];

    /// <summary>The ridge that was given or found; null where it is not known, as in older files.</summary>
    public double? Ridge { get; init; }
}

/// <summary>Where a model comes from, so that it can be made again.</summary>
/// <param name="Method">Training method.</param>
/// <param name="Seed">Seed of weights and splits.</param>
/// <param name="Rows">Training rows.</param>
/// <param name="DataFingerprint">CRC-32C of the training values; the same data give the same fingerprint.</param>
/// <param name="LibraryVersion">Version of this library.</param>
/// <param name="Options">Options of the fit by name.</param>
/// <param name="Metrics">Errors on the training rows, one entry a target.</param>
public sealed record Provenance(
    string Method,
    ulong Seed,
    int Rows,
    string DataFingerprint,
    string LibraryVersion,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyList<TargetMetrics> Metrics);
