using System.Globalization;
using System.Text.RegularExpressions;
using IllsEdge.Data;
using IllsEdge.EndToEnd.Tests.Support;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>The README says what is: its example runs, its output is real, its table is the benchmark's.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void The_example_is_this_code_and_prints_what_it_says()
    {
        using Folder folder = new();
        Illsedge.Run("demo", "--folder", folder["demo"]);
        string[] printed = Example(Path.Combine(folder["demo"], "dryer-train.csv"));
        foreach (string line in printed)
            Assert.Contains($"\n{line}\n", Readme, StringComparison.Ordinal);

        string source = File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "IllsEdge.EndToEnd.Tests", "ReadmeTests.cs"));
        string code = Readme.Split("```csharp\n")[1].Split("```")[0];
        foreach (string line in code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '{'))
            Assert.Contains(
                line.Replace("\"dryer-train.csv\"", "path", StringComparison.Ordinal)
                    .Replace("Console.WriteLine(", "printed.Add(", StringComparison.Ordinal),
                source,
                StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_is_a_real_run()
    {
        Answer answer = Illsedge.Run("run", "--simulate", "press");
        // A line of the log that is too long for the screen goes on under its text.
        string[] picture = Continuation().Replace(
            Readme.Split("-- run --simulate press\n", 2)[1].Split("```")[0].TrimEnd(), " ").Split('\n');

        // The screen ends where the summary begins. Last digits are the machine's: other instruction sets round otherwise.
        int end = Array.FindIndex(picture, line => line.StartsWith("the change", StringComparison.Ordinal));
        Assert.Equal(Words(answer.Output), Words(string.Join('\n', picture[end..])));
        string[] log = [.. picture[..end].Where(line => LogLine().IsMatch(line)).Select(Words)];
        Assert.NotEmpty(log);
        Assert.Subset(answer.Error.Split('\n').Select(Words).ToHashSet(), log.ToHashSet());
    }

    [Fact]
    public void The_table_is_the_one_that_the_benchmark_wrote()
    {
        string[][] rows = Results("splits.csv");
        foreach (IGrouping<string, string[]> set in rows.GroupBy(row => row[0]))
        {
            string line = Readme.Split('\n').Single(line => line.StartsWith($"| {set.Key} ", StringComparison.Ordinal))
                .Replace("*", "", StringComparison.Ordinal);
            string[] cells = [.. line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            string[][] contenders = [.. set];
            Assert.Equal([.. contenders.Select(row => $"{row[2]} ± {row[3]}"), contenders[0][6], contenders[^1][4]], cells[1..]);
        }
    }

    [Fact]
    public void The_errors_of_tune_are_those_that_the_benchmark_wrote()
    {
        string[] Cells(string start) =>
        [
            .. Readme.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal))
                .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[1..],
        ];
        string[] ours = Cells("| `tune`, 20 s |"), published = Cells("| MC dropout |");
        IGrouping<string, string[]>[] sets = [.. Results("tune.csv").GroupBy(row => row[0])];
        Assert.Equal(6, sets.Length);
        foreach ((int index, IGrouping<string, string[]> set) in sets.Index())
        {
            double mean = set.Average(row => double.Parse(row[2], CultureInfo.InvariantCulture));
            Assert.Equal(1, double.Parse(ours[index].Split(' ')[0], CultureInfo.InvariantCulture) / mean, 1e-3);
            Assert.Equal(set.First()[3], published[index]);
        }
    }

    [Fact]
    public void The_coverage_of_intervals_is_what_the_benchmark_wrote()
    {
        double[] coverage =
        [
            .. Results("intervals.csv").Where(row => row[2] == "train" && row[5].Length > 0)
                .Select(row => 100 * double.Parse(row[4], CultureInfo.InvariantCulture)),
        ];
        Assert.Contains(
            FormattableString.Invariant($"hold {coverage.Min():F1} to {coverage.Max():F1} % of the test rows"),
            Readme.Replace('\n', ' '),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_of_the_loop_are_those_that_the_benchmarks_wrote()
    {
        foreach (IGrouping<string, string[]> set in Results("replay.csv").GroupBy(row => row[0]))
        {
            string Error(string contender) => set.Single(row => row[2] == contender)[6];
            string line = Readme.Split('\n').Single(line => line.StartsWith($"| {set.Key}, ", StringComparison.Ordinal));
            Assert.EndsWith(
                $" | {Error("frozen network")} | {Error("recursive linear 0.999")} | {Error("the loop")} |", line, StringComparison.Ordinal);
        }

        string[][] loop = Results("loop.csv");
        string Figure(string run, string figure) => loop.Single(row => row[0] == run && row[1] == figure)[2];
        double Rounded(string run, string figure) => Math.Round(double.Parse(Figure(run, figure), CultureInfo.InvariantCulture));
        string text = Readme.Replace('\n', ' ');
        string missed = Figure("1 kHz without training", "periods missed");
        Assert.Contains(
            $"misses {missed} of 60,000 periods, {Figure("1 kHz while training", "periods missed")} with training", text, StringComparison.Ordinal);
        Assert.Contains(
            FormattableString.Invariant($"takes {Rounded("1 kHz without training", "start of step to output: median")} us ")
            + FormattableString.Invariant($"(99.9 %: {Rounded("1 kHz without training", "start of step to output: 99.9th percentile")} us)"),
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_of_the_large_file_are_those_that_the_benchmark_wrote()
    {
        string[] figures = Results("million.csv")[0];
        string text = Readme.Replace('\n', ' ');
        Assert.Contains(
            $"({figures[0]} MB) is read in {figures[1]} s ({figures[2]} MB/s); 1 x 10 is trained on it in {figures[3]} s on one " +
            $"core ({figures[4]} iterations), with {figures[6]} MB at most.",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_speeds_of_the_factorisation_are_those_that_the_benchmark_wrote()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "src", "IllsEdge.LinearAlgebra", "README.md"));
        foreach (string kernel in (string[])["vector512", "vector256"])
            foreach (string[] row in Results($"qr-{kernel}.csv"))
                Assert.Contains(
                    $"| {row[0]} x {row[1]} | {row[2]} | {row[3]} | {row[4]} | {row[5]} | {row[7]} | {row[8]} | {row[10]} |",
                    text,
                    StringComparison.Ordinal);
        foreach (string kernel in (string[])["vector128", "scalar"])
        {
            string[][] rows = Results($"qr-{kernel}.csv");
            string Speed(string count, string columns) => rows.Single(row => row[0] == count && row[1] == columns)[2];
            Assert.Contains(
                $"| {kernel} | {Speed("2000", "21")} | {Speed("2000", "121")} | {Speed("10000", "301")} |",
                text,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_errors_under_gross_errors_are_those_that_the_benchmark_wrote()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "src", "IllsEdge", "Training", "README.md"));
        foreach (IGrouping<(string Set, string Share), string[]> runs in Results("noise.csv").GroupBy(row => (row[0], row[1])))
            Assert.Contains(
                $"| {runs.Key.Set} | {runs.Key.Share} | {string.Join(" | ", runs.Select(row => $"{row[3]} ± {row[4]}"))} |",
                text,
                StringComparison.Ordinal);
    }

    [Fact]
    public void The_methods_compare_as_the_benchmark_wrote()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "src", "IllsEdge", "Comparison", "README.md"));
        foreach (IGrouping<string, string[]> set in Results("methods.csv").GroupBy(row => row[0]))
        {
            string[] auto = set.Single(row => row[1] == "auto");
            string cells = string.Join(
                " | ",
                new[] { "levenberg-marquardt", "l-bfgs", "adam", "coupled", "classic", "linear" }
                    .Select(name => set.Single(row => row[1] == name)).Select(Cell));
            Assert.Contains($"| {set.Key} | {Rounded(auto[2], "G4")} ± {Rounded(auto[3], "G2")} | {cells} |", text, StringComparison.Ordinal);
        }

        static string Cell(string[] row) =>
            Rounded(row[4], "G3") + (row[10].Length > 0 ? $"; {Rounded(row[10], "G2")} x" : "");

        static string Rounded(string number, string format) =>
            double.Parse(number, CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void It_is_short() => Assert.InRange(Readme.Split('\n').Length, 1, 200);

    private static string[][] Results(string name) =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "bench", "results", "amd-epyc", name)).Skip(2)
            .Select(line => line.Split(',')),
    ];

    private static string[] Example(string path)
    {
        List<string> printed = [];
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        DataTable table = DataTable.ReadCsv(path);
        FitResult result = ModelFitter.Fit(table, new FitRequest
        {
            Inputs = ["air_temperature", "air_humidity", "belt_speed", "bed_depth", "inlet_moisture"],
            Targets = ["outlet_moisture"],
        });
        Predictor predictor = new(result.Model);
        double[] moisture = new double[1];
        predictor.Predict([85, 20, 0.6, 50, 25], moisture);
        printed.Add($"{result.Report.StopReason}, rmse {result.Model.Provenance.Metrics[0].Rmse:F2} %");
        printed.Add($"outlet moisture {moisture[0]:F1} %");
        return [.. printed];
    }

    /// <summary>The text with every number with a fraction cut to its whole part, and seconds left out.</summary>
    private static string Words(string text) =>
        Fraction().Replace(Seconds().Replace(text, ""), "$1").Trim();

    [GeneratedRegex(@"^\d\d:\d\d:\d\d  ")]
    private static partial Regex LogLine();

    [GeneratedRegex(@"\n {20}(?=\S)")]
    private static partial Regex Continuation();

    [GeneratedRegex(@", \d+\.\d+ s")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"(\d+)\.\d+")]
    private static partial Regex Fraction();
}
