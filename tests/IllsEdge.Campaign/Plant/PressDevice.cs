using System.Device.Gpio;
using IllsEdge.Device;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Store;
using IllsEdge.Device.Wire;

namespace IllsEdge.Campaign.Plant;

/// <summary>The device from one start to its end, made of what `illsedge run` makes it of.</summary>
internal sealed class PressDevice : IDisposable
{
    /// <summary>The lamp.</summary>
    public const int Pin = 17;

    private readonly SerialPortLink _link;
    private readonly SerialLineSource _source;
    private readonly GpioController _chip;
    private readonly GpioAlarmOutput _alarm;
    private bool _isDisposed;

    /// <summary>Starts it.</summary>
    /// <exception cref="Data.DataFileException">It refuses to start, as it may on a full disk.</exception>
    public PressDevice(PressPlant plant, ILoopObserver observer)
    {
        CampaignOptions options = plant.Options;
        // Its clock stands, so that the port, which nobody has, is looked for once and never again.
        _link = new SerialPortLink(new SerialPortSettings("/dev/no-such-port"), new AcceleratedClock(default), plant.Log);
        _source = new SerialLineSource(_link, [.. PressSource.ChannelNames], plant.Clock, plant.Log);
        _chip = GpioDrivers.Open(GpioDrivers.Simulated, 0, plant.Pins);
        _alarm = new GpioAlarmOutput(
            _chip, new GpioAlarm(Pin, plant.Configuration.Target.Name, 6.3, 0.1), plant.Clock, plant.Log);
        try
        {
            Store = DeviceStore.Open(
                plant.Disk.Store,
                [.. plant.Configuration.Inputs.Select(input => input.Name)],
                new StoreOptions
                {
                    MaxRows = options.MaxRows,
                    MaxAge = options.MaxAge,
                    IsSynchronous = true,
                    // A device commits every second; ten of them keep the disk from being most of the campaign.
                    BatchInterval = TimeSpan.FromSeconds(10),
                },
                plant.Clock,
                plant.Log);
            Archive = new ModelArchive(Store, plant.Configuration.Model.Path, plant.Log);
            int[][] routes = [.. Enumerable.Range(0, PressSource.Thickness).Select(input => (int[])[input]), [LoopSource.Target]];
            LoopParts parts = new(
                [new LoopSource(_source, routes)], [_alarm, Output], Store, Archive, Pace: plant.Pace);
            Loop = new DeviceLoop(plant.Configuration, parts, plant.Clock, plant.Log, observer);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public DeviceStore Store { get; } = null!;

    public ModelArchive Archive { get; } = null!;

    public DeviceLoop Loop { get; } = null!;

    /// <summary>What left it.</summary>
    public WatchedOutput Output { get; } = new();

    /// <summary>Where the wire leads.</summary>
    public ILineReceiver Receiver => _source;

    /// <summary>The source that the wire feeds.</summary>
    public IInputSource Source => _source;

    /// <summary>Ends it in order.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        Loop?.Dispose();
        _alarm.Dispose();
        Output.Dispose();
        _source.Dispose();
        _chip.Dispose();
        Archive?.Dispose();
        Store?.Dispose();
    }
}

/// <summary>Keeps the newest value and whether the safe state was asked for.</summary>
internal sealed class WatchedOutput : IOutput
{
    public string Name => "watch";

    public long Faults => 0;

    /// <summary>The newest value; null before the first.</summary>
    public Published? Last { get; private set; }

    /// <summary>Whether it was taken to the safe state after the last value.</summary>
    public bool IsSafe { get; private set; }

    public void Publish(in Published value) => (Last, IsSafe) = (value, false);

    public void GoSafe() => IsSafe = true;

    public void Dispose() => GoSafe();
}
