using IllsEdge.Device.Simulation.Pump;

namespace IllsEdge.Device.Tests.Simulation.Pump;

public class PumpLearningTests(ITestOutputHelper output) : MachineLearning(output)
{
    protected override double LabelNoise => new PumpScenario().LabelNoise;

    internal override List<MachineRow> Shift(ulong seed)
    {
        PumpScenario shift = (PumpScenario)Sound(new PumpScenario());
        return MachineRun.Rows(shift, shift with { OccasionsPerLabel = 1 }, seed);
    }
}
