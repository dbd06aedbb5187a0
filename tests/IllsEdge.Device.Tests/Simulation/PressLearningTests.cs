using IllsEdge.Data;
using IllsEdge.Device.Simulation;
using IllsEdge.LinearAlgebra;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Device.Tests.Simulation;

/// <summary>
/// Whether the press is worth learning: the default hour without outliers, so that a model's error and not a sensor's
/// is seen. A device learns from the plates that were measured; it is judged here on those that were not.
/// </summary>
public class PressLearningTests
{
    private const double LabelNoise = 0.02;
    private static readonly Lazy<List<PressRow>[]> Hours = new(() =>
        [.. new ulong[] { 1, 2, 3 }.Select(seed => PressRun.Rows(new PressScenario { OutlierShare = 0 }, seed))]);

    private readonly ITestOutputHelper _output;

    public PressLearningTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void Sixteen_neurons_explain_the_thickness_and_a_line_does_so_much_worse()
    {
        foreach (List<PressRow> hour in Hours.Value)
        {
            List<PressRow> learned = Measured(hour, 0, 25), judges = Unmeasured(hour, 10, 25);
            double network = Rmse(Fit(learned), judges), line = LinearRmse(learned, judges), spread = Spread(judges);
            _output.WriteLine($"{learned.Count} labels: spread {spread:F3}, line {line:F3}, network {network:F3} mm");
            Assert.True(1 - network * network / (spread * spread) > 0.97);
            Assert.True(line > 1.8 * network);
            Assert.True(network < 4 * LabelNoise);
        }
    }

    [Fact]
    public void With_many_labels_the_network_comes_near_the_noise_and_the_line_does_not()
    {
        List<PressRow> rows = PressRun.Rows(
            new PressScenario { Duration = TimeSpan.FromHours(6), PlatesPerLabel = 1, OutlierShare = 0, Events = [] }, 5);
        List<PressRow> learned = rows[..1200], judges = rows[1200..];
        double network = Rmse(Fit(learned), judges), line = LinearRmse(learned, judges);
        _output.WriteLine($"{learned.Count} labels: line {line:F3}, network {network:F3} mm");
        // The floor is the label's noise with that of the sensors and of the charge's height, which no sensor sees.
        Assert.InRange(network, LabelNoise, 2 * LabelNoise);
        Assert.True(line > 3 * network);
    }

    [Fact]
    public void A_new_batch_spoils_the_frozen_model_and_retraining_heals_it()
    {
        foreach (List<PressRow> hour in Hours.Value)
        {
            Model frozen = Fit(Measured(hour, 0, 25));
            Model healed = Fit(Measured(hour, 25.3, 38));
            double before = Rmse(frozen, Unmeasured(hour, 10, 25));
            double after = Rmse(frozen, Unmeasured(hour, 25.3, 40));
            double retrained = Rmse(healed, Unmeasured(hour, 25.3, 40));
            _output.WriteLine(
                $"frozen {before:F3} before and {after:F3} mm after, retrained on {Measured(hour, 25.3, 38).Count}: {retrained:F3} mm");
            Assert.True(after > 5 * before);
            Assert.True(retrained < after / 4);
        }
    }

    [Fact]
    public void Fast_wear_spoils_it_again_and_the_newest_labels_heal_it_again()
    {
        foreach (List<PressRow> hour in Hours.Value)
        {
            Model old = Fit(Measured(hour, 25.3, 40)), fresh = Fit(Measured(hour, 25.3, 54));
            double before = Rmse(old, Unmeasured(hour, 54, 60)), retrained = Rmse(fresh, Unmeasured(hour, 54, 60));
            _output.WriteLine($"minute 54 to 60: of minute 40 {before:F3}, retrained at 54 {retrained:F3} mm");
            Assert.True(before > 1.3 * retrained);
        }
    }

    private static List<PressRow> Measured(List<PressRow> rows, double from, double to) =>
        [.. Between(rows, from, to).Where(row => row.IsMeasured)];

    private static List<PressRow> Unmeasured(List<PressRow> rows, double from, double to) =>
        [.. Between(rows, from, to).Where(row => !row.IsMeasured)];

    // Without the minute in which the thermocouple is silent: a device has no sample then.
    private static IEnumerable<PressRow> Between(List<PressRow> rows, double from, double to) => rows.Where(row =>
        row.Time.TotalMinutes >= from && row.Time.TotalMinutes < to && row.Time.TotalMinutes is < 33 or >= 34.01);

    private static Model Fit(List<PressRow> rows) => ModelFitter.Fit(Table(rows), new FitRequest
    {
        Inputs = [.. PressSource.ChannelNames.Take(PressSource.Thickness)],
        Targets = [PressSource.ChannelNames[PressSource.Thickness]],
    }).Model;

    private static DataTable Table(List<PressRow> rows) => DataTable.FromColumns(
        PressSource.ChannelNames,
        [
            .. Enumerable.Range(0, PressSource.Thickness)
                .Select(channel => rows.Select(row => row.Inputs[channel]).ToArray()),
            [.. rows.Select(row => row.Label)],
        ]);

    private static double Rmse(Model model, List<PressRow> rows) =>
        Evaluation.Of(model, Table(rows), [.. Enumerable.Range(0, rows.Count)])[0].Rmse;

    private static double Spread(List<PressRow> rows)
    {
        double mean = rows.Average(row => row.Label);
        return Math.Sqrt(rows.Average(row => (row.Label - mean) * (row.Label - mean)));
    }

    /// <summary>Ordinary least squares with an intercept, solved by the library's own QR.</summary>
    private static double LinearRmse(List<PressRow> learned, List<PressRow> judges)
    {
        double[] weights = new double[PressSource.Thickness + 1];
        int order = weights.Length + 1;
        double[] values = new double[learned.Count * order];
        MatrixView<double> rows = new(values, learned.Count, order);
        for (int row = 0; row < learned.Count; row++)
        {
            for (int input = 0; input < PressSource.Thickness; input++)
                rows[row, input] = learned[row].Inputs[input];
            (rows[row, order - 2], rows[row, order - 1]) = (1, learned[row].Label);
        }

        HouseholderQr<double> qr = HouseholderQr<double>.On(Kernel.Selected);
        TriangularFactor<double> factor = new(new double[TriangularFactor<double>.Length(order - 1, 1)], order - 1, 1);
        factor.Clear();
        qr.Absorb(factor, rows, new double[qr.WorkspaceLength(order)]);
        Assert.True(qr.Solve(factor, new MatrixView<double>(weights, order - 1, 1)));
        return Math.Sqrt(judges.Average(row =>
        {
            double error = row.Label - weights[^1];
            for (int input = 0; input < row.Inputs.Length; input++)
                error -= weights[input] * row.Inputs[input];
            return error * error;
        }));
    }
}
