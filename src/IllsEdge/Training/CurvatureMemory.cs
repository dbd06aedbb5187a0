using System.Numerics.Tensors;

namespace IllsEdge.Training;

/// <summary>
/// What steps have told of the curvature, for limited-memory BFGS: changes of the parameters and of the gradient (Nocedal
/// and Wright 2006, Numerical Optimization, algorithm 7.4).
/// </summary>
/// <param name="parameters">Number of parameters p.</param>
/// <param name="capacity">Steps that are remembered; further ones are not.</param>
internal sealed class CurvatureMemory(int parameters, int capacity)
{
    /// <summary>A pair whose s'y is a smaller share of |s||y| is lost in rounding.</summary>
    private const double Smallest = 1e-10;

    private readonly double[][] _steps = Rows(parameters, capacity);
    private readonly double[][] _changes = Rows(parameters, capacity);
    private readonly double[] _products = new double[capacity];
    private readonly double[] _shares = new double[capacity];
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>Remembers a step, if the gradient grew along it.</summary>
    /// <param name="length">Step over direction.</param>
    /// <param name="direction">p values.</param>
    /// <param name="before">Gradient at its start.</param>
    /// <param name="after">Gradient at its end.</param>
    public void Add(double length, double[] direction, double[] before, double[] after)
    {
        if (_count == capacity)
            return;
        (double[] step, double[] change) = (_steps[_count], _changes[_count]);
        TensorPrimitives.Multiply<double>(direction, length, step);
        TensorPrimitives.Subtract<double>(after, before, change);
        double product = TensorPrimitives.Dot<double>(step, change);
        if (product > Smallest * TensorPrimitives.Norm<double>(step) * TensorPrimitives.Norm<double>(change))
            _products[_count++] = product;
    }

    /// <summary>Multiplies a vector by the inverse Hessian.</summary>
    /// <param name="metric">Stands for the Hessian before any step.</param>
    /// <param name="vector">p values, overwritten.</param>
    public void Apply(SampledMetric metric, double[] vector)
    {
        for (int pair = _count - 1; pair >= 0; pair--)
        {
            _shares[pair] = TensorPrimitives.Dot<double>(_steps[pair], vector) / _products[pair];
            TensorPrimitives.MultiplyAddEstimate(_changes[pair], -_shares[pair], vector, vector);
        }

        metric.Solve(vector);
        for (int pair = 0; pair < _count; pair++)
        {
            double share = TensorPrimitives.Dot<double>(_changes[pair], vector) / _products[pair];
            TensorPrimitives.MultiplyAddEstimate(_steps[pair], _shares[pair] - share, vector, vector);
        }
    }

    private static double[][] Rows(int parameters, int capacity) =>
        [.. Enumerable.Range(0, capacity).Select(_ => new double[parameters])];
}
