using IllsEdge.Tests.Support;

namespace IllsEdge.Baselines.Tests;

public class AdamContractTests() : TrainerContract(new AdamTrainer());

public class LimitedMemoryBfgsContractTests() : TrainerContract(new LimitedMemoryBfgsTrainer());

public class LevenbergMarquardtContractTests() : TrainerContract(new LevenbergMarquardtTrainer());
