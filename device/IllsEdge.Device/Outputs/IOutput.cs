using IllsEdge.Prediction;

namespace IllsEdge.Device.Outputs;

/// <summary>Where predictions go: a serial line, a pin, standard output.</summary>
public interface IOutput : IDisposable
{
    /// <summary>What it is, for logs.</summary>
    string Name { get; }

    /// <summary>Values that could not be handed on since the start.</summary>
    long Faults { get; }

    /// <summary>Hands on a value. Never waits for its reader, never throws for what the world does, allocates nothing.</summary>
    void Publish(in Published value);

    /// <summary>Goes to the safe state: there is no value that could be trusted. Also done by Dispose.</summary>
    void GoSafe();
}

/// <summary>A prediction that leaves the device.</summary>
/// <param name="Name">Target.</param>
/// <param name="Value">Prediction in the target's unit; of no meaning where <paramref name="Status"/> is a failure.</param>
/// <param name="Low">Lower bound; null where none is known.</param>
/// <param name="High">Upper bound; null where none is known.</param>
/// <param name="Status">Status.</param>
/// <param name="Time">Time of the sample it was made from, UTC.</param>
public readonly record struct Published(
    string Name, double Value, double? Low, double? High, ValueStatus Status, DateTimeOffset Time);
