using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Tests.Support;

/// <summary>Small tables and models made in memory.</summary>
internal static class Models
{
    /// <summary>y = a^2 - b + noise, two inputs a and b.</summary>
    public static DataTable Table(int rows, ulong seed = 1, double noise = 0.05)
    {
        RandomSource random = new(seed);
        double[] a = new double[rows], b = new double[rows], y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            a[row] = random.NextUniform(-2, 2);
            b[row] = random.NextUniform(10, 30);
            y[row] = a[row] * a[row] - b[row] + noise * random.NextUniform(-1, 1);
        }

        return DataTable.FromColumns(["a", "b", "y"], [a, b, y]);
    }

    /// <summary>A request for <see cref="Table"/>.</summary>
    public static FitRequest Request { get; } = new() { Inputs = ["a", "b"], Targets = ["y"], Hidden = [3] };

    /// <summary>A model of <see cref="Table"/>.</summary>
    public static FitResult Fit(FitRequest? request = null, DataTable? table = null) =>
        ModelFitter.Fit(table ?? Table(60), request ?? Request, null, TestContext.Current.CancellationToken);
}
