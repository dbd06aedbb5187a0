using IllsEdge.Campaign.Faults;
using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Wire;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Plant;

/// <summary>The world of the campaign: the press, its wire, the disk, the time, and the device that is started again and again.</summary>
internal sealed class PressPlant : IDisposable
{
    // The device looks once a minute whether there is room again.
    private static readonly TimeSpan UntilRoomIsSeen = TimeSpan.FromMinutes(2);

    private readonly List<Fault> _faults = [];

    public PressPlant(CampaignOptions options)
    {
        Options = options;
        RandomSource random = new(options.Seed);
        Clock = new AcceleratedClock(CampaignClock.Start);
        Press = new PressSource(PlantWeek.Make(options.Duration, random.Branch()), random.Next(), Clock);
        Wire = new PressWire(Press, _faults, random.Branch());
        Disk = new StoreDisk(options.Folder);
        Configuration = CampaignConfiguration.Make(options, Disk);
    }

    public CampaignOptions Options { get; }

    public AcceleratedClock Clock { get; }

    public PressSource Press { get; }

    public PressWire Wire { get; }

    public StoreDisk Disk { get; }

    public SimulatedPins Pins { get; } = new();

    public CampaignPace Pace { get; } = new();

    public CampaignLog Log { get; } = new();

    public DeviceConfiguration Configuration { get; }

    /// <summary>The device; null while it is not running.</summary>
    public PressDevice? Device { get; private set; }

    /// <summary>Plant time since the start.</summary>
    public TimeSpan Now => Clock.Elapsed;

    /// <summary>What is wrong at present.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>When the device is started again; only of meaning while it is not running.</summary>
    public TimeSpan DownUntil { get; set; }

    /// <summary>Whether the store was spoiled since it was last looked through.</summary>
    public bool IsStoreDamaged { get; set; }

    /// <summary>
    /// Whether the store was spoiled since it was last begun anew or found whole: the device's check may pass over damage that
    /// shows later.
    /// </summary>
    public bool IsStoreSuspect { get; set; }

    /// <summary>Whether the champion's file was spoiled since a champion was last saved.</summary>
    public bool IsModelFileDamaged { get; set; }

    /// <summary>When the device was last started.</summary>
    public TimeSpan StartedAt { get; private set; }

    /// <summary>Since when its clock is wrong; null where it is right.</summary>
    public TimeSpan? ClockWrongSince { get; set; }

    /// <summary>When the disk was last made large again.</summary>
    public TimeSpan RoomSince { get; set; } = -UntilRoomIsSeen;

    /// <summary>Whether the disk has room, and had for so long that the device has made up for what it could not write.</summary>
    public bool HasRoom => !Disk.IsFull && Now - RoomSince > UntilRoomIsSeen;

    /// <summary>Times the device refused to start, with a reason, and was tried again.</summary>
    public int Refusals { get; private set; }

    /// <summary>Called before the device ends, and after it has ended.</summary>
    public Action<PressDevice, HowItEnds>? Ending { get; set; }

    /// <summary>See <see cref="Ending"/>.</summary>
    public Action<PressDevice, HowItEnds>? Ended { get; set; }

    public void Begin(Fault fault)
    {
        _faults.Add(fault);
        fault.Begin(this);
    }

    public void End(Fault fault)
    {
        _faults.Remove(fault);
        fault.End(this);
    }

    /// <summary>Starts the device.</summary>
    /// <returns>False where it refuses to start; the reason is told.</returns>
    public bool TryStart(ILoopObserver observer)
    {
        try
        {
            StartedAt = Now;
            Device = new PressDevice(this, observer);
            return true;
        }
        catch (DataFileException refusal)
        {
            Log.Tell(IllsEdge.Device.LogLevel.Error, "start", refusal.Message);
            Refusals++;
            DownUntil = Now + TimeSpan.FromMinutes(1);
            return false;
        }
    }

    /// <summary>Ends the device, in order or as a power cut does, and leaves it down for a while.</summary>
    public void Stop(HowItEnds how, TimeSpan down)
    {
        DownUntil = Now + down;
        if (Device is not { } device)
            return;
        Ending?.Invoke(device, how);
        if (how == HowItEnds.Killed)
        {
            Dictionary<string, byte[]> photograph = PowerCut.Photograph(Disk);
            device.Dispose();
            Disk.Restore(photograph);
        }
        else
        {
            device.Dispose();
        }

        Pace.Forget();
        Device = null;
        Ended?.Invoke(device, how);
    }

    public void Dispose()
    {
        Device?.Dispose();
        Press.Dispose();
        Pace.Dispose();
        Disk.Dispose();
    }
}

/// <summary>How a device ends.</summary>
internal enum HowItEnds
{
    InOrder,
    Killed,
}
