using IllsEdge.Device.Simulation;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Runtime;

/// <summary>How a device is set up beside what its configuration says.</summary>
public sealed record WiringOptions
{
    /// <summary>Where JSON lines go; not disposed.</summary>
    public Stream JsonLines { get; init; } = Stream.Null;

    /// <summary>Whether time runs as fast as the work is done: the run is then repeatable, and waits for its disk.</summary>
    public bool IsAccelerated { get; init; }

    /// <summary>Ends waiting for readers of the outputs, which an accelerated run does.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>What happens at the simulated machine that it is made for; others, and all where it is null, have their
    /// usual one, without an end.</summary>
    public MachineScenario? Scenario { get; init; }

    /// <summary>Seed of a simulated machine.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Pins of the simulated driver, for whoever plays the outside world.</summary>
    public SimulatedPins Pins { get; init; } = new();
}
