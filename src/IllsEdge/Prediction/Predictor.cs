using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Prediction;

/// <summary>Predicts with a model, in the user's units. Buffers are made once; predicting allocates nothing.</summary>
/// <remarks>Not safe for use by several threads; a model may have any number of predictors.</remarks>
public sealed class Predictor
{
    private readonly ForwardPass[] _passes;
    private readonly LeverageMeter?[] _meters;
    private readonly double[] _leverages;
    private readonly double[] _scaled;
    private readonly Specification _specification;
    private readonly double[] _targets;

    /// <summary>Makes the buffers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="capacity">Rows that can be predicted in one call; more than 1 pays for whole files.</param>
    public Predictor(Model model, int capacity = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Model = model;
        Capacity = capacity;
        _passes = [.. model.Members.Select(member => new ForwardPass(member.Network, capacity))];
        _meters =
        [
            .. model.Members.Zip(_passes, (member, pass) => member.Factor is { } factor ? new LeverageMeter(pass, factor) : null),
        ];
        _leverages = new double[capacity];
        _scaled = new double[model.Inputs.Count * capacity];
        _targets = new double[model.Targets.Count];
        _specification = new Specification(model);
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>Rows that can be predicted in one call.</summary>
    public int Capacity { get; }

    /// <summary>Predicts one row.</summary>
    /// <param name="inputs">One value an input, in the order of <see cref="Model.Inputs"/>.</param>
    /// <param name="targets">One value a target, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Predict(ReadOnlySpan<double> inputs, Span<double> targets) =>
        Predict(new ReadOnlyMatrixView<double>(inputs, 1, inputs.Length), new MatrixView<double>(targets, 1, targets.Length));

    /// <summary>Predicts one row with its spread.</summary>
    /// <param name="inputs">One value an input.</param>
    /// <param name="targets">One value a target, overwritten.</param>
    /// <param name="spreads">One value a target, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Predict(ReadOnlySpan<double> inputs, Span<double> targets, Span<double> spreads) => Predict(
        new ReadOnlyMatrixView<double>(inputs, 1, inputs.Length),
        new MatrixView<double>(targets, 1, targets.Length),
        new MatrixView<double>(spreads, 1, spreads.Length));

    /// <summary>
    /// Predicts up to <see cref="Capacity"/> rows, each with its spread: deviation of the target times sqrt(1 + h), h the mean
    /// of the members' leverages; the typical error grows with it from place to place. An interval reaches to both sides by
    /// the spread times <see cref="Calibration.Quantile"/>. p^2 flops a row more than without.
    /// </summary>
    /// <param name="inputs">rows x inputs.</param>
    /// <param name="targets">rows x targets, overwritten.</param>
    /// <param name="spreads">rows x targets, overwritten; without the leverage of members too large to keep a factor.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void Predict(ReadOnlyMatrixView<double> inputs, MatrixView<double> targets, MatrixView<double> spreads)
    {
        if (spreads.Rows != targets.Rows || spreads.Columns != targets.Columns)
            throw new ArgumentException(
                $"There are {targets.Rows} x {targets.Columns} targets and room for {spreads.Rows} x {spreads.Columns} spreads.");
        Predict(inputs, targets);
        ReadOnlyMatrixView<double> scaled = new(_scaled, inputs.Rows, inputs.Columns, Capacity);
        Span<double> leverages = _leverages.AsSpan(0, inputs.Rows);
        for (int target = 0; target < targets.Columns; target++)
        {
            Span<double> column = spreads.Column(target);
            column.Clear();
            foreach (LeverageMeter? meter in _meters)
            {
                if (meter is null)
                    continue;
                meter.Measure(scaled, target, leverages);
                TensorPrimitives.Add(column, leverages, column);
            }

            TensorPrimitives.Divide(column, _meters.Length, column);
            TensorPrimitives.Add(column, 1, column);
            TensorPrimitives.Sqrt<double>(column, column);
            TensorPrimitives.Multiply(column, Model.Targets[target].Scaling.StandardDeviation, column);
        }
    }

    /// <summary>Predicts up to <see cref="Capacity"/> rows.</summary>
    /// <param name="inputs">rows x inputs.</param>
    /// <param name="targets">rows x targets, overwritten.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void Predict(ReadOnlyMatrixView<double> inputs, MatrixView<double> targets)
    {
        if (inputs.Columns != Model.Inputs.Count || targets.Columns != Model.Targets.Count
            || inputs.Rows != targets.Rows || inputs.Rows > Capacity)
            throw new ArgumentException(
                $"The predictor takes up to {Capacity} rows of {Model.Inputs.Count} inputs for {Model.Targets.Count} targets " +
                $"and got {inputs.Rows} x {inputs.Columns} for {targets.Rows} x {targets.Columns}.");

        MatrixView<double> scaled = new(_scaled, inputs.Rows, inputs.Columns, Capacity);
        for (int input = 0; input < inputs.Columns; input++)
            Model.Inputs[input].Scaling.Apply(inputs.Column(input), scaled.Column(input));

        foreach (ForwardPass pass in _passes)
            pass.Run(scaled);

        for (int target = 0; target < targets.Columns; target++)
        {
            Span<double> column = targets.Column(target);
            _passes[0].Outputs.Column(target).CopyTo(column);
            for (int member = 1; member < _passes.Length; member++)
                TensorPrimitives.Add(column, _passes[member].Outputs.Column(target), column);
            if (_passes.Length > 1)
                TensorPrimitives.Divide(column, _passes.Length, column);
            Model.Targets[target].Scaling.Restore(column, column);
        }
    }

    /// <summary>
    /// Status of a row: out of specification where its inputs are unlike those trained on (<see cref="Novelty"/>), or where
    /// the model knows less than anywhere it was trained (<see cref="Calibration.WidestSpreads"/>); otherwise good.
    /// </summary>
    /// <param name="inputs">One value an input.</param>
    /// <param name="spreads">The row's, as <see cref="Predict(ReadOnlySpan{double}, Span{double}, Span{double})"/> gives them.</param>
    /// <remarks>
    /// Beside the leverage every input keeps to the range of the training rows and one standard deviation more. A model
    /// that knows no novelty, from an older file, has the range alone.
    /// </remarks>
    public ValueStatus StatusOf(ReadOnlySpan<double> inputs, ReadOnlySpan<double> spreads) =>
        _specification.Covers(inputs) && !IsTooWide(spreads) ? ValueStatus.Good : ValueStatus.OutOfSpecification;

    /// <summary>
    /// Counts a row among those that the model knows, for somebody who goes on learning where the model ends: status and
    /// spread of rows like it are as if it had been fitted to it. Predictions stay. Of a row far from all others so much is
    /// counted as halves its leverage, so that one wild reading makes little known. Some p^2 flops; allocates nothing.
    /// </summary>
    /// <param name="inputs">One value an input, finite.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public void Absorb(ReadOnlySpan<double> inputs)
    {
        Predict(inputs, _targets);
        _specification.Absorb(inputs);
        ReadOnlyMatrixView<double> scaled = new(_scaled, 1, inputs.Length, Capacity);
        foreach (LeverageMeter? meter in _meters)
            for (int target = 0; target < _targets.Length; target++)
                meter?.Absorb(scaled, target);
    }

    private bool IsTooWide(ReadOnlySpan<double> spreads)
    {
        if (Model.Calibration is not { } calibration)
            return false;
        for (int target = 0; target < spreads.Length; target++)
            if (!(spreads[target] <= calibration.WidestSpreads[target] * Model.Targets[target].Scaling.StandardDeviation))
                return true;
        return false;
    }
}
