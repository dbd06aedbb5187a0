using IllsEdge.Benchmarks;

switch (args)
{
    case ["splits", var data, var results]:
        SplitBenchmark.Run(data, Machine.FileIn(results, "splits.csv"));
        return 0;
    case ["million", var results]:
        LargeFileBenchmark.Run(Machine.FileIn(results, "million.csv"));
        return 0;
    case ["factor", var results]:
        FactorBenchmark.Run(Machine.FileIn(results, "factor.csv"));
        return 0;
    case ["replay", var data, var results]:
        ReplayBenchmark.Run(data, Machine.FileIn(results, "replay.csv"));
        return 0;
    case ["loop", var results]:
        LoopBenchmark.Run(Machine.FileIn(results, "loop.csv"));
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: splits DATA RESULTS | million RESULTS | factor RESULTS | loop RESULTS | replay DATA RESULTS    "
            + "(see bench/README.md)");
        return 2;
}
