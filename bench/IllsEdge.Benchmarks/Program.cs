using IllsEdge.Benchmarks;

if (args is not ["splits", var data, var results])
{
    Console.Error.WriteLine("usage: splits DATA_FOLDER RESULTS_FOLDER");
    Console.Error.WriteLine("  DATA_FOLDER holds NAME.csv and splits/NAME/index_test_K.txt, see bench/README.md");
    return 2;
}

string folder = Path.Combine(results, Machine.Name);
Directory.CreateDirectory(folder);
SplitBenchmark.Run(data, Path.Combine(folder, "splits.csv"));
return 0;
