using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Prediction;

/// <summary>Predicts with a model, in the user's units. Buffers are made once; predicting allocates nothing.</summary>
/// <remarks>Not safe for use by several threads; a model may have any number of predictors.</remarks>
public sealed class Predictor
{
    private readonly ForwardPass[] _passes;
    private readonly double[] _scaled;

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
        _scaled = new double[model.Inputs.Count * capacity];
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

    /// <summary>Status of a row: good, or out of specification where an input is outside the trained range.</summary>
    /// <param name="inputs">One value an input.</param>
    public ValueStatus StatusOf(ReadOnlySpan<double> inputs)
    {
        for (int input = 0; input < inputs.Length; input++)
            if (!Model.Inputs[input].Covers(inputs[input]))
                return ValueStatus.OutOfSpecification;
        return ValueStatus.Good;
    }
}
