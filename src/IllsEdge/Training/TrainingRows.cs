using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <summary>Rows that a network is fitted to or judged on, in standardised units, column by column.</summary>
public sealed class TrainingRows
{
    private readonly double[] _inputs;
    private readonly double[] _targets;
    private readonly double[]? _rootWeights;

    /// <summary>Takes the memory as it is, without a copy.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="inputs">count x d, column by column, no gaps.</param>
    /// <param name="targets">count x m, column by column, no gaps.</param>
    /// <exception cref="ArgumentException">A length is not a positive multiple of the number of rows.</exception>
    public TrainingRows(int count, double[] inputs, double[] targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (inputs.Length == 0 || inputs.Length % count != 0 || targets.Length == 0 || targets.Length % count != 0)
            throw new ArgumentException(
                $"{count} rows cannot have {inputs.Length} input values and {targets.Length} target values.");

        Count = count;
        _inputs = inputs;
        _targets = targets;
        TotalWeight = targets.Length;
    }

    private TrainingRows(TrainingRows rows, double[] weights)
        : this(rows.Count, rows._inputs, rows._targets)
    {
        TotalWeight = TensorPrimitives.Sum<double>(weights);
        _rootWeights = weights;
        TensorPrimitives.Sqrt(weights, _rootWeights);
    }

    /// <summary>Number of rows N.</summary>
    public int Count { get; }

    /// <summary>N x d.</summary>
    public ReadOnlyMatrixView<double> Inputs => new(_inputs, Count, _inputs.Length / Count);

    /// <summary>N x m.</summary>
    public ReadOnlyMatrixView<double> Targets => new(_targets, Count, _targets.Length / Count);

    /// <summary>Whether rows have weights; otherwise each counts once.</summary>
    [MemberNotNullWhen(true, nameof(_rootWeights))]
    public bool IsWeighted => _rootWeights is not null;

    /// <summary>Sum of the weights; N m without.</summary>
    public double TotalWeight { get; }

    /// <summary>
    /// The same rows, of which a target with weight w counts as if its row came w times. The memory of inputs and targets is
    /// shared, that of the weights is taken over.
    /// </summary>
    /// <param name="weights">count x m, column by column, each 0 or more.</param>
    /// <exception cref="ArgumentException">The number of weights is not that of the targets, or one is not a weight.</exception>
    public TrainingRows Weighted(double[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Length != _targets.Length)
            throw new ArgumentException($"{_targets.Length} targets cannot have {weights.Length} weights.");
        if (Array.FindIndex(weights, weight => !(weight >= 0 && double.IsFinite(weight))) is >= 0 and int wrong)
            throw new ArgumentException($"A weight is 0 or more and finite; weight {wrong} is {weights[wrong]}.");
        return new TrainingRows(this, weights);
    }

    /// <summary>Rows with other targets; the memory of the inputs is shared. They have no weights.</summary>
    /// <param name="targets">count x m, column by column.</param>
    internal TrainingRows WithTargets(double[] targets) => new(Count, _inputs, targets);

    /// <summary>Weight of a row's target.</summary>
    internal double Weight(int row, int output) =>
        IsWeighted ? _rootWeights[output * Count + row] * _rootWeights[output * Count + row] : 1;

    /// <summary>Multiplies values of consecutive rows by the roots of the weights of one output.</summary>
    internal void ApplyRootWeights(int output, int start, Span<double> values)
    {
        if (IsWeighted)
            TensorPrimitives.Multiply(values, _rootWeights.AsSpan(output * Count + start, values.Length), values);
    }

    /// <summary>Rows of a table in the units of a model.</summary>
    /// <param name="table">As <see cref="Model.Derive"/> makes it: a column for every input and target, by name.</param>
    /// <param name="model">Scales the values.</param>
    /// <param name="rows">The rows, in none of which a value may be missing.</param>
    /// <exception cref="DataFileException">A column is not there.</exception>
    public static TrainingRows Of(DataTable table, Model model, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        return new(rows.Length, Scale(table, model.Inputs, rows), Scale(table, model.Targets, rows));
    }

    /// <summary>Some of the rows, in the given order; a row may come several times. They are copied.</summary>
    /// <param name="rows">Their places, from 0.</param>
    public TrainingRows Select(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        TrainingRows selected = new(rows.Length, Select(_inputs, rows), Select(_targets, rows));
        return IsWeighted
            ? selected.Weighted([.. Select(_rootWeights, rows).Select(root => root * root)])
            : selected;
    }

    private double[] Select(double[] values, int[] rows)
    {
        double[] selected = new double[values.Length / Count * rows.Length];
        for (int column = 0; column < values.Length / Count; column++)
            for (int row = 0; row < rows.Length; row++)
                selected[column * rows.Length + row] = values[column * Count + rows[row]];
        return selected;
    }

    /// <summary>Standardised values of some columns, column by column.</summary>
    private static double[] Scale(DataTable table, IReadOnlyList<Variable> variables, int[] rows)
    {
        double[] scaled = new double[checked(rows.Length * variables.Count)];
        for (int index = 0; index < variables.Count; index++)
        {
            ReadOnlySpan<double> values = table.Column(table.Find(variables[index].Name));
            Span<double> column = scaled.AsSpan(index * rows.Length, rows.Length);
            for (int row = 0; row < rows.Length; row++)
                column[row] = values[rows[row]];
            variables[index].Scaling.Apply(column, column);
        }

        return scaled;
    }
}
