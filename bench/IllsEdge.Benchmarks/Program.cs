using IllsEdge.Benchmarks;
using IllsEdge.Benchmarks.LeastSquares;

switch (args)
{
    case ["splits", var data, var results]:
        SplitBenchmark.Run(data, Machine.FileIn(results, "splits.csv"));
        return 0;
    case ["intervals", var data, var results]:
        IntervalBenchmark.Run(data, Machine.FileIn(results, "intervals.csv"));
        return 0;
    case ["million", var results]:
        LargeFileBenchmark.Run(Machine.FileIn(results, "million.csv"));
        return 0;
    case ["qr", var results] when results != "--short":
        QrBenchmark.Run(results, isShort: false);
        return 0;
    case ["qr", var results, "--short"]:
        QrBenchmark.Run(results, isShort: true);
        return 0;
    case ["stream", var results]:
        StreamBenchmark.Run(Machine.FileIn(results, "stream.csv"));
        return 0;
    case ["exactness", var results]:
        ExactnessBenchmark.Run(Machine.FileIn(results, "exactness.csv"));
        return 0;
    case ["bdn"]:
        QrInBenchmarkDotNet.Run("*", []);
        return 0;
    case ["bdn", var filter, .. var options]:
        QrInBenchmarkDotNet.Run(filter, options);
        return 0;
    case ["replay", var data, var results]:
        ReplayBenchmark.Run(data, Machine.FileIn(results, "replay.csv"));
        return 0;
    case ["loop", var results]:
        LoopBenchmark.Run(Machine.FileIn(results, "loop.csv"));
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: splits DATA RESULTS | tune DATA RESULTS | ridge DATA RESULTS | intervals DATA RESULTS | million RESULTS | qr RESULTS [--short] | stream RESULTS | exactness RESULTS | "
            + "bdn [FILTER [OPTIONS]] | loop RESULTS | replay DATA RESULTS    (see bench/README.md)");
        return 2;
}
