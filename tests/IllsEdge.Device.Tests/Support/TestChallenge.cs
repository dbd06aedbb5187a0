using IllsEdge.Data;
using IllsEdge.Device.Retraining;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Device.Tests.Support;

/// <summary>Challenges on rows of y = 2 a - b + 1 with a noise of 0.1.</summary>
internal static class TestChallenge
{
    public const double Noise = 0.1;

    public static readonly Model Truth = TestModels.Plane(2, -1, 1);

    /// <summary>Rows of the process.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of inputs and noise.</param>
    /// <param name="shift">What is added to the target of a row.</param>
    public static DataTable Rows(int count, ulong seed = 1, Func<int, double>? shift = null)
    {
        RandomSource random = new(seed);
        double[][] columns = [new double[count], new double[count], new double[count]];
        for (int row = 0; row < count; row++)
        {
            (double a, double b) = (random.NextUniform(-3, 3), random.NextUniform(-3, 3));
            double noise = Noise * Math.Sqrt(12) * (random.NextUniform() - 0.5);
            (columns[0][row], columns[1][row]) = (a, b);
            columns[2][row] = 2 * a - b + 1 + noise + (shift?.Invoke(row) ?? 0);
        }

        return Table(columns);
    }

    public static DataTable Table(double[][] columns) => DataTable.FromColumns(["a", "b", "y"], columns);

    public static Challenge Of(
        DataTable rows, int judges, Model? champion = null, ITrainer? trainer = null, double margin = 0.02)
    {
        FitRequest request = new()
        {
            Inputs = ["a", "b"],
            Targets = ["y"],
            Hidden = [],
            Trainer = trainer ?? Trainers.All[0],
            Training = new TrainingOptions { Ridge = 1e-6 },
        };
        return new Challenge(
            RetrainReason.Labels, rows, judges, champion, [], request, margin, TimeSpan.FromMinutes(10));
    }
}
