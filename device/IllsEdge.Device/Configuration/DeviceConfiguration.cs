using IllsEdge.Training;

namespace IllsEdge.Device.Configuration;

/// <summary>
/// What <c>illsedge run CONFIG.json</c> is to do. Made by <see cref="ConfigurationReader"/>, which has checked all of it;
/// described key by key in README.md in this folder.
/// </summary>
public sealed record DeviceConfiguration
{
    /// <summary>Name of the device, for people and logs.</summary>
    public required string Name { get; init; }

    /// <summary>Time between two samples, 1 ms to 1 day.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>What becomes of readings that come faster than samples are taken.</summary>
    public ReadingsKept Readings { get; init; } = ReadingsKept.Last;

    /// <summary>Where samples, labels and decisions are kept.</summary>
    public required StoreConfiguration Store { get; init; }

    /// <summary>The inputs in the model's order; at least one, names differ.</summary>
    public required IReadOnlyList<InputConfiguration> Inputs { get; init; }

    /// <summary>What is predicted and where its labels come from.</summary>
    public required TargetConfiguration Target { get; init; }

    /// <summary>The model, or how the first one is made.</summary>
    public ModelConfiguration Model { get; init; } = new();

    /// <summary>When to learn anew, at what cost, and when the result is used.</summary>
    public RetrainConfiguration Retrain { get; init; } = new();

    /// <summary>Where predictions go; at least one.</summary>
    public required IReadOnlyList<OutputConfiguration> Outputs { get; init; }
}

/// <summary>What becomes of readings that come faster than samples are taken.</summary>
public enum ReadingsKept
{
    /// <summary>A sample takes the newest of every input: what a process needs that changes more slowly than it is read.</summary>
    Last,

    /// <summary>A reading that the next one would replace unseen gets a sample of its own, so that none is lost.</summary>
    Every,
}

/// <summary>The store on disk and its bounds.</summary>
public sealed record StoreConfiguration
{
    /// <summary>The database file, a full path.</summary>
    public required string Path { get; init; }

    /// <summary>Samples that are kept. A million is 28 hours at 10 Hz and fits any card.</summary>
    public long MaxRows { get; init; } = 1_000_000;

    /// <summary>How long samples are kept. A month holds the labels of a slow laboratory.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Bytes that may be written in any 24 hours; null for as many as it takes. The default is about what 10 samples
    /// a second take, so that only a faster device is held back: a card of 32 GB bears it for some years.
    /// </summary>
    public long? MaxBytesPerDay { get; init; } = 2_000_000_000;

    /// <summary>Models that are kept, the newest; champion and previous always are.</summary>
    public int Models { get; init; } = 10;

    /// <summary>Whether the store is only read: nothing is written, and what the device learns ends with it.</summary>
    public bool ReadOnly { get; init; }
}

/// <summary>The model to start with, and how one is made where there is none.</summary>
public sealed record ModelConfiguration
{
    /// <summary>A model file, a full path; null for what the store holds. Where there is no such file yet, one is trained.</summary>
    public string? Path { get; init; }

    /// <summary>Neurons of each hidden layer; empty for a linear model. 16 are enough for most soft sensors.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [16];

    /// <summary>Name of the training method; the most accurate for small networks by default.</summary>
    public string Method { get; init; } = Trainers.All[0].Name;

    /// <summary>Labels before a first model. Fewer than 50 cannot show whether 16 neurons predict anything.</summary>
    public int MinimumLabels { get; init; } = 50;

    /// <summary>Ridge against the sum of squared standardised residuals; chosen as <see cref="TrainingOptions"/> says.</summary>
    public double Ridge { get; init; } = TrainingOptions.DefaultRidge;

    /// <summary>How much large residuals count in a network's fit; all alike by default, as rare labels may be the process.</summary>
    public RobustLoss Robust { get; init; } = RobustLoss.None;
}
