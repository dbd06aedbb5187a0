using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Search;

namespace IllsEdge.Benchmarks;

/// <summary>Test RMSE of `tune` on the published splits, with 20 s a split, one thread and seed 1.</summary>
internal static class TuneBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Runs the named sets, or all; every split is a row of the output, written when it is done.</summary>
    public static void Run(string data, string output, string[] sets)
    {
        using StreamWriter writer = new(output) { AutoFlush = true };
        writer.WriteLine($"# tune, {Limit.TotalSeconds} s a split, test RMSE by split; {Machine.Description}");
        writer.WriteLine("set,split,rmse,mc_dropout_mean,cross_validation,chosen,seconds,stop");
        foreach (SplitSet set in PublishedSplits.Read(data).Where(set => sets is [] || sets.Contains(set.Name)))
        {
            List<double> errors = [];
            for (int split = 0; split < PublishedSplits.Count; split++)
            {
                SearchResult result = ModelSearch.Run(
                    set.Training(split),
                    new SearchRequest { Inputs = set.Inputs, Targets = [set.Target], TimeLimit = Limit })!;
                errors.Add(set.TestError(result.Model, split));
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{set.Name},{split},{errors[^1]:G4},{set.McDropout:G4},{result.Validation[0].Rmse:G4},\"{string.Join(" + ", result.Chosen.Select(kind => $"{kind.Members} x {kind.Candidate}"))}\",{result.Seconds:F1},{result.StopReason}"));
            }

            (double mean, double error) = PublishedSplits.Summary(errors);
            Console.WriteLine(FormattableString.Invariant(
                $"{set.Name}: {mean:G4} +- {error:G2}, MC dropout {set.McDropout:G4}"));
        }
    }
}
