namespace IllsEdge.Training;

/// <summary>The catalogue of training methods.</summary>
public static class Trainers
{
    /// <summary>All methods, the default first.</summary>
    public static IReadOnlyList<ITrainer> All { get; } =
        [new AutoTrainer(), new CoupledTrainer(), new AcceleratedTrainer(), new ClassicTrainer()];

    /// <summary>The method with this name in any case, or null.</summary>
    public static ITrainer? Named(string name) =>
        All.FirstOrDefault(trainer => trainer.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
