namespace IllsEdge.Networks.Activations;

/// <summary>
/// The function f of a neuron, h = f(z), with what training needs of it: slope, and where there is one, inverse.
/// </summary>
/// <remarks>
/// All methods work element by element on spans of equal length, allocate nothing, let NaN pass through values and
/// inverses, and may not be given overlapping spans. An activation is one file here and one line in <see cref="All"/>.
/// </remarks>
public abstract class Activation
{
    private protected Activation(string name, double lowest, double highest)
    {
        Name = name;
        Lowest = lowest;
        Highest = highest;
    }

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<Activation> All { get; } =
    [
        new HyperbolicTangent(),
        new Sigmoid(),
        new LeakyRectifier(),
        new ExponentialLinear(),
        new Softsign(),
        new ArcTangent(),
        new Identity(),
        new Rectifier(),
    ];

    /// <summary>f(z) = tanh z, the default.</summary>
    public static Activation Tanh => All[0];

    /// <summary>f(z) = z.</summary>
    public static Activation Linear => All.Single(activation => activation is Identity);

    /// <summary>Name on the command line and in model files.</summary>
    public string Name { get; }

    /// <summary>Infimum of f, not reached where f is invertible; negative infinity where there is none.</summary>
    public double Lowest { get; }

    /// <summary>Supremum of f, not reached where f is invertible; infinity where there is none.</summary>
    public double Highest { get; }

    /// <summary>Whether <see cref="Inverse"/> exists, as methods that compute ideal total inputs need it.</summary>
    public virtual bool IsInvertible => true;

    /// <summary>The activation with this name in any case, or null.</summary>
    public static Activation? Named(string name) =>
        All.FirstOrDefault(activation => activation.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>h = f(z).</summary>
    /// <param name="totals">Total inputs z.</param>
    /// <param name="values">Activations h, overwritten.</param>
    public abstract void Value(ReadOnlySpan<double> totals, Span<double> values);

    /// <summary>The slope f'(z); at a kink the slope of the left side.</summary>
    /// <param name="totals">Total inputs z.</param>
    /// <param name="values">Activations f(z), from which several slopes follow without a transcendental function.</param>
    /// <param name="slopes">f'(z), overwritten.</param>
    public abstract void Slope(ReadOnlySpan<double> totals, ReadOnlySpan<double> values, Span<double> slopes);

    /// <summary>z = f^-1(h).</summary>
    /// <param name="values">
    /// Activations strictly between <see cref="Lowest"/> and <see cref="Highest"/>; elsewhere the result is infinite or NaN.
    /// </param>
    /// <param name="totals">Total inputs z, overwritten.</param>
    /// <exception cref="NotSupportedException"><see cref="IsInvertible"/> is false.</exception>
    public abstract void Inverse(ReadOnlySpan<double> values, Span<double> totals);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
