using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Prediction;

/// <summary>
/// The inputs that a model knows: every one within the range of the rows it was fitted to and a standard deviation more, and
/// no combination stranger than theirs (<see cref="Novelty"/>). It widens with rows that are learned from later.
/// </summary>
internal sealed class Specification
{
    private readonly Model _model;
    private readonly ForwardPass? _plane;
    private readonly LeverageMeter? _novelty;
    private readonly double[] _row;
    private readonly double[] _lowest;
    private readonly double[] _highest;

    /// <summary>Begins with what the model was fitted to.</summary>
    /// <param name="model">The model; one that knows no novelty, from an older file, has the bare range alone.</param>
    public Specification(Model model)
    {
        _model = model;
        _row = new double[model.Inputs.Count];
        if (model.Novelty is { } novelty)
        {
            _plane = new ForwardPass(Novelty.Plane(model.Inputs.Count), 1);
            _novelty = new LeverageMeter(_plane, novelty.Factor);
        }

        _lowest = [.. model.Inputs.Select(input => input.Lowest - Margin(input))];
        _highest = [.. model.Inputs.Select(input => input.Highest + Margin(input))];
    }

    /// <summary>Whether a row is like those that are known. Allocates nothing.</summary>
    /// <param name="inputs">One value an input.</param>
    public bool Covers(ReadOnlySpan<double> inputs)
    {
        for (int input = 0; input < inputs.Length; input++)
            if (!(inputs[input] >= _lowest[input] && inputs[input] <= _highest[input]))
                return false;
        return _novelty is null || LeverageOf(inputs) <= _model.Novelty!.Limit;
    }

    /// <summary>
    /// Widens by a row: a range by a standard deviation at most, so that one wild reading opens it to little else. Allocates
    /// nothing.
    /// </summary>
    /// <param name="inputs">One value an input, finite.</param>
    public void Absorb(ReadOnlySpan<double> inputs)
    {
        if (_novelty is null)
            return;
        for (int input = 0; input < inputs.Length; input++)
        {
            double margin = Margin(_model.Inputs[input]);
            _lowest[input] = Math.Max(_lowest[input] - margin, Math.Min(_lowest[input], inputs[input] - margin));
            _highest[input] = Math.Min(_highest[input] + margin, Math.Max(_highest[input], inputs[input] + margin));
        }

        _novelty.Absorb(Run(inputs), 0);
    }

    private double Margin(Variable input) => _model.Novelty is null ? 0 : input.Scaling.StandardDeviation;

    private double LeverageOf(ReadOnlySpan<double> inputs)
    {
        Span<double> leverage = stackalloc double[1];
        _novelty!.Measure(Run(inputs), 0, leverage);
        return leverage[0];
    }

    // Gives the row, standardised.
    private ReadOnlyMatrixView<double> Run(ReadOnlySpan<double> inputs)
    {
        for (int input = 0; input < inputs.Length; input++)
            _row[input] = _model.Inputs[input].Scaling.Apply(inputs[input]);
        ReadOnlyMatrixView<double> row = new(_row, 1, _row.Length);
        _plane!.Run(row);
        return row;
    }
}
