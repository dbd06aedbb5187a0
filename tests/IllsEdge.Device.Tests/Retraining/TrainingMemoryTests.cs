using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Tests.Retraining;

public class TrainingMemoryTests
{
    [Fact]
    public void So_many_rows_keep_to_a_budget()
    {
        int rows = TrainingMemory.Rows(10_000_000, 6, [16], isCoupled: false);
        Assert.True(TrainingMemory.Bytes(rows, 6, [16], false) <= 10_000_000);
        Assert.True(TrainingMemory.Bytes(rows + 1, 6, [16], false) > 10_000_000);
        Assert.Equal(0, TrainingMemory.Rows(1_000_000, 6, [100, 100], isCoupled: true));
    }
}
