using IllsEdge.Device.Doctor;

namespace IllsEdge.Device.Tests.Support;

/// <summary>A machine in memory, of which a test takes away what is to be missing.</summary>
internal sealed class SimulatedMachine : IMachine
{
    public const string Chip0 = "/dev/gpiochip0";

    private static readonly string[] AllGroups = ["dialout", "gpio", "i2c", "spi"];

    public MachineFacts Facts { get; set; } = new(
        "arm64", new Version(2, 36), ["scalar", "vector128"], "vector128", "pi", ["pi", .. AllGroups], true, null);

    public Dictionary<string, FileFacts> Files { get; } = [];

    public Dictionary<string, string> Texts { get; } = [];

    public Dictionary<string, string> Holders { get; } = [];

    public Dictionary<int, GpioLineFacts> Lines { get; } = [];

    public HashSet<string> Libraries { get; } = [];

    public DiskFacts DiskFacts { get; set; } = new("/", "ext4", false, 20L << 30);

    /// <summary>A Raspberry Pi with all that device/deploy/examples/serial.json needs.</summary>
    public static SimulatedMachine RaspberryPi()
    {
        SimulatedMachine pi = new();
        pi.Texts["/etc/os-release"] = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian";
        pi.Texts["/proc/sys/kernel/osrelease"] = "6.6.31+rpt-rpi-v8";
        pi.Texts["/proc/device-tree/model"] = "Raspberry Pi 4 Model B Rev 1.5";
        pi.Texts["/etc/group"] = "root:x:0:\n" + string.Concat(AllGroups.Select((group, number) => $"{group}:x:{number + 20}:pi\n"));
        pi.Texts["/sys/class/tty/console/active"] = "tty1";
        pi.Texts["/etc/systemd/system.conf.d/watchdog.conf"] = "[Manager]\nRuntimeWatchdogSec=15";
        pi.Device(Chip0, "gpio");
        pi.Device("/dev/i2c-1", "i2c");
        pi.Device("/dev/spidev0.0", "spi");
        pi.Device("/dev/ttyUSB0", "dialout");
        pi.Device("/dev/ttyUSB1", "dialout");
        foreach (string file in (string[])[
            "/dev/rtc0", "/dev/watchdog0", "/etc/systemd/system/illsedge@.service",
            "/etc/systemd/system.conf.d/watchdog.conf"])
            pi.Files[file] = new FileFacts(IsFolder: false, CanRead: true, CanWrite: false, "root");
        foreach (string folder in (string[])["/run/systemd/system", "/etc/systemd/system.conf.d", "/var/lib/illsedge"])
            pi.Files[folder] = new FileFacts(IsFolder: true, CanRead: true, CanWrite: true, "pi");
        pi.Libraries.Add("libgpiod.so.2");
        pi.Lines[17] = new GpioLineFacts("GPIO17", null);
        pi.Lines[27] = new GpioLineFacts("GPIO27", null);
        return pi;
    }

    public void Device(string path, string group, bool mayUse = true) =>
        Files[path] = new FileFacts(false, mayUse, mayUse, group, GroupCanWrite: true);

    public Dictionary<string, string> Links { get; } = [];

    public string Real(string path) => Links.GetValueOrDefault(path, path);

    public FileFacts? Look(string path) => Files.GetValueOrDefault(path);

    public IReadOnlyList<string> Find(string start) =>
        [.. Files.Keys.Where(path => path.StartsWith(start, StringComparison.Ordinal) && !path[start.Length..].Contains('/')).Order()];

    public string? Read(string path) => Texts.GetValueOrDefault(path);

    public DiskFacts? Disk(string path) => DiskFacts;

    public bool HasLibrary(string name) => Libraries.Contains(name);

    public GpioChipFacts? Chip(string device) => device == Chip0 ? new GpioChipFacts("pinctrl-bcm2711", 58) : null;

    public GpioLineFacts? Line(string device, int line) => Lines.GetValueOrDefault(line);

    public string? Holder(string path) => Holders.GetValueOrDefault(path);
}
