using IllsEdge.Device.Simulation.Furnace;

namespace IllsEdge.Device.Tests.Simulation.Furnace;

public class FurnaceLearningTests(ITestOutputHelper output) : MachineLearning(output)
{
    protected override double LabelNoise => new FurnaceScenario().LabelNoise;

    internal override List<MachineRow> Shift(ulong seed)
    {
        FurnaceScenario shift = (FurnaceScenario)Sound(new FurnaceScenario());
        return MachineRun.Rows(shift, shift with { BarsPerLabel = 1 }, seed);
    }
}
