using IllsEdge.Device.Configuration;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Doctor;

/// <summary>What a configuration needs of a machine.</summary>
/// <param name="Store">The store's file.</param>
/// <param name="Model">The model's file; null where none is named.</param>
/// <param name="Ports">Serial ports.</param>
/// <param name="Lines">Pins, all but simulated ones.</param>
/// <param name="Recordings">Files that are replayed.</param>
/// <param name="Buses">Device files of buses, such as <c>/dev/i2c-1</c>.</param>
public sealed record Needs(
    string Store,
    string? Model,
    IReadOnlyList<string> Ports,
    IReadOnlyList<GpioLine> Lines,
    IReadOnlyList<string> Recordings,
    IReadOnlyList<string> Buses)
{
    /// <summary>What a configuration names. A kind of source or output that needs hardware has its line here.</summary>
    /// <param name="configuration">The configuration.</param>
    public static Needs Of(DeviceConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        object[] all =
        [
            .. configuration.Inputs.Select(input => input.Source), configuration.Target.Source, .. configuration.Outputs,
        ];
        return new Needs(
            configuration.Store.Path,
            configuration.Model.Path,
            Named(all, one => one switch
            {
                SerialSourceConfiguration serial => serial.Port,
                SerialOutputConfiguration serial => serial.Port,
                _ => null,
            }),
            [.. all.Select(one => one switch
            {
                GpioSourceConfiguration gpio => gpio.Line,
                GpioOutputConfiguration gpio => gpio.Line,
                _ => (GpioLine?)null,
            }).OfType<GpioLine>().Where(line => line.Driver != GpioDrivers.Simulated)],
            Named(all, one => (one as CsvSourceConfiguration)?.Path),
            Named(all, BusOf));
    }

    // No source speaks over a bus yet.
    private static string? BusOf(object one) => null;

    private static string[] Named(object[] all, Func<object, string?> name) => [.. all.Select(name).OfType<string>().Distinct()];
}
