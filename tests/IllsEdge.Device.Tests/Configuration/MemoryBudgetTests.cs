namespace IllsEdge.Device.Tests.Configuration;

public class MemoryBudgetTests
{
    [Theory]
    [InlineData("\"64MB\"", 64)]
    [InlineData("\"1.5GB\"", 1500)]
    [InlineData("\"1999kB\"", 1)]
    [InlineData("64", 64)]
    public void A_budget_of_memory_is_a_size_or_a_number_of_megabytes(string written, int megabytes) =>
        Assert.Equal(
            megabytes,
            Documents.Read(Documents.With("\"outputs\"", $$"""
                "retrain": { "budgets": { "memory": {{written}} } }, "outputs"
                """)).Configuration!.Retrain.Budgets.Memory);
}
