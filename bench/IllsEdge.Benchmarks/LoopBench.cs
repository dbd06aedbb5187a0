using IllsEdge.Device;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Store;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;

namespace IllsEdge.Benchmarks;

/// <summary>
/// A loop on a source in memory, with a store in a temporary folder that holds labelled rows already and a model that
/// is given as a file, as on a device that was prepared elsewhere.
/// </summary>
internal sealed class LoopBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("illsedge-loop-").FullName;
    private readonly DeviceStore _store;
    private readonly ModelArchive _archive;
    private readonly IReadOnlyList<IOutput> _outputs;
    private readonly IInputSource _source;

    /// <summary>Prepares the store and makes the loop.</summary>
    public LoopBench(LoopBenchPlan plan)
    {
        DeviceConfiguration configuration = ConfigurationOf(plan, _folder);
        ModelFile.Write(configuration.Model.Path!, plan.Model);
        string[] names = [.. plan.Model.Inputs.Select(input => input.Name)];
        StoreOptions options = new()
        {
            IsSynchronous = plan.HandOver is not null,
            BatchInterval = plan.HandOver is null ? TimeSpan.FromSeconds(1) : 1000 * plan.Period,
        };
        using (DeviceStore store = DeviceStore.Open(configuration.Store.Path, names, options, plan.Clock, plan.Log))
            Fill(store, plan);
        _store = DeviceStore.Open(configuration.Store.Path, names, options, plan.Clock, plan.Log);
        _archive = new ModelArchive(_store, configuration.Model.Path, plan.Log);
        (_outputs, _source) = (plan.Outputs, plan.Source);
        int[][] routes = [.. names.Select((_, input) => (int[])[input]), [LoopSource.Target]];
        Loop = new DeviceLoop(
            configuration,
            new LoopParts([new LoopSource(plan.Source, routes)], plan.Outputs, _store, _archive, plan.HandOver),
            plan.Clock, plan.Log, plan.Observer);
    }

    /// <summary>The loop.</summary>
    public DeviceLoop Loop { get; }

    /// <summary>Ends the loop, closes the store and deletes it.</summary>
    public void Dispose()
    {
        Loop.Dispose();
        foreach (IOutput output in _outputs)
            output.Dispose();
        _source.Dispose();
        _archive.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static DeviceConfiguration ConfigurationOf(LoopBenchPlan plan, string folder)
    {
        CsvSourceConfiguration source = new() { Path = "memory", Channel = "memory" };
        return new DeviceConfiguration
        {
            Name = "bench",
            Period = plan.Period,
            Store = new StoreConfiguration { Path = Path.Combine(folder, "store.db") },
            Inputs =
            [
                .. plan.Model.Inputs.Select(input => new InputConfiguration
                {
                    Name = input.Name,
                    Source = source,
                    MaxAge = InputConfiguration.DefaultMaxAge(plan.Period),
                }),
            ],
            Target = new TargetConfiguration
            {
                Name = plan.Model.Targets[0].Name,
                Source = source,
                Match = new LabelMatch { Tolerance = LabelMatch.DefaultTolerance(plan.Period) },
                Starvation = TimeSpan.FromDays(365),
            },
            Model = new ModelConfiguration { Path = Path.Combine(folder, "model.json") },
            Retrain = new RetrainConfiguration { Triggers = plan.Triggers },
            Outputs = [new JsonOutputConfiguration()],
        };
    }

    private static void Fill(DeviceStore store, LoopBenchPlan plan)
    {
        long now = plan.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (int row = 0; row < plan.Known.Count; row++)
        {
            (double[] inputs, double target) = plan.Known[row];
            long time = now + (long)((row - plan.Known.Count) * plan.Period.TotalMilliseconds);
            store.Append(new Sample(time, 0, inputs, default), out long id);
            store.AppendLabel(target, time, time, id, out _);
        }
    }
}

/// <summary>What a <see cref="LoopBench"/> is made of; sources and outputs are disposed by it.</summary>
internal sealed record LoopBenchPlan
{
    public required TimeSpan Period { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Model Model { get; init; }

    /// <summary>Gives the model's inputs in their order, and the target as its last channel.</summary>
    public required IInputSource Source { get; init; }

    public required RetrainTriggers Triggers { get; init; }

    /// <summary>Labelled rows that the store holds before the loop begins.</summary>
    public required IReadOnlyList<(double[] Inputs, double Target)> Known { get; init; }

    public IReadOnlyList<IOutput> Outputs { get; init; } = [];

    public ILoopObserver? Observer { get; init; }

    /// <summary>As in <see cref="LoopParts"/>.</summary>
    public TimeSpan? HandOver { get; init; }

    public IDeviceLog Log { get; init; } = new SilentLog();
}

/// <summary>Shows errors and forgets the rest.</summary>
internal sealed class SilentLog : IDeviceLog
{
    public void Tell(LogLevel level, string source, string text)
    {
        if (level == LogLevel.Error)
            Console.Error.WriteLine($"{source}: {text}");
    }
}
