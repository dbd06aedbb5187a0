using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Networks;

/// <content>Rows of the Jacobian, and sums of them.</content>
public sealed partial class BackwardPass
{
    /// <summary>
    /// Writes rows of J, the derivatives of the output of the last run by the parameters of some layers: layer by layer and
    /// neuron by neuron S_l[i, j] [A_l[i, :] 1], where A_l is what comes into layer l.
    /// </summary>
    /// <param name="inputs">The inputs of the last forward run.</param>
    /// <param name="layers">Indices of the layers, ascending.</param>
    /// <param name="first">First row of the run that is wanted.</param>
    /// <param name="block">As many rows as are wanted x parameters or more, overwritten.</param>
    internal void FillJacobian(
        ReadOnlyMatrixView<double> inputs, ReadOnlySpan<int> layers, int first, MatrixView<double> block)
    {
        int column = 0;
        foreach (int index in layers)
        {
            Layer layer = _forward.Network.Layers[index];
            ReadOnlyMatrixView<double> below = index == 0 ? inputs : _forward.Values(index - 1);
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
            {
                ReadOnlySpan<double> sensitivity = Sensitivities(index).Column(neuron).Slice(first, block.Rows);
                for (int input = 0; input <= layer.Inputs; input++, column++)
                {
                    if (input < layer.Inputs)
                        TensorPrimitives.Multiply(
                            sensitivity, below.Column(input).Slice(first, block.Rows), block.Column(column));
                    else
                        sensitivity.CopyTo(block.Column(column));
                }
            }
        }
    }

    /// <summary>
    /// Adds the sum over the rows of the derivatives that <see cref="FillJacobian"/> would write, of all layers.
    /// </summary>
    /// <param name="inputs">The inputs of the last forward run.</param>
    /// <param name="gradient">A value for every parameter of the network.</param>
    /// <exception cref="ArgumentException">The gradient has another length, or the inputs have other rows than that run.</exception>
    public void AddGradient(ReadOnlyMatrixView<double> inputs, Span<double> gradient)
    {
        if (gradient.Length != _forward.Network.Parameters.Length || inputs.Rows != _rows)
            throw new ArgumentException(
                $"The last run had {_rows} rows and there are {_forward.Network.Parameters.Length} parameters; got {inputs.Rows} rows of " +
                $"inputs and room for {gradient.Length} derivatives.");
        for (int index = 0; index < _forward.Network.Layers.Count; index++)
        {
            Layer layer = _forward.Network.Layers[index];
            ReadOnlyMatrixView<double> below = index == 0 ? inputs : _forward.Values(index - 1);
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
            {
                ReadOnlySpan<double> sensitivity = Sensitivities(index).Column(neuron);
                Span<double> ofNeuron = gradient.Slice(layer.NeuronOffset(neuron), layer.NeuronLength);
                for (int input = 0; input < layer.Inputs; input++)
                    ofNeuron[input] += TensorPrimitives.Dot(sensitivity, below.Column(input));
                ofNeuron[^1] += TensorPrimitives.Sum(sensitivity);
            }
        }
    }
}
