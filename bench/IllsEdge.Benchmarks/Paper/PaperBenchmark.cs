using System.Globalization;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Benchmarks.Paper;

/// <summary>
/// The setting of the published method (Khadilkar 2023, arXiv 2307.05189): small networks, one output, activations with
/// an inverse; against Adam, with many seeds.
/// </summary>
internal static class PaperBenchmark
{
    /// <summary>A run that ends this much above the best of all methods on its rows ends near it.</summary>
    private const double Near = 1.1;

    /// <summary>An error of one hundredth of the target's deviation: learned.</summary>
    private const double Learned = 0.01;

    /// <summary>Runs all and writes a row for every problem, activation and method, as soon as it is there.</summary>
    public static void Run(string data, string output, int seeds, bool isShort)
    {
        RegressionProblem concrete = RegressionProblem.Read(data, "concrete");
        string[] activations = isShort ? ["tanh"] : ["tanh", "sigmoid", "leaky-relu"];
        IEnumerable<Contest> contests = activations.Select(name => Activation.Named(name)!).SelectMany(activation => new Contest[]
        {
            Contest.Teacher(2, [2], activation),
            Contest.Teacher(4, [4, 4], activation),
            Contest.Teacher(8, [8], activation),
            new("concrete 8-16-1", [16], activation, _ => concrete),
        });

        using StreamWriter writer = new(output) { AutoFlush = true };
        Write(writer, $"# error on the training rows in deviations of the target, {seeds} seeds; near_best: share within 10 % of the best "
            + "method on the same rows; learned: share below 0.01; lower, sooner, both: share of runs that end lower, and sooner, than "
            + $"Adam's 500 epochs on the same rows; {Machine.Description}");
        Write(writer, "problem,activation,method,median,lower_quartile,upper_quartile,mean,standard_error,held_out_median,near_best,"
            + "learned,lower,sooner,both,seconds");
        List<Ending[]> all = [];
        foreach (Contest contest in contests)
        {
            contest.Run(0); // compiles what is not compiled yet
            Ending[][] runs = [.. Enumerable.Range(1, seeds).Select(seed => contest.Run((ulong)seed))];
            all.AddRange(runs);
            WriteFigures($"{contest.Name},{contest.Activation}", runs);
        }

        WriteFigures("all,all", all);

        void WriteFigures(string contest, IReadOnlyList<Ending[]> runs)
        {
            for (int method = 0; method < Contest.Contenders.Count; method++)
                Write(writer, $"{contest},{Contest.Contenders[method]},{Figures(runs, method)}");
        }
    }

    private static string Figures(IReadOnlyList<Ending[]> runs, int method)
    {
        int adam = Contest.Contenders.Count - 1;
        double[] errors = [.. runs.Select(run => run[method].Rmse).Order()];
        (double mean, double error) = PublishedSplits.Summary(errors);
        double Share(Func<Ending[], bool> holds) => (double)runs.Count(holds) / runs.Count;
        bool IsLower(Ending[] run) => run[method].Rmse < run[adam].Rmse;
        bool IsSooner(Ending[] run) => run[method].Seconds < run[adam].Seconds;
        string[] against = method == adam
            ? ["", "", ""]
            : [Cell(Share(IsLower)), Cell(Share(IsSooner)), Cell(Share(run => IsLower(run) && IsSooner(run)))];
        return string.Join(
            ',',
            [
                Cell(PublishedSplits.Median(errors)), Cell(errors[errors.Length / 4]), Cell(errors[errors.Length * 3 / 4]),
                Cell(mean), Cell(error),
                Cell(PublishedSplits.Median(runs.Select(run => run[method].HeldOut))),
                Cell(Share(run => run[method].Rmse <= Near * run.Min(ending => ending.Rmse))),
                Cell(Share(run => run[method].Rmse < Learned)),
                .. against,
                Cell(PublishedSplits.Median(runs.Select(run => run[method].Seconds))),
            ]);
    }

    private static string Cell(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static void Write(StreamWriter writer, string line)
    {
        writer.WriteLine(line);
        Console.WriteLine(line);
    }
}
