using System.Globalization;
using IllsEdge.Benchmarks;
using IllsEdge.Benchmarks.LeastSquares;
using IllsEdge.Benchmarks.Paper;
using IllsEdge.Benchmarks.Peers;

switch (args)
{
    case ["splits", var data, var results]:
        SplitBenchmark.Run(data, Machine.FileIn(results, "splits.csv"));
        return 0;
    case ["intervals", var data, var results]:
        IntervalBenchmark.Run(data, Machine.FileIn(results, "intervals.csv"));
        return 0;
    case ["tune", var data, var results, .. var sets]:
        TuneBenchmark.Run(data, Machine.FileIn(results, "tune.csv"), sets);
        return 0;
    case ["series", var data, var results]:
        SeriesBenchmark.Run(data, Machine.FileIn(results, "series.csv"));
        return 0;
    case ["ridge", var data, var results]:
        RidgeBenchmark.Run(data, Machine.FileIn(results, "ridge.csv"));
        return 0;
    case ["peers", var data, var results, .. var options] when options is [] or ["--short"]:
        PeerBenchmark.Run(data, results, isShort: options.Length > 0);
        return 0;
    case ["peers-table", var file]:
        PeerTable.Print(file);
        return 0;
    case ["methods", var data, var results]:
        MethodBenchmark.Run(data, Machine.FileIn(results, "methods.csv"));
        return 0;
    case ["paper", var data, var results]:
        PaperBenchmark.Run(data, Machine.FileIn(results, "paper.csv"), seeds: 100, isShort: false);
        return 0;
    case ["paper", var data, var results, "--seeds", var seeds]:
        PaperBenchmark.Run(
            data, Machine.FileIn(results, "paper.csv"), int.Parse(seeds, CultureInfo.InvariantCulture), isShort: false);
        return 0;
    case ["paper", var data, var results, "--short"]:
        PaperBenchmark.Run(data, Machine.FileIn(results, "paper-short.csv"), seeds: 2, isShort: true);
        return 0;
    case ["scale", var results]:
        ScaleBenchmark.Run(Machine.FileIn(results, "scale.csv"), isShort: false);
        return 0;
    case ["scale", var results, "--short"]:
        ScaleBenchmark.Run(Machine.FileIn(results, "scale-short.csv"), isShort: true);
        return 0;
    case [ScaleBenchmark.Case, var method, var rows, var hidden]:
        ScaleBenchmark.RunCase(
            method, int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(hidden, CultureInfo.InvariantCulture));
        return 0;
    case ["noise", var data, var results]:
        NoiseBenchmark.Run(data, Machine.FileIn(results, "noise.csv"));
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
            "usage: splits DATA RESULTS | tune DATA RESULTS [SET ...] | series DATA RESULTS | ridge DATA RESULTS | intervals DATA RESULTS | noise DATA RESULTS | million RESULTS | qr RESULTS [--short] | stream RESULTS | exactness RESULTS | "
            + "peers DATA RESULTS [--short] | peers-table FILE | paper DATA RESULTS [--seeds N | --short] | scale RESULTS [--short] | "
            + "bdn [FILTER [OPTIONS]] | loop RESULTS | replay DATA RESULTS    (see bench/README.md)");
        return 2;
}
