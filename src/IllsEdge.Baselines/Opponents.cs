using IllsEdge.Comparison;
using IllsEdge.Training;

namespace IllsEdge.Baselines;

/// <summary>The catalogue of the methods that can be compared.</summary>
public static class Opponents
{
    /// <summary>All methods: ours first, then the opponents, then linear regression.</summary>
    public static IReadOnlyList<ComparedMethod> All { get; } =
    [
        .. Trainers.All.Select(ComparedMethod.Ours),
        new("levenberg-marquardt", _ => new LevenbergMarquardtTrainer()),
        new("l-bfgs", _ => new LimitedMemoryBfgsTrainer()) { MaximumIterations = 5000 },
        new("adam", seed => new AdamTrainer(new AdamOptions { Seed = seed })) { MaximumIterations = 400 },
        ComparedMethod.Linear,
    ];

    /// <summary>Those that are compared unless somebody asks for others: `auto` is one of the two that are left out.</summary>
    public static IReadOnlyList<ComparedMethod> Usual { get; } =
        [.. All.Where(method => method.Name is not ("coupled" or "accelerated"))];

    /// <summary>The method with this name in any case, or null.</summary>
    /// <param name="name">The name.</param>
    public static ComparedMethod? Named(string name) =>
        All.FirstOrDefault(method => method.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
