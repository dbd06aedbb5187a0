using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation.Press;

/// <summary>Set-points of the press.</summary>
/// <param name="Temperature">Of the platens, 20 to 250 degrees Celsius.</param>
/// <param name="Pressure">While holding, 5 to 300 bar.</param>
/// <param name="Hold">Time under pressure, 0.1 to 600 s.</param>
public readonly record struct PressRecipe(double Temperature, double Pressure, double Hold)
{
    /// <summary>The middle of what the operator sets.</summary>
    public static PressRecipe Usual { get; } = new(150, 120, 6.5);

    /// <summary>Whether the press can be set so.</summary>
    internal bool IsPossible => Temperature is >= 20 and <= 250 && Pressure is >= 5 and <= 300 && Hold is >= 0.1 and <= 600;

    /// <summary>Draws set-points from the ranges that the operator uses, evenly.</summary>
    internal static PressRecipe Draw(RandomSource random) =>
        new(random.NextUniform(136, 166), random.NextUniform(85, 155), random.NextUniform(3, 9));
}
