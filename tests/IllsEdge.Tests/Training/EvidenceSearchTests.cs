using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>The search for the ridge, with each of the methods that take part in it.</summary>
public class EvidenceSearchTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => ["accelerated", "coupled"];

    [Theory, MemberData(nameof(Names))]
    public void Noise_gets_a_large_ridge_and_exact_targets_a_small_one(string name)
    {
        RandomSource random = new(2);
        double[] inputs = Uniform(random, 600), noise = Uniform(random, 200);
        double[] exact = [.. Enumerable.Range(0, 200).Select(row => Math.Tanh(inputs[row]) - inputs[200 + row])];
        TrainingReport onNoise = Fit(name, new TrainingRows(200, inputs, noise), [6]);
        TrainingReport onExact = Fit(name, new TrainingRows(200, inputs, exact), [6]);
        Assert.InRange(onNoise.Ridge, 2, 200);
        Assert.InRange(onNoise.Loss, 0.9, 1.1);
        Assert.InRange(onExact.Ridge, 1e-7, 1e-3);
        Assert.InRange(onExact.Loss, 0, 1e-4);
    }

    [Theory, MemberData(nameof(Names))]
    public void Two_layers_of_sigmoid_do_not_end_at_the_mean(string name)
    {
        // Targets of variance 1 that the network can follow: 1 is the loss of the mean.
        const int Count = 200;
        RandomSource random = new(3);
        double[] inputs = Uniform(random, 2 * Count);
        double[] targets =
        [
            .. Enumerable.Range(0, Count).Select(row =>
                Math.Sin(2 * inputs[row]) + 0.7 * inputs[Count + row] + random.NextUniform(-0.1, 0.1)),
        ];
        double mean = targets.Average(), deviation = Math.Sqrt(targets.Average(value => (value - mean) * (value - mean)));
        TrainingRows rows = new(Count, inputs, [.. targets.Select(value => (value - mean) / deviation)]);
        for (int seed = 0; seed < 20; seed++)
        {
            TrainingReport report = Fit(name, rows, [5, 5], "sigmoid", (ulong)seed);
            Assert.True(report.Loss < 0.9, $"seed {seed}: loss {report.Loss} at ridge {report.Ridge}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_ridge_is_the_most_probable_in_reach_or_its_own_weights_are_more_probable(string name)
    {
        int still = 0, climbed = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            double noise = new[] { 0.05, 0.5, 2, 6 }[seed % 4];
            RandomSource random = new((ulong)seed);
            double[] inputs = Uniform(random, 160);
            double[] targets =
                [.. Enumerable.Range(0, 80).Select(row => Math.Sin(2 * inputs[row]) + noise * random.NextUniform(-1, 1))];
            TrainingRows rows = new(80, inputs, targets);
            Network network = Cases.Network((ulong)seed, 2, [5], 1);
            TrainingOptions options = new() { MaximumIterations = 1000, Tolerance = 0 };
            using TrainingRun run = new(network, rows, null, options, 3, null, Token);
            Log log = new(name == "coupled" ? new LevenbergStep(network) : new QuasiNewtonSweep(network));
            Assert.True(run.Record(run.Objective.Of(rows, Token), []));
            Assert.True(EvidenceSearch.Run(log, rows, run, null));

            // The leaps ask for several ridges at the same weights, first for the present one; the climb for one.
            List<(double Ridge, double Evidence)> last = log.Asked.FindLast(asked => asked.Count > 1)!;
            List<(double Ridge, double Evidence)> climb =
                [.. log.Asked[(log.Asked.LastIndexOf(last) + 1)..].Select(asked => asked[0])];
            Assert.True(last.Count >= 4, $"{last.Count} ridges");
            Assert.Equal(last[0].Evidence, last.Max(asked => asked.Evidence));
            double found = run.Objective.Ridge;
            (double Ridge, double Evidence)[] path = [last[0], .. climb];
            Assert.Equal(path.MaxBy(asked => asked.Evidence).Ridge, found);
            Assert.All(path.Zip(path.Skip(1)), pair => Assert.Equal(Math.Sqrt(10), pair.Second.Ridge / pair.First.Ridge, 1e-9));
            int further = path.Length - 1 - Array.FindIndex(path, asked => asked.Ridge == found);
            Assert.True(further == 2 || path[^1].Ridge * Math.Sqrt(10) > rows.Count, $"{further} ridges after the best");

            // The network has the weights of which that evidence was told.
            double evidence = path.Max(asked => asked.Evidence);
            IRidgedIteration fresh = name == "coupled" ? new LevenbergStep(network) : new QuasiNewtonSweep(network);
            fresh.Linearise(rows, Token);
            Assert.Equal(
                evidence, fresh.LogEvidence(rows, found, run.Objective.Of(rows, Token)), 1e-9 * Math.Abs(evidence));
            (still, climbed) = found == last[0].Ridge ? (still + 1, climbed) : (still, climbed + 1);
        }

        Assert.InRange(still, 1, 11);
        Assert.InRange(climbed, 1, 11);
    }

    [Theory, MemberData(nameof(Names))]
    public void No_ridge_is_tried_twice_by_the_leaps(string name)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            TrainingRows rows = Cases.Rows(new RandomSource((ulong)seed), 60, 2, 1);
            Network network = Cases.Network((ulong)seed, 2, [5], 1);
            using TrainingRun run = new(
                network, rows, null, new TrainingOptions { MaximumIterations = 1000, Tolerance = 0 }, 3, null, Token);
            Log log = new(name == "coupled" ? new LevenbergStep(network) : new QuasiNewtonSweep(network));
            Assert.True(run.Record(run.Objective.Of(rows, Token), []));
            Assert.True(EvidenceSearch.Run(log, rows, run, null));
            double[] steps =
            [
                .. log.Asked.Where(asked => asked.Count > 1)
                    .Select(asked => Math.Round(2 * Math.Log10(asked[0].Ridge / TrainingOptions.DefaultRidge), 6)),
            ];
            Assert.Equal(steps.Distinct(), steps);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_search_that_is_interrupted_anywhere_keeps_the_best_under_the_ridge_that_is_reported(string name)
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 2 * Linearisation.ChunkRows, 2, 1);
        TrainingOptions options = new() { MaximumIterations = 60 };
        int ridges = 0;
        int all = Interrupted(int.MaxValue, StopReason.Converged);
        for (int end = 1; end < all; end += 7)
            Interrupted(end, StopReason.Interrupted);
        Assert.InRange(ridges, 3, 40);

        int Interrupted(int end, StopReason reason)
        {
            using CancellationTokenSource source = new();
            int evaluations = 0;
            Network network = new(2, [2], 1, new WatchedActivation(() =>
            {
                if (++evaluations == end)
                    source.Cancel();
            }));
            Initialisation.Randomise(network, 4);
            TrainingReport report = Trainers.Named(name)!.Fit(network, rows, null, options, null, source.Token);
            string what = $"{report.StopReason} at {end}: ridge {report.Ridge}, best iteration {report.BestIteration} of {report.Iterations}";
            Assert.True(report.StopReason == reason, what);
            Assert.True(report.Trace[report.BestIteration].Ridge == report.Ridge, what);
            Assert.Equal(report.Trace.Where(step => step.Ridge == report.Ridge).Min(step => step.Loss), report.Loss);
            Assert.Equal(Cases.Loss(Plain(network), rows, report.Ridge), report.Loss, 1e-11);
            ridges = Math.Max(ridges, report.Trace.Select(step => step.Ridge).Distinct().Count());
            return evaluations;
        }
    }

    private static Network Plain(Network network)
    {
        Network plain = new(network.Inputs, [network.Layers[0].Outputs], 1, Activation.Tanh);
        network.Parameters.CopyTo(plain.Parameters);
        return plain;
    }

    private static double[] Uniform(RandomSource random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextUniform(-1.7, 1.7))];

    private static TrainingReport Fit(
        string name, TrainingRows rows, int[] hidden, string activation = "tanh", ulong seed = 1) => Trainers.Named(name)!.Fit(
            Cases.Network(seed, rows.Inputs.Columns, hidden, 1, activation), rows, null, new TrainingOptions(), null, Token);

    /// <summary>Writes down what is asked of an iteration: a list for every triangle.</summary>
    private sealed class Log(IRidgedIteration iteration) : IRidgedIteration
    {
        public List<List<(double Ridge, double Evidence)>> Asked { get; } = [];

        public IReadOnlyList<double> State { get => iteration.State; set => iteration.State = value; }

        public int ToSettle => iteration.ToSettle;

        public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken) =>
            iteration.Advance(rows, objective, present, cancellationToken);

        public void Linearise(TrainingRows rows, CancellationToken cancellationToken)
        {
            Asked.Add([]);
            iteration.Linearise(rows, cancellationToken);
        }

        public double LogEvidence(TrainingRows rows, double ridge, double objective)
        {
            double evidence = iteration.LogEvidence(rows, ridge, objective);
            Asked[^1].Add((ridge, evidence));
            return evidence;
        }
    }
}
