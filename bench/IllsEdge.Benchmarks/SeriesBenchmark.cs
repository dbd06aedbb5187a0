using System.Globalization;
using System.Numerics.Tensors;
using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Search;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Recordings of processes, trained on earlier rows and judged on later ones: networks with the program's defaults and from
/// `tune`, five seeds, beside linear models of the same inputs at many ridges, of which the best is picked by the test rows.
/// </summary>
internal static class SeriesBenchmark
{
    private const int Seeds = 5;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly double[] Ridges = [1e-6, 0.01, 0.1, 1, 10, 100, 1000, 10_000];

    /// <summary>Runs all and writes a row for every recording and way to a model.</summary>
    public static void Run(string data, string output)
    {
        DataTable column = DataTable.ReadCsv(Path.Combine(data, "debutanizer.csv"));
        DataTable turbine = DataTable.ReadCsv(Path.Combine(data, "gas_turbine.csv"));
        int years = turbine.Column(turbine.Find("year")).ToArray().Count(year => year < 2014);
        Tap[] tray = [.. Lags("u5_tray6_temp", 1, 2, 3)];
        Tap[] butane = [.. Lags("y_butane", 4, 5, 6)];
        Series[] all =
        [
            new("debutanizer, no lags", column, "y_butane", [], [], column.RowCount / 2),
            new("debutanizer, u5 1 2 3", column, "y_butane", [], tray, column.RowCount / 2),
            new("debutanizer, u5 1 2 3, y 4 5 6", column, "y_butane", [], [.. tray, .. butane], column.RowCount / 2),
            new("gas_turbine NOX, 2011-13 to 2014-15", turbine, "NOX", ["year", "CO"], [], years),
            new("gas_turbine CO, 2011-13 to 2014-15", turbine, "CO", ["year", "NOX"], [], years),
        ];

        List<string> lines =
        [
            $"# test RMSE on later rows; {Seeds} seeds, mean and standard error; tune: {Limit.TotalSeconds} s, blocks of time; linear: the ridge that is best on the test rows; {Machine.Description}",
            "series,training_rows,test_rows,model,rmse,standard_error,target_deviation",
        ];
        foreach (Series series in all)
        {
            Write("linear, best in hindsight", [Ridges.Min(ridge => series.Error(Train(series, [], ridge, seed: 1)))]);
            Write("train 1 x 16", OfSeeds(seed => Train(series, [16], ridge: null, seed)));
            Write("train 1 x 50", OfSeeds(seed => Train(series, [50], ridge: null, seed)));
            Write("tune", OfSeeds(seed => Tune(series, seed)));

            double[] OfSeeds(Func<ulong, Model> make) =>
                [.. Enumerable.Range(1, Seeds).Select(seed => series.Error(make((ulong)seed)))];

            void Write(string model, double[] errors)
            {
                (double? mean, double? error) = PublishedSplits.Summary(errors.Select(value => (double?)value));
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"\"{series.Name}\",{series.TrainingRows},{series.Table.RowCount - series.TrainingRows},\"{model}\",{mean:G4},{error:G2},{series.Deviation:G4}"));
                Console.WriteLine(lines[^1]);
            }
        }

        File.WriteAllLines(output, lines);
    }

    private static IEnumerable<Tap> Lags(string column, params int[] lags) => lags.Select(lag => new Tap(column, lag));

    private static Model Train(Series series, int[] hidden, double? ridge, ulong seed) =>
        ModelFitter.Fit(
            series.Training,
            new FitRequest
            {
                Inputs = series.Inputs,
                Lags = series.Lags,
                Targets = [series.Target],
                Hidden = hidden,
                Seed = seed,
                Training = new TrainingOptions { Ridge = ridge },
                Intervals = false,
            }).Model;

    private static Model Tune(Series series, ulong seed) =>
        ModelSearch.Run(
            series.Training,
            new SearchRequest
            {
                Inputs = series.Inputs,
                Lags = series.Lags,
                Targets = [series.Target],
                TimeOrdered = true,
                TimeLimit = Limit,
                Seed = seed,
            })!.Model;

    /// <summary>A recording, what is predicted of it, and how many of its rows come first.</summary>
    private sealed record Series(
        string Name, DataTable Table, string Target, string[] Excluded, Tap[] Lags, int TrainingRows)
    {
        public string[] Inputs { get; } = [.. Table.Names.Except(Excluded).Where(name => name != Target)];

        public DataTable Training { get; } = PublishedSplits.Select(Table, row => row < TrainingRows);

        /// <summary>Standard deviation of the target over the test rows.</summary>
        public double Deviation { get; } = TensorPrimitives.StdDev(Table.Column(Table.Find(Target))[TrainingRows..]);

        /// <summary>RMSE on the later rows.</summary>
        public double Error(Model model) =>
            Evaluation.Of(model, model.Derive(Table), [.. Enumerable.Range(TrainingRows, Table.RowCount - TrainingRows)])[0].Rmse;
    }
}
