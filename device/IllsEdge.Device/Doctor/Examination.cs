using IllsEdge.Device.Configuration;
using IllsEdge.Device.Doctor.Checks;

namespace IllsEdge.Device.Doctor;

/// <summary>All checks, one after the other.</summary>
public static class Examination
{
    private static readonly ICheck[] Checks =
    [
        new SystemCheck(), new ProcessorCheck(), new GpioCheck(), new BusCheck(), new SerialCheck(),
        new FilesCheck(), new CommandFileCheck(), new ClockCheck(), new ServiceCheck(), new ConfinementCheck(),
        new ServiceUserCheck(),
    ];

    /// <summary>Looks at a machine.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="configuration">Whose needs count; null for what is there at all.</param>
    /// <param name="file">Its full path, for what a service needs that runs it; null where none does.</param>
    public static IReadOnlyList<MachineFinding> Of(
        IMachine machine, DeviceConfiguration? configuration, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Needs? needs = configuration is null ? null : Needs.Of(configuration, file);
        return [.. Checks.SelectMany(check => check.Examine(machine, needs))];
    }
}
