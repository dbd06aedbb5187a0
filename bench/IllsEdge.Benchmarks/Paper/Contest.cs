using IllsEdge.Baselines;
using IllsEdge.Comparison;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks.Paper;

/// <summary>How one fit ended.</summary>
/// <param name="Rmse">On the training rows, in deviations of the target: what training is there to lower.</param>
/// <param name="HeldOut">On rows that were not trained on.</param>
/// <param name="Seconds">Of training.</param>
internal sealed record Ending(double Rmse, double HeldOut, double Seconds);

/// <summary>One problem with one activation, on which every seed is a data set, a split and a start.</summary>
/// <param name="Name">For the results.</param>
/// <param name="Hidden">Neurons of the hidden layers.</param>
/// <param name="Activation">Of the hidden layers.</param>
/// <param name="Problem">Makes the rows of a seed.</param>
internal sealed record Contest(string Name, int[] Hidden, Activation Activation, Func<ulong, RegressionProblem> Problem)
{
    /// <summary>The gradient method among the contenders.</summary>
    public const string Adam = "adam";

    private const int Epochs = 500;

    private static readonly double[] LearningRates = [0.001, 0.003, 0.01];

    /// <summary>All methods.</summary>
    public static IReadOnlyList<string> Contenders { get; } = [.. Methods.ThatExist("classic", "coupled", "accelerated"), Adam];

    /// <summary>Rows whose target is the output of a random network of the same shape: an error of 0 is possible.</summary>
    public static Contest Teacher(int inputs, int[] hidden, Activation activation) =>
        new(string.Join('-', [inputs, .. hidden, 1]), hidden, activation, seed => Taught(inputs, hidden, activation, seed));

    /// <summary>Lets every method train on the rows of one seed.</summary>
    public Ending[] Run(ulong seed)
    {
        (TrainingRows training, TrainingRows heldOut) = Problem(seed).Split(seed);
        // The teacher has the seed itself; a student that started at its weights would have nothing to learn.
        ulong start = seed + 1_000_000;
        return [.. Contenders.Select(method => method == Adam ? WithAdam(training, heldOut, start) : With(method, training, heldOut, start))];
    }

    /// <summary>The program's defaults; `classic` without its ridge, because the published method has none.</summary>
    private Ending With(string method, TrainingRows training, TrainingRows heldOut, ulong seed)
    {
        Network network = new(training.Inputs.Columns, Hidden, 1, Activation);
        PausableClock clock = new();
        Methods.Train(method, network, training, seed, new() { Ridge = method == "classic" ? 0 : null });
        return Judge(network, clock.Seconds, training, heldOut);
    }

    /// <summary>The best of three learning rates, each as it is for 500 epochs; what the other two took is not counted.</summary>
    private Ending WithAdam(TrainingRows training, TrainingRows heldOut, ulong seed) => LearningRates.Select(rate =>
    {
        Network network = new(training.Inputs.Columns, Hidden, 1, Activation);
        Initialisation.Randomise(network, seed);
        TrainingReport report = new AdamTrainer(new() { LearningRates = [rate], Patience = null, Seed = seed })
            .Fit(network, training, null, new() { Ridge = 0, MaximumIterations = Epochs / AdamTrainer.EpochsOfIteration, Tolerance = 0 });
        return Judge(network, report.Seconds, training, heldOut);
    }).MinBy(ending => ending.Rmse)!;

    private static Ending Judge(Network network, double seconds, TrainingRows training, TrainingRows heldOut) =>
        new(RegressionProblem.Rmse(network, training), RegressionProblem.Rmse(network, heldOut), seconds);

    /// <summary>625 rows, 500 of them to train on; inputs, weights and biases are standard normal.</summary>
    private static RegressionProblem Taught(int inputs, int[] hidden, Activation activation, ulong seed)
    {
        const int Rows = 625;
        RandomSource random = new(seed);
        Network teacher = new(inputs, hidden, 1, activation);
        foreach (ref double weight in teacher.Parameters)
            weight = random.NextGaussian();
        double[] values = [.. Enumerable.Range(0, Rows * inputs).Select(_ => random.NextGaussian())];
        ForwardPass forward = new(teacher, Rows);
        forward.Run(new(values, Rows, inputs));
        return new("teacher", [.. values.Chunk(Rows), forward.Outputs.Column(0).ToArray()]);
    }
}
