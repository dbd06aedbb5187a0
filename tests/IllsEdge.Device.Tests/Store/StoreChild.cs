using System.Runtime.CompilerServices;
using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Store;

/// <summary>
/// The test program as a process that is there to be killed: it appends without end and prints what is committed. It
/// takes the place of Main, for a test framework would need a second to start, and twenty of them the whole time.
/// </summary>
internal static class StoreChild
{
    public const string Variable = "ILLSEDGE_STORE_CHILD";
    public const int ModelLength = 20_000;

    [ModuleInitializer]
    internal static void RunInsteadOfTests()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
            Run(path);
    }

    private static void Run(string path)
    {
        var options = new StoreOptions
        {
            BatchInterval = TimeSpan.FromMilliseconds(5),
            BatchRows = 200,
            MaxRows = 20_000,
        };
        using DeviceStore store = DeviceStore.Open(
            path, StoreBench.Inputs, options, TimeProvider.System, new ConsoleLog());
        int version = store.LastModelVersion;
        Console.WriteLine("open");
        while (true)
        {
            for (int row = 0; row < 5; row++)
            {
                long next = store.LastSampleId + 1;
                store.Append(new Sample(next, next, [next, next / 8.0, -next]), out long id);
                store.AppendPrediction(id, id, ValueStatus.Good, version);
                if (id % 10 == 0)
                    store.AppendLabel(id, id, id, id, out _);
            }

            if (store.LastSampleId % 250 < 5)
            {
                byte[] model = new byte[ModelLength];
                Array.Fill(model, (byte)(version + 1));
                version += store.SaveModel(version + 1, model, ModelState.Champion) ? 1 : 0;
            }

            Console.WriteLine($"{store.LastCommittedSample} {store.LastCommittedLabel} {version}");
            Thread.Sleep(1);
        }
    }

    private sealed class ConsoleLog : IDeviceLog
    {
        public void Tell(LogLevel level, string source, string text) => Console.Error.WriteLine(text);
    }
}
