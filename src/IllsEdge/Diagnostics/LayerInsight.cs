using System.Numerics.Tensors;
using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Diagnostics;

/// <summary>The insight into one hidden layer: two passes over the rows, memory of one chunk.</summary>
internal sealed class LayerInsight
{
    /// <summary>A slope below this share of a neuron's largest counts as saturated.</summary>
    private const double SaturatedSlope = 0.1;

    /// <summary>Relative size of the damping that stands for the pseudo-inverse's cut at a singular value of 0.</summary>
    private const double PseudoInverseDamping = 1e-8;

    private readonly Network _network;
    private readonly Layer _layer;
    private readonly int _index;
    private readonly HouseholderQr<double> _qr = HouseholderQr<double>.On(Kernel.Selected);
    private readonly ForwardPass _forward;
    private readonly BackwardPass _backward;
    private readonly double[][] _sensitivities;
    private readonly double[] _wishes;
    private readonly double[] _slopes = new double[Linearisation.ChunkRows];

    public LayerInsight(Network network, int index)
    {
        _network = network;
        _layer = network.Layers[index];
        _index = index;
        _forward = new ForwardPass(network, Linearisation.ChunkRows);
        _backward = new BackwardPass(_forward);
        _sensitivities =
        [
            .. Enumerable.Range(0, network.Outputs).Select(_ => new double[_layer.Outputs * Linearisation.ChunkRows]),
        ];
        _wishes = new double[_layer.Outputs * Linearisation.ChunkRows];
    }

    public IReadOnlyList<NeuronInsight> Of(TrainingRows rows)
    {
        double[] largestSlope = new double[_layer.Outputs];
        ForEachChunk(rows, (_, _) =>
        {
            for (int neuron = 0; neuron < _layer.Outputs; neuron++)
                largestSlope[neuron] = Math.Max(largestSlope[neuron], TensorPrimitives.Max(Slopes(neuron)));
        });

        LayerProblem problem = new(_layer);
        double[] asked = new double[_layer.Outputs];
        int[] saturated = new int[_layer.Outputs];
        RunningMoments[] values = new RunningMoments[_layer.Outputs];
        ForEachChunk(rows, (start, count) =>
        {
            FindWishes(rows.Targets.RowRange(start, count));
            problem.Absorb(_index == 0 ? rows.Inputs.RowRange(start, count) : _forward.Values(_index - 1), Wishes(count));
            for (int neuron = 0; neuron < _layer.Outputs; neuron++)
            {
                asked[neuron] += TensorPrimitives.SumOfSquares<double>(Wishes(count).Column(neuron));
                foreach (double slope in Slopes(neuron))
                    saturated[neuron] += slope < SaturatedSlope * largestSlope[neuron] ? 1 : 0;
                foreach (double value in _forward.Values(_index).Column(neuron))
                    values[neuron].Add(value);
            }
        });

        return
        [
            .. Enumerable.Range(0, _layer.Outputs).Select(neuron => new NeuronInsight(
                _index,
                neuron,
                Math.Sqrt(asked[neuron] / rows.Count),
                asked[neuron] > 0 ? Math.Max(0, 1 - problem.ResidualSumOfSquares(neuron) / asked[neuron]) : 0,
                values[neuron].Mean,
                values[neuron].Deviation,
                (double)saturated[neuron] / rows.Count)),
        ];
    }

    private void ForEachChunk(TrainingRows rows, Action<int, int> look)
    {
        for (int start = 0; start < rows.Count; start += Linearisation.ChunkRows)
        {
            int count = Math.Min(Linearisation.ChunkRows, rows.Count - start);
            _forward.Run(rows.Inputs.RowRange(start, count));
            look(start, count);
        }
    }

    private MatrixView<double> Wishes(int rows) => new(_wishes, rows, _layer.Outputs, Linearisation.ChunkRows);

    private ReadOnlySpan<double> Slopes(int neuron)
    {
        ReadOnlySpan<double> totals = _forward.Totals(_index).Column(neuron);
        Span<double> slopes = _slopes.AsSpan(0, totals.Length);
        _layer.Activation.Slope(totals, _forward.Values(_index).Column(neuron), slopes);
        return slopes;
    }

    /// <summary>dZ of the rows of the last forward run.</summary>
    private void FindWishes(ReadOnlyMatrixView<double> targets)
    {
        for (int output = 0; output < _network.Outputs; output++)
        {
            _backward.Run(output);
            for (int neuron = 0; neuron < _layer.Outputs; neuron++)
                _backward.Sensitivities(_index).Column(neuron)
                    .CopyTo(_sensitivities[output].AsSpan(neuron * Linearisation.ChunkRows, targets.Rows));
        }

        double[] residuals = new double[_network.Outputs];
        double[] system = new double[_network.Outputs * (_layer.Outputs + 1)];
        double[] memory = new double[TriangularFactor<double>.Length(_layer.Outputs, 1)];
        double[] workspace = new double[_qr.WorkspaceLength(_layer.Outputs + 1)];
        double[] wish = new double[_layer.Outputs];
        for (int row = 0; row < targets.Rows; row++)
        {
            for (int output = 0; output < residuals.Length; output++)
                residuals[output] = targets[row, output] - _forward.Outputs[row, output];
            if (residuals.Length == 1)
                SolveOne(row, residuals[0], wish);
            else
                SolveSeveral(row, residuals, new(system, residuals.Length, _layer.Outputs + 1), memory, workspace, wish);
            for (int neuron = 0; neuron < wish.Length; neuron++)
                Wishes(targets.Rows)[row, neuron] = wish[neuron];
        }
    }

    /// <summary>One output: dZ = S r / (S S'), the pseudo-inverse in closed form; 0 where S is 0.</summary>
    private void SolveOne(int row, double residual, Span<double> wish)
    {
        double square = 0;
        for (int neuron = 0; neuron < wish.Length; neuron++)
        {
            wish[neuron] = Sensitivity(0, neuron, row);
            square += wish[neuron] * wish[neuron];
        }

        double scale = double.IsNormal(square) ? residual / square : 0;
        TensorPrimitives.Multiply(wish, scale, wish);
    }

    /// <summary>Several outputs: least squares with the damping as diagonal rows.</summary>
    private void SolveSeveral(
        int row, double[] residuals, MatrixView<double> system, double[] memory, double[] workspace, double[] wish)
    {
        double square = 0;
        for (int output = 0; output < residuals.Length; output++)
        {
            for (int neuron = 0; neuron < wish.Length; neuron++)
            {
                double sensitivity = Sensitivity(output, neuron, row);
                system[output, neuron] = sensitivity;
                square += sensitivity * sensitivity;
            }

            system[output, wish.Length] = residuals[output];
        }

        wish.AsSpan().Fill(PseudoInverseDamping * Math.Sqrt(square));
        TriangularFactor<double> factor = new(memory, wish.Length, 1);
        factor.Clear();
        _qr.Absorb(factor, system, workspace);
        _qr.AbsorbDiagonal(factor, wish, new(new double[wish.Length], wish.Length, 1), workspace);
        if (!_qr.Solve(factor, new MatrixView<double>(wish, wish.Length, 1)))
            wish.AsSpan().Clear();
    }

    private double Sensitivity(int output, int neuron, int row) =>
        _sensitivities[output][neuron * Linearisation.ChunkRows + row];
}
