using IllsEdge.Device.Configuration;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;
using IllsEdge.ModelFiles;
using IllsEdge.Networks;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Support;

/// <summary>
/// A loop of two inputs whose readings, labels and time come from the test. A retraining takes exactly one step, for
/// its verdict is waited for.
/// </summary>
internal sealed class LoopBench : IDisposable
{
    public const int A = 0;
    public const int B = 1;
    public const int Label = 2;

    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private static readonly double[] Pattern = [0, 3, -2, 1, 4, -1, 2, -3];

    private readonly TemporaryFolder _folder = new();
    private readonly RandomSource _random = new(1);
    private long _row;

    public LoopBench() => Configuration = new DeviceConfiguration
    {
        Name = "bench",
        Period = Period,
        Store = new StoreConfiguration { Path = _folder.File("bench.db") },
        Inputs = [Input("a"), Input("b")],
        Target = new TargetConfiguration
        {
            Name = "y",
            Source = Simulated("y"),
            Match = new LabelMatch { Tolerance = LabelMatch.DefaultTolerance(Period) },
        },
        // A plane is fitted in a millisecond.
        Model = new ModelConfiguration { Hidden = [], MinimumLabels = 20, Ridge = 1e-6 },
        Retrain = new RetrainConfiguration
        {
            Triggers = new RetrainTriggers { Labels = null, ErrorRise = null, ErrorDrift = null, InputDrift = null },
            IsStreaming = false,
        },
        Outputs = [],
    };

    public DeviceConfiguration Configuration { get; set; }

    public StoreOptions StoreOptions { get; set; } = new();

    public ManualClock Clock { get; } = new();

    public MemoryLog Log { get; } = new();

    public ScriptedSource Source { get; } = new();

    public RecordingOutput Output { get; } = new();

    public RecordingObserver Observer { get; } = new();

    public DeviceStore Store { get; private set; } = null!;

    public ModelArchive Archive { get; private set; } = null!;

    public DeviceLoop Loop { get; private set; } = null!;

    public Published Last => Output.Values[^1];

    public string ModelPath => _folder.File("champion.model");

    /// <summary>The process: y = 2 a - b + 1, and what a test adds to it.</summary>
    public double Shift { get; set; }

    public LoopBench With(Func<DeviceConfiguration, DeviceConfiguration> change)
    {
        Configuration = change(Configuration);
        return this;
    }

    public LoopBench WithInputs(Func<InputConfiguration, InputConfiguration> change) => With(configuration =>
        configuration with { Inputs = [.. configuration.Inputs.Select(change)] });

    public LoopBench WithTriggers(RetrainTriggers triggers) => With(configuration =>
        configuration with { Retrain = configuration.Retrain with { Triggers = triggers } });

    /// <summary>Puts a model where the configuration names one.</summary>
    public LoopBench WithModel(Model model)
    {
        ModelFile.Write(ModelPath, model);
        return With(configuration => configuration with
        {
            Model = configuration.Model with { Path = ModelPath },
        });
    }

    public LoopBench Open(
        bool isSynchronous = true, bool isObserved = true, bool isWaitedFor = true, int[][]? routes = null)
    {
        Store = DeviceStore.Open(
            Configuration.Store.Path, ["a", "b"], StoreOptions with { IsSynchronous = isSynchronous }, Clock, Log);
        Archive = new ModelArchive(Store, Configuration.Model.Path, Log);
        LoopParts parts = new(
            [new LoopSource(Source, routes ?? [[A], [B], [LoopSource.Target]])], [Output], Store, Archive,
            isWaitedFor ? TimeSpan.Zero : null);
        try
        {
            Loop = new DeviceLoop(Configuration, parts, Clock, Log, isObserved ? Observer : null);
        }
        catch
        {
            Close();
            throw;
        }

        return this;
    }

    public void Close()
    {
        Loop?.Dispose();
        Archive.Dispose();
        Store.Dispose();
        Loop = null!;
    }

    public void Restart()
    {
        Close();
        Open();
    }

    /// <summary>A period passes, then readings come and the loop does its work.</summary>
    public void Step(double? a = null, double? b = null)
    {
        Clock.Advance(Period);
        if (a is { } readingA)
            Source.Push(A, readingA);
        if (b is { } readingB)
            Source.Push(B, readingB);
        Loop.Step();
    }

    /// <summary>Steps of the process with readings that come again every eight.</summary>
    public void Run(int steps, int labelEvery = 0)
    {
        for (int step = 0; step < steps; step++)
        {
            (double a, double b) = Readings(_row);
            // Always as large, so that every error is it, and of a sign that no input tells.
            double noise = _random.NextUniform() < 0.5 ? -Noise : Noise;
            if (labelEvery > 0 && (_row + 1) % labelEvery == 0)
                Tell(Truth(a, b) + noise);
            _row++;
            Step(a, b);
        }
    }

    public const double Noise = 0.1;

    public static (double A, double B) Readings(long row) => (Pattern[row % 8], Pattern[(3 * row + row / 8) % 8]);

    public double Truth(double a, double b) => 2 * a - b + 1 + Shift;

    /// <summary>A label that the next step takes.</summary>
    public void Tell(double value, TimeSpan? age = null, DateTimeOffset? time = null) =>
        Source.Push(Label, value, time, age);

    public StoredLabel[] StoredLabels()
    {
        Assert.True(Store.Flush());
        return [.. Store.ReadLabels(1_000_000)];
    }

    public StoredSample[] StoredSamples()
    {
        Assert.True(Store.Flush());
        return [.. Store.ReadNewestSamples(1_000_000)];
    }

    public StoredDecision[] StoredDecisions()
    {
        Assert.True(Store.Flush());
        return [.. Store.ReadDecisions(1_000_000)];
    }

    public void Dispose()
    {
        if (Loop is not null)
            Close();
        _folder.Dispose();
    }

    private static InputConfiguration Input(string name) =>
        new() { Name = name, Source = Simulated(name), MaxAge = TimeSpan.FromSeconds(1) };

    private static SimulatedSourceConfiguration Simulated(string channel) =>
        new() { Machine = "bench", Channel = channel };
}
