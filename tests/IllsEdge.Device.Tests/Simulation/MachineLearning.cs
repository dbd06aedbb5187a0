using IllsEdge.Device.Simulation;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Simulation;

/// <summary>
/// Whether a machine is worth learning: its default shift without outliers and faults of sensors, so that a model's error
/// and not a sensor's is seen. A device learns from the pieces that were measured; it is judged here on those that were
/// not. One class a machine derives from this one.
/// </summary>
public abstract class MachineLearning(ITestOutputHelper output)
{
    protected static readonly ulong[] Seeds = [1, 2, 3];

    /// <summary>The shift of a seed; hidden change at its hour 3, further trouble from hour 5 on.</summary>
    internal abstract List<MachineRow> Shift(ulong seed);

    /// <summary>Standard deviation of the labels.</summary>
    protected abstract double LabelNoise { get; }

    [Fact]
    public void Sixteen_neurons_explain_what_is_measured_and_a_line_does_so_much_worse()
    {
        foreach (ulong seed in Seeds)
        {
            List<MachineRow> shift = Shift(seed), learned = shift.Measured(0, 3), judges = shift.Unmeasured(1, 3);
            double network = MachineRun.Rmse(MachineRun.Fit(learned), judges);
            double line = MachineRun.LinearRmse(learned, judges), spread = MachineRun.Spread(judges);
            output.WriteLine($"{learned.Count} labels: spread {spread:F2}, line {line:F2}, network {network:F2}");
            Assert.True(1 - network * network / (spread * spread) > 0.97);
            Assert.True(line > 1.6 * network);
            Assert.InRange(network, LabelNoise, 3.5 * LabelNoise);
        }
    }

    [Fact]
    public void The_hidden_change_spoils_the_frozen_model_and_retraining_heals_it()
    {
        foreach (ulong seed in Seeds)
        {
            List<MachineRow> shift = Shift(seed);
            Model frozen = MachineRun.Fit(shift.Measured(0, 3)), healed = MachineRun.Fit(shift.Measured(3.2, 4.5));
            double before = MachineRun.Rmse(frozen, shift.Unmeasured(1, 3));
            double after = MachineRun.Rmse(frozen, shift.Unmeasured(3.2, 5));
            double retrained = MachineRun.Rmse(healed, shift.Unmeasured(3.2, 5));
            output.WriteLine($"frozen {before:F2} before and {after:F2} after, retrained {retrained:F2}");
            Assert.True(after > 3 * before);
            Assert.True(retrained < after / 2);
        }
    }

    /// <summary>The default without what hides a model's error.</summary>
    internal static MachineScenario Sound(MachineScenario scenario) => scenario with
    {
        OutlierShare = 0,
        Events = [.. scenario.Events.Where(happening => happening is not SensorFault)],
    };
}
