using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class AutoContractTests() : TrainerContract(new AutoTrainer(), method: "accelerated");

public class CoupledContractTests() : TrainerContract(new CoupledTrainer());

public class AcceleratedContractTests() : TrainerContract(new AcceleratedTrainer());

public class ClassicContractTests() : TrainerContract(new ClassicTrainer());

public class TrainerCatalogueTests
{
    /// <summary>A trainer that is added gets a contract above.</summary>
    [Fact]
    public void Every_trainer_has_its_contract() => Assert.Equal(
        ["accelerated", "auto", "classic", "coupled"], Trainers.All.Select(trainer => trainer.Name).Order());
}
