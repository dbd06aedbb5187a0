using IllsEdge.Device.Simulation;
using IllsEdge.Device.Simulation.Furnace;
using IllsEdge.Device.Simulation.Press;
using IllsEdge.Device.Simulation.Pump;

namespace IllsEdge.Device.Configuration;

/// <summary>The simulated machines that a configuration may name.</summary>
public static class SimulatedMachines
{
    // A new machine is one line here.
    private static readonly MachineScenario[] Scenarios =
    [
        new PressScenario(),
        new FurnaceScenario(),
        new PumpScenario(),
    ];

    /// <summary>The machines.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Scenarios.Select(scenario => scenario.Machine.Name)];

    /// <summary>The values of all machines.</summary>
    public static IReadOnlyList<string> AllChannels { get; } =
        [.. Scenarios.SelectMany(scenario => scenario.Machine.Channels).Distinct()];

    /// <summary>The values of a machine, the one that is worth predicting last; empty for an unknown machine.</summary>
    public static IReadOnlyList<string> Channels(string machine) => Find(machine)?.Machine.Channels ?? [];

    /// <summary>What happens at a machine where nothing else is said.</summary>
    /// <param name="machine">One of <see cref="All"/>.</param>
    /// <exception cref="ArgumentException">There is no such machine.</exception>
    public static MachineScenario Scenario(string machine) => Find(machine) ?? throw Unknown(machine);

    /// <summary>The example configuration of a machine, the text of <c>device/deploy/examples</c>.</summary>
    /// <param name="machine">One of <see cref="All"/>.</param>
    /// <exception cref="ArgumentException">There is no such machine.</exception>
    public static byte[] Example(string machine)
    {
        using Stream stream = typeof(SimulatedMachines).Assembly.GetManifestResourceStream(
            $"IllsEdge.Device.Simulation.{machine}.json") ?? throw Unknown(machine);
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static MachineScenario? Find(string machine) =>
        Array.Find(Scenarios, scenario => scenario.Machine.Name == machine);

    private static ArgumentException Unknown(string machine) =>
        new($"There is no simulated machine \"{machine}\". Use one of: {string.Join(", ", All)}.");
}
