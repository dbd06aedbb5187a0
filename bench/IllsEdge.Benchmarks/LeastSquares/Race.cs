using System.Diagnostics;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>
/// Contenders solve one problem in turn, so that what disturbs the machine disturbs all of them. Restoring the matrix
/// and reading the clock are not counted.
/// </summary>
/// <param name="Rounds">At least so many.</param>
/// <param name="Seconds">And so long.</param>
/// <param name="Limit">Seconds after which a contender has run enough and leaves.</param>
internal sealed record Race(int Rounds, double Seconds, double Limit)
{
    // Far above what a backward stable method makes of random matrices, far below a wrong answer.
    private const double SameAnswer = 1e-8;

    /// <summary>Some minutes for all shapes.</summary>
    public static Race Long { get; } = new(Rounds: 7, Seconds: 3, Limit: 5);

    /// <summary>A minute for all shapes: rougher, and slow contenders run once.</summary>
    public static Race Short { get; } = new(Rounds: 3, Seconds: 0.5, Limit: 0.5);

    /// <summary>The median time in seconds of every contender.</summary>
    /// <exception cref="InvalidOperationException">Two of them disagree about the answer.</exception>
    public double[] Run(LeastSquaresProblem problem, IReadOnlyList<IContender> contenders)
    {
        List<double>[] seconds = [.. contenders.Select(_ => new List<double>())];
        double[] spent = new double[contenders.Count];
        double[] answer = [];
        double clock = MedianOfClock();
        long begin = Stopwatch.GetTimestamp();
        for (int round = 0; round < Rounds || Stopwatch.GetElapsedTime(begin).TotalSeconds < Seconds; round++)
            for (int i = 0; i < contenders.Count; i++)
            {
                if (spent[i] >= Limit)
                    continue;
                problem.Restore();
                double time = Time(contenders[i]);
                spent[i] += time;
                seconds[i].Add(Math.Max(time - clock, 0));
                if (round > 0)
                    continue;
                if (i == 0)
                    answer = contenders[0].Solution.ToArray();
                Compare(contenders[i], answer);
            }

        return [.. seconds.Select(Median)];
    }

    private static double Time(IContender contender)
    {
        long start = Stopwatch.GetTimestamp();
        contender.Solve();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double MedianOfClock()
    {
        List<double> seconds = [];
        for (int i = 0; i < 1000; i++)
        {
            long start = Stopwatch.GetTimestamp();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return Median(seconds);
    }

    private static void Compare(IContender contender, double[] answer)
    {
        double largest = answer.Max(Math.Abs);
        for (int k = 0; k < contender.Solution.Length; k++)
            if (!(Math.Abs(contender.Solution[k] - answer[k]) <= SameAnswer * largest))
                throw new InvalidOperationException(
                    $"Unknown {k} is {answer[k]:R}, but {contender.Name} says {contender.Solution[k]:R}.");
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
