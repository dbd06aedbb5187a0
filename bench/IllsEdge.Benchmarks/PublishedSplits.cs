using System.Globalization;
using System.Numerics.Tensors;
using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Benchmarks;

/// <summary>The 90/10 splits of Hernandez-Lobato and Adams (2015), numbers 0 to 9, and what was published on them.</summary>
internal static class PublishedSplits
{
    public const int Count = 10;

    /// <summary>The sets, the target of each, and columns that are no inputs.</summary>
    public static readonly (string Name, string Target, string[] Exclude)[] Sets =
    [
        ("boston", "MEDV", []),
        ("concrete", "strength_mpa", []),
        ("energy", "Y1_heating_load", ["Y2_cooling_load"]),
        ("kin8nm", "y", []),
        ("power_plant", "PE", []),
        ("wine_red", "quality", []),
    ];

    /// <summary>Reads all sets.</summary>
    public static IEnumerable<SplitSet> Read(string data)
    {
        DataTable published = DataTable.ReadCsv(Path.Combine(data, "splits", "mc_dropout_test_rmse.csv"));
        foreach ((string name, string target, string[] exclude) in Sets)
        {
            DataTable table = DataTable.ReadCsv(Path.Combine(data, $"{name}.csv"));
            yield return new SplitSet(
                name,
                target,
                [.. table.Names.Except(exclude).Where(column => column != target)],
                table,
                [.. Enumerable.Range(0, Count).Select(split => ReadSplit(data, name, split))],
                TensorPrimitives.Average(published.Column(published.Find(name))[..Count]));
        }
    }

    /// <summary>Some rows of a table.</summary>
    public static DataTable Select(DataTable table, Predicate<int> wanted)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => wanted(row))];
        return DataTable.FromColumns(
            table.Names,
            [.. Enumerable.Range(0, table.Names.Count).Select(column => rows.Select(row => table.Column(column)[row]).ToArray())]);
    }

    /// <summary>Mean and standard error.</summary>
    public static (double Mean, double Error) Summary(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Count - 1) / values.Count));
    }

    /// <summary>Mean and standard error of what there is; of nothing there is none, and of one no error.</summary>
    public static (double? Mean, double? Error) Summary(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length switch
        {
            0 => (null, null),
            1 => (known[0], null),
            _ => Summary(known),
        };
    }

    /// <summary>Median.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static HashSet<int> ReadSplit(string data, string set, int split) =>
    [
        .. File.ReadLines(Path.Combine(data, "splits", set, $"index_test_{split}.txt"))
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture)),
    ];
}

/// <summary>One set and its test rows.</summary>
internal sealed record SplitSet(
    string Name, string Target, string[] Inputs, DataTable Table, HashSet<int>[] Test, double McDropout)
{
    /// <summary>All rows but the test rows of a split.</summary>
    public DataTable Training(int split) => Select(row => !Test[split].Contains(row));

    /// <summary>RMSE on the test rows of a split.</summary>
    public double TestError(Model model, int split)
    {
        DataTable test = Select(Test[split].Contains);
        return Evaluation.Of(model, test, [.. Enumerable.Range(0, test.RowCount)])[0].Rmse;
    }

    /// <summary>What intervals and status are worth on the test rows of a split.</summary>
    public TargetReliability TestReliability(Model model, int split)
    {
        DataTable test = Select(Test[split].Contains);
        return Reliability.Of(model, test, [.. Enumerable.Range(0, test.RowCount)], Calibration.UsualLevel)[0];
    }

    private DataTable Select(Predicate<int> wanted) => PublishedSplits.Select(Table, wanted);
}
