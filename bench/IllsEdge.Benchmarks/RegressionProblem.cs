using System.Numerics.Tensors;
using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>Rows with one target, the last column.</summary>
/// <param name="Name">For the results.</param>
/// <param name="Columns">Inputs, then the target; all of the same length.</param>
internal sealed record RegressionProblem(string Name, double[][] Columns)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Columns[0].Length;

    /// <summary>Number of inputs.</summary>
    public int Inputs => Columns.Length - 1;

    /// <summary>
    /// Friedman's first problem (Friedman 1991): y = 10 sin(pi x1 x2) + 20 (x3 - 0.5)^2 + 10 x4 + 5 x5, inputs uniform in
    /// [0, 1), five more inputs without meaning, and noise of deviation 0.1.
    /// </summary>
    public static RegressionProblem Friedman(int rows, ulong seed)
    {
        RandomSource random = new(seed);
        double[][] columns = [.. Enumerable.Range(0, 11).Select(_ => new double[rows])];
        for (int row = 0; row < rows; row++)
        {
            for (int input = 0; input < 10; input++)
                columns[input][row] = random.NextUniform();
            double X(int input) => columns[input - 1][row];
            columns[10][row] = 10 * Math.Sin(Math.PI * X(1) * X(2)) + 20 * Math.Pow(X(3) - 0.5, 2) + 10 * X(4) + 5 * X(5)
                + 0.1 * random.NextGaussian();
        }

        return new($"friedman_{rows}", columns);
    }

    /// <summary>Reads NAME.csv, whose last column is the target.</summary>
    public static RegressionProblem Read(string data, string name)
    {
        DataTable table = DataTable.ReadCsv(Path.Combine(data, $"{name}.csv"));
        return new(name, [.. Enumerable.Range(0, table.Names.Count).Select(column => table.Column(column).ToArray())]);
    }

    /// <summary>Random 80 % to train on and 20 % to judge by, standardised by the mean and deviation of the former.</summary>
    public (TrainingRows Training, TrainingRows Validation) Split(ulong seed)
    {
        RowSplit split = RowSplit.Random(Rows, 0.2, seed);
        Scaling[] scalings = [.. Columns.Select(column => Scaling.Of(Select(column, split.Training)))];
        return (Prepare(scalings, split.Training), Prepare(scalings, split.Validation));
    }

    /// <summary>All rows, standardised.</summary>
    public TrainingRows All() =>
        Prepare([.. Columns.Select(column => Scaling.Of(column))], [.. Enumerable.Range(0, Rows)]);

    /// <summary>RMSE of a network's first output, in standardised units.</summary>
    public static double Rmse(Network network, TrainingRows rows)
    {
        ForwardPass forward = new(network, rows.Count);
        forward.Run(rows.Inputs);
        return TensorPrimitives.Distance(forward.Outputs.Column(0), rows.Targets.Column(0)) / Math.Sqrt(rows.Count);
    }

    private TrainingRows Prepare(Scaling[] scalings, int[] rows)
    {
        double[] Scaled(int column)
        {
            double[] values = Select(Columns[column], rows);
            scalings[column].Apply(values, values);
            return values;
        }

        return new(rows.Length, [.. Enumerable.Range(0, Inputs).SelectMany(Scaled)], Scaled(Inputs));
    }

    private static double[] Select(double[] column, int[] rows) => [.. rows.Select(row => column[row])];
}
