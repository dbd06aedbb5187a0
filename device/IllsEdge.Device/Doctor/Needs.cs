using IllsEdge.Device.Configuration;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Doctor;

/// <summary>What a configuration needs of a machine.</summary>
/// <param name="Store">The store's file.</param>
/// <param name="Model">The model's file; null where none is named.</param>
/// <param name="Ports">Serial ports.</param>
/// <param name="Lines">Pins, that of the button too, all but simulated ones.</param>
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
    /// <summary>Whether the store is only read, so that it has to be there and its folder need not be written.</summary>
    public bool IsStoreReadOnly { get; init; }

    /// <summary>The file in which somebody asks for something; null for none.</summary>
    public string? Commands { get; init; }

    /// <summary>
    /// The instance of the unit whose configuration this is, <c>press</c> for <c>/etc/illsedge/press.json</c>; null where no
    /// unit would find it.
    /// </summary>
    public string? Instance { get; init; }

    /// <summary>Files that are written: store, model and command file, as far as there are any.</summary>
    public IEnumerable<string> Written =>
        new[] { IsStoreReadOnly ? null : Store, IsStoreReadOnly ? null : Model, Commands }.OfType<string>();

    /// <summary>What a configuration names. A kind of source or output that needs hardware has its line here.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="file">Its full path; null where it is not looked at as that of a service.</param>
    public static Needs Of(DeviceConfiguration configuration, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        object[] all =
        [
            .. configuration.Inputs.Select(input => input.Source), configuration.Target.Source, .. configuration.Outputs,
        ];
        if (configuration.Retrain.Triggers.Button is { } button)
            all = [.. all, button];
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
            Named(all, BusOf))
        {
            IsStoreReadOnly = configuration.Store.ReadOnly,
            Commands = configuration.Retrain.Triggers.Commands,
            Instance = Path.GetDirectoryName(file) == "/etc/illsedge" ? Path.GetFileNameWithoutExtension(file) : null,
        };
    }

    // No source speaks over a bus yet.
    private static string? BusOf(object one) => null;

    private static string[] Named(object[] all, Func<object, string?> name) => [.. all.Select(name).OfType<string>().Distinct()];
}
