using IllsEdge.Data;

namespace IllsEdge.Prediction;

/// <summary>An input or a target of a model.</summary>
/// <param name="Name">Column name in files, sensor or output name on a device.</param>
/// <param name="Unit">Physical unit for people, or null where it was not given.</param>
/// <param name="Scaling">Between the user's units and the network's standardised ones.</param>
/// <param name="Lowest">Smallest value among the training rows.</param>
/// <param name="Highest">Largest value among the training rows.</param>
public sealed record Variable(string Name, string? Unit, Scaling Scaling, double Lowest, double Highest)
{
    /// <summary>Where an input takes its value; of a target, its column.</summary>
    public Tap Tap { get; init; } = new(Name);
}
