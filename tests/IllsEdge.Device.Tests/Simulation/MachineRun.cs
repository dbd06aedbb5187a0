using IllsEdge.Data;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.LinearAlgebra;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Device.Tests.Simulation;

/// <summary>A measured piece with what the sensors said then, as a device that joins labels to samples sees it.</summary>
internal sealed record MachineRow(TimeSpan Time, double[] Inputs, double Label, bool IsMeasured);

/// <summary>Runs a simulated machine as fast as it goes, and judges what can be learned from it.</summary>
internal static class MachineRun
{
    public static List<(TimeSpan Time, Reading Reading)> Readings(MachineScenario scenario, ulong seed)
    {
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using MachineSource source = scenario.Open(seed, clock);
        List<(TimeSpan, Reading)> readings = [];
        while (source.State == SourceState.Connected)
        {
            while (source.TryRead(out Reading reading))
                readings.Add((source.PlantTime, reading));
            clock.Advance(scenario.Machine.Period);
        }

        return readings;
    }

    /// <summary>One row a piece: measured ones as the scenario says, the others with a label that nobody told the
    /// device.</summary>
    /// <param name="scenario">What the device sees.</param>
    /// <param name="all">The same where every piece is measured.</param>
    /// <param name="seed">Of both.</param>
    public static List<MachineRow> Rows(MachineScenario scenario, MachineScenario all, ulong seed)
    {
        int label = scenario.Machine.Sensors.Length;
        HashSet<TimeSpan> measured = [.. Labels(Readings(scenario, seed), label).Select(one => one.Time)];
        List<(TimeSpan Time, Reading Reading)> readings = Readings(all, seed);
        List<MachineRow> rows = [];
        double[] board = new double[label];
        int next = 0;
        foreach ((TimeSpan time, double value) in Labels(readings, label))
        {
            for (; next < readings.Count && readings[next].Time <= time; next++)
                if (readings[next].Reading.Channel < label)
                    board[readings[next].Reading.Channel] = readings[next].Reading.Value;
            rows.Add(new MachineRow(time, [.. board], value, measured.Contains(time)));
        }

        return rows;
    }

    public static List<MachineRow> Measured(this List<MachineRow> rows, double fromHour, double toHour) =>
        [.. rows.Between(fromHour, toHour).Where(row => row.IsMeasured)];

    public static List<MachineRow> Unmeasured(this List<MachineRow> rows, double fromHour, double toHour) =>
        [.. rows.Between(fromHour, toHour).Where(row => !row.IsMeasured)];

    /// <summary>One hidden layer of 16 and the library's defaults.</summary>
    public static Model Fit(List<MachineRow> rows) => ModelFitter.Fit(Table(rows), new FitRequest
    {
        Inputs = [.. Enumerable.Range(0, rows[0].Inputs.Length).Select(Name)],
        Targets = ["y"],
    }).Model;

    public static double Rmse(Model model, List<MachineRow> rows) =>
        Evaluation.Of(model, Table(rows), [.. Enumerable.Range(0, rows.Count)])[0].Rmse;

    public static double Spread(List<MachineRow> rows)
    {
        double mean = rows.Average(row => row.Label);
        return Math.Sqrt(rows.Average(row => (row.Label - mean) * (row.Label - mean)));
    }

    /// <summary>Ordinary least squares with an intercept, solved by the library's own QR.</summary>
    public static double LinearRmse(List<MachineRow> learned, List<MachineRow> judges)
    {
        int inputs = learned[0].Inputs.Length, order = inputs + 2;
        double[] weights = new double[inputs + 1];
        MatrixView<double> rows = new(new double[learned.Count * order], learned.Count, order);
        for (int row = 0; row < learned.Count; row++)
        {
            for (int input = 0; input < inputs; input++)
                rows[row, input] = learned[row].Inputs[input];
            (rows[row, inputs], rows[row, inputs + 1]) = (1, learned[row].Label);
        }

        HouseholderQr<double> qr = HouseholderQr<double>.On(Kernel.Selected);
        TriangularFactor<double> factor = new(new double[TriangularFactor<double>.Length(order - 1, 1)], order - 1, 1);
        factor.Clear();
        qr.Absorb(factor, rows, new double[qr.WorkspaceLength(order)]);
        Assert.True(qr.Solve(factor, new MatrixView<double>(weights, order - 1, 1)));
        return Math.Sqrt(judges.Average(row =>
        {
            double error = row.Label - weights[^1];
            for (int input = 0; input < inputs; input++)
                error -= weights[input] * row.Inputs[input];
            return error * error;
        }));
    }

    private static IEnumerable<MachineRow> Between(this List<MachineRow> rows, double from, double to) =>
        rows.Where(row => row.Time.TotalHours >= from && row.Time.TotalHours < to);

    private static string Name(int input) => $"x{input}";

    private static DataTable Table(List<MachineRow> rows) => DataTable.FromColumns(
        [.. Enumerable.Range(0, rows[0].Inputs.Length).Select(Name), "y"],
        [
            .. Enumerable.Range(0, rows[0].Inputs.Length).Select(input => rows.Select(row => row.Inputs[input]).ToArray()),
            [.. rows.Select(row => row.Label)],
        ]);

    private static IEnumerable<(TimeSpan Time, double Value)> Labels(
        List<(TimeSpan Time, Reading Reading)> readings, int label) => readings
        .Where(entry => entry.Reading.Channel == label)
        .Select(entry => (entry.Time - entry.Reading.Age!.Value, entry.Reading.Value));
}
