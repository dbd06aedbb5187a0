namespace IllsEdge.Device.Configuration;

/// <summary>Names that a configuration may use for simulated machines and their values.</summary>
public static class SimulatedMachines
{
    /// <summary>The machines.</summary>
    public static IReadOnlyList<string> All { get; } = ["press"];

    /// <summary>The values of a machine, the one that is worth predicting last; empty for an unknown machine.</summary>
    public static IReadOnlyList<string> Channels(string machine) => machine == "press" ? Press : [];

    /// <summary>The example configuration of a machine, the text of <c>device/deploy/examples</c>.</summary>
    /// <param name="machine">One of <see cref="All"/>.</param>
    public static byte[] Example(string machine)
    {
        using Stream stream = typeof(SimulatedMachines).Assembly.GetManifestResourceStream(
            $"IllsEdge.Device.Simulation.{machine}.json")
            ?? throw new ArgumentException($"There is no simulated machine \"{machine}\". Use one of: {string.Join(", ", All)}.");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static readonly string[] Press =
    [
        "platen_temperature", "oil_temperature", "pressure", "vibration", "cycle_time", "stroke", "thickness",
    ];
}
