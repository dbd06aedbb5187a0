using System.Globalization;
using IllsEdge.Baselines;
using IllsEdge.Comparison;
using IllsEdge.Data;

namespace IllsEdge.Benchmarks;

/// <summary>What `compare` finds on the public sets: our methods beside opponents that are written as well.</summary>
internal static class MethodBenchmark
{
    /// <summary>Runs all and writes a row for every set and method, as soon as it is there.</summary>
    public static void Run(string data, string output)
    {
        using StreamWriter writer = new(output) { AutoFlush = true };
        Write(writer, "# 1 x 16 tanh, 2 runs of 5 folds; the others have the ridge that auto found; seconds: median; times_as_long: geometric "
            + "mean over the folds in which both reach the common accuracy, 1 % above the worse end of auto and the best opponent; ratio: "
            + $"geometric mean of the error over that of auto, with the standard error of its logarithm; {Machine.Description}");
        Write(writer, "set,method,rmse,standard_error,ratio,ratio_error,seconds,iterations,failed,seconds_to_common,times_as_long,reached");
        foreach ((string set, string target, string[] exclude) in PublishedSplits.Sets)
        {
            DataTable table = DataTable.ReadCsv(Path.Combine(data, $"{set}.csv"));
            ComparisonResult result = MethodComparison.Run(table, new ComparisonRequest
            {
                Inputs = [.. table.Names.Except(exclude).Where(column => column != target)],
                Target = target,
                Methods = Opponents.All,
                LooksInside = false,
            })!;
            foreach (MethodResult method in result.Methods)
                Write(writer, $"{set},{Figures(result, method)}");
        }
    }

    private static string Figures(ComparisonResult result, MethodResult method)
    {
        ErrorRatio ratio = ErrorRatio.Of(method, result.Subject, result.Request.Folds)!;
        int reached = result.SecondsToCommon(method).Count(seconds => seconds is not null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{method.Name},{method.Rmse:G5},{method.StandardError:G3},{ratio.Mean:G4},{ratio.StandardError:G2},{method.Seconds:G4},{method.Iterations},{method.Failed:G3},{result.TypicalSecondsToCommon(method):G4},{result.TimesAsLong(method):G4},{reached}");
    }

    private static void Write(StreamWriter writer, string line)
    {
        writer.WriteLine(line);
        Console.WriteLine(line);
    }
}
