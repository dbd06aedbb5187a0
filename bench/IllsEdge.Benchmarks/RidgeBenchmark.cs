using System.Globalization;
using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Ways to choose the ridge of 1 x 16, by the RMSE on a sixth of the rows that are held out. Public sets: at most 1000 of the
/// training rows of split 0, so that no test row is looked at.
/// </summary>
internal static class RidgeBenchmark
{
    private const int MostRows = 1000;
    private const int Repeats = 2;

    private static readonly double[] Grid = [.. Enumerable.Range(0, 10).Select(step => 0.001 * Math.Pow(10, 0.5 * step))];

    private static readonly (string Name, Func<DataTable, FitRequest, double> Choose)[] Ways =
    [
        ("fixed 0.3", (_, _) => TrainingOptions.DefaultRidge),
        ("hold-out 20 %", (table, request) => Grid.MinBy(ridge => ErrorOfFold(table, request, ridge, 0, 5))),
        ("3-fold", (table, request) => Grid.MinBy(ridge => Enumerable.Range(0, 3).Sum(fold => ErrorOfFold(table, request, ridge, fold, 3)))),
        ("leave-one-out", (table, request) => Grid.MinBy(ridge => LeaveOneOut(table, request, ridge))),
    ];

    /// <summary>Runs all and writes a row for every problem and way.</summary>
    public static void Run(string data, string output)
    {
        List<string> lines =
        [
            $"# RMSE on held-out rows over that of the grid's best ridge for them, 1 x 16; {Machine.Description}",
            "problem,way,rmse,ratio,ridge",
        ];
        foreach ((string name, DataTable table) in Problems(data))
        {
            Dictionary<string, List<(double Square, double Ridge)>> results = [];
            double best = 0;
            for (int repeat = 0; repeat < Repeats; repeat++)
            {
                RowSplit split = RowSplit.Random(table.RowCount, 1.0 / 6, (ulong)repeat);
                (DataTable training, DataTable heldOut) = (Select(table, split.Training), Select(table, split.Validation));
                FitRequest request = new()
                {
                    Inputs = [.. table.Names.SkipLast(1)],
                    Targets = [table.Names[^1]],
                    Seed = (ulong)repeat,
                    Intervals = false,
                };
                void Judge(string way, double? ridge)
                {
                    FitResult fit = ModelFitter.Fit(training, With(request, ridge));
                    results.TryAdd(way, []);
                    results[way].Add((SquaredError(fit.Model, heldOut), fit.Report.Ridge));
                }

                Judge("evidence", null);
                foreach ((string way, Func<DataTable, FitRequest, double> choose) in Ways)
                    Judge(way, choose(training, request));
                best += Grid.Min(ridge => SquaredError(ModelFitter.Fit(training, With(request, ridge)).Model, heldOut));
            }

            foreach ((string way, List<(double Square, double Ridge)> found) in results)
            {
                double sum = found.Sum(result => result.Square);
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name},{way},{Math.Sqrt(sum / Repeats):G4},{Math.Sqrt(sum / best):F3},{string.Join(' ', found.Select(result => result.Ridge.ToString("G2", CultureInfo.InvariantCulture)))}"));
                Console.WriteLine(lines[^1]);
            }
        }

        File.WriteAllLines(output, lines);
    }

    private static IEnumerable<(string Name, DataTable Table)> Problems(string data)
    {
        RandomSource random = new(7);
        yield return ("25 rows", Made(25, 3, x => Math.Sin(3 * x[0]) + x[1] * x[1] + 0.1 * random.NextGaussian(), random));
        yield return ("pure noise", Made(300, 10, _ => random.NextGaussian(), random));
        yield return ("exactly linear", Made(200, 5, x => x[0] - 2 * x[1] + 3 * x[2] + x[3] - x[4], random));
        yield return ("Friedman 1", Made(
            500,
            10,
            x => 10 * Math.Sin(Math.PI * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4] + random.NextGaussian(),
            random));
        foreach (SplitSet set in PublishedSplits.Read(data))
        {
            DataTable training = set.Training(0);
            int[] columns = [.. set.Inputs.Append(set.Target).Select(training.Find)];
            int[] rows = training.RowCount <= MostRows
                ? [.. Enumerable.Range(0, training.RowCount)]
                : RowSplit.Random(training.RowCount, (double)MostRows / training.RowCount, 1).Validation;
            yield return (set.Name, Select(
                DataTable.FromColumns(
                    [.. columns.Select(column => training.Names[column])],
                    [.. columns.Select(column => training.Column(column).ToArray())]),
                rows));
        }
    }

    private static DataTable Made(int rows, int inputs, Func<double[], double> target, RandomSource random)
    {
        double[][] given =
            [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, inputs).Select(_ => random.NextUniform()).ToArray())];
        return DataTable.FromColumns(
            [.. Enumerable.Range(0, inputs).Select(input => $"x{input}"), "y"],
            [
                .. Enumerable.Range(0, inputs).Select(input => given.Select(row => row[input]).ToArray()),
                [.. given.Select(target)],
            ]);
    }

    private static double ErrorOfFold(DataTable table, FitRequest request, double ridge, int fold, int folds)
    {
        int[] order = [.. Enumerable.Range(0, table.RowCount)];
        int[] heldOut = [.. order.Where(row => row % folds == fold)];
        FitResult fit = ModelFitter.Fit(Select(table, [.. order.Except(heldOut)]), With(request, ridge));
        return SquaredError(fit.Model, Select(table, heldOut)) * heldOut.Length;
    }

    /// <summary>Sum of (r_i / (1 - h_i))^2, with the leverage h_i = ||R^-T j_i||^2 of row i of the Jacobian (PRESS).</summary>
    private static double LeaveOneOut(DataTable table, FitRequest request, double ridge)
    {
        FitResult fit = ModelFitter.Fit(table, With(request, ridge));
        Network network = fit.Model.Members[0].Network;
        TrainingRows rows = TrainingRows.Of(table, fit.Model, [.. Enumerable.Range(0, table.RowCount)]);
        ForwardPass forward = new(network, rows.Count);
        BackwardPass backward = new(forward);
        forward.Run(rows.Inputs);
        backward.Run(0);
        double[] solution = new double[network.Parameters.Length];
        double sum = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            FillJacobian(network, rows.Inputs, forward, backward, row, solution);
            double leverage = Math.Min(SolveTransposed(fit.Report.Factor!, solution), 1 - 1e-6);
            double residual = (rows.Targets[row, 0] - forward.Outputs[row, 0]) / (1 - leverage);
            sum += residual * residual;
        }

        return sum;
    }

    private static void FillJacobian(
        Network network, ReadOnlyMatrixView<double> inputs, ForwardPass forward, BackwardPass backward, int row, double[] jacobian)
    {
        int column = 0;
        for (int index = 0; index < network.Layers.Count; index++)
            for (int neuron = 0; neuron < network.Layers[index].Outputs; neuron++)
            {
                double sensitivity = backward.Sensitivities(index)[row, neuron];
                for (int input = 0; input < network.Layers[index].Inputs; input++)
                    jacobian[column++] = sensitivity * (index == 0 ? inputs[row, input] : forward.Values(index - 1)[row, input]);
                jacobian[column++] = sensitivity;
            }
    }

    /// <summary>||R^-T b||^2 for a packed R.</summary>
    private static double SolveTransposed(double[] packed, double[] b)
    {
        double sum = 0;
        ReadOnlySpan<double> rest = packed;
        for (int row = 0; row < b.Length; row++)
        {
            ReadOnlySpan<double> elements = rest[..(b.Length - row)];
            rest = rest[elements.Length..];
            double value = b[row] / elements[0];
            for (int column = 1; column < elements.Length; column++)
                b[row + column] -= value * elements[column];
            sum += value * value;
        }

        return sum;
    }

    private static FitRequest With(FitRequest request, double? ridge) => request with { Training = new() { Ridge = ridge } };

    private static double SquaredError(Model model, DataTable table) =>
        Math.Pow(Evaluation.Of(model, table, [.. Enumerable.Range(0, table.RowCount)])[0].Rmse, 2);

    private static DataTable Select(DataTable table, int[] rows) => DataTable.FromColumns(
        table.Names,
        [.. Enumerable.Range(0, table.Names.Count).Select(column => rows.Select(row => table.Column(column)[row]).ToArray())]);
}
