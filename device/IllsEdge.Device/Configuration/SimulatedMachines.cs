namespace IllsEdge.Device.Configuration;

/// <summary>Names that a configuration may use for simulated machines and their values.</summary>
public static class SimulatedMachines
{
    /// <summary>The machines.</summary>
    public static IReadOnlyList<string> All { get; } = ["press"];

    /// <summary>The values of a machine, the one that is worth predicting last; empty for an unknown machine.</summary>
    public static IReadOnlyList<string> Channels(string machine) => machine == "press" ? Press : [];

    private static readonly string[] Press =
    [
        "platen_temperature", "oil_temperature", "pressure", "vibration", "cycle_time", "stroke", "thickness",
    ];
}
