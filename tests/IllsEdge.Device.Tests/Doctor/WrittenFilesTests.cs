using IllsEdge.Device.Configuration;
using IllsEdge.Device.Doctor;
using IllsEdge.Device.Tests.Configuration;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Doctor;

/// <summary>A store that is only read, the command file, the button, and what a unit keeps from its instance.</summary>
public class WrittenFilesTests
{
    private const string File = "/etc/illsedge/press.json";
    private const string DropIns = "/etc/systemd/system/illsedge@press.service.d/";
    private const string Folder = "/var/lib/illsedge";
    private const string Database = Folder + "/press2.db";

    private static readonly DeviceConfiguration Line = ConfigurationReader.TryRead(
        Documents.RepositoryFile("device/deploy/examples/serial.json")).Configuration!;

    private static readonly DeviceConfiguration ReadOnly = Line with { Store = Line.Store with { ReadOnly = true } };

    private readonly SimulatedMachine _pi = SimulatedMachine.RaspberryPi();

    [Fact]
    public void A_store_that_is_only_read_needs_neither_a_folder_to_write_nor_room()
    {
        _pi.Files[Folder] = new FileFacts(true, CanRead: true, CanWrite: false);
        _pi.Files[Database] = new FileFacts(false, CanRead: true, CanWrite: false);
        _pi.DiskFacts = new DiskFacts("/", "squashfs", IsReadOnly: true, 0);
        Assert.DoesNotContain(Examination.Of(_pi, ReadOnly), finding => finding.State == FindingState.Missing);
        Assert.Contains(Examination.Of(_pi, Line), finding => finding.State == FindingState.Missing);
    }

    [Fact]
    public void A_store_that_is_only_read_has_to_be_there()
    {
        Assert.Equal($"no {Database}, which is only read (store.readOnly) and so is not begun", Missing(ReadOnly).What);
        _pi.Files[Database] = new FileFacts(true, true, true);
        Assert.Equal($"{Database} is a folder", Missing(ReadOnly).What);
        _pi.Files[Database] = new FileFacts(false, CanRead: false, CanWrite: false);
        Assert.Equal($"sudo chmod a+r {Database}", Missing(ReadOnly).Remedy);
    }

    [Fact]
    public void A_model_beside_a_store_that_is_only_read_has_to_be_readable_and_not_more()
    {
        _pi.Files[Database] = new FileFacts(false, CanRead: true, CanWrite: false);
        _pi.Files[Line.Model.Path!] = new FileFacts(false, CanRead: true, CanWrite: false);
        Assert.DoesNotContain(Examination.Of(_pi, ReadOnly), finding => finding.State == FindingState.Missing);
        _pi.Files[Line.Model.Path!] = new FileFacts(false, CanRead: false, CanWrite: false);
        Assert.Equal("model", Missing(ReadOnly).Area);
    }

    [Fact]
    public void The_button_is_a_pin_that_has_to_be_there_and_free()
    {
        DeviceConfiguration press = WithTriggers(triggers => triggers with
        {
            Button = new GpioSourceConfiguration { Line = new GpioLine("libgpiod", 0, 22) },
        });
        Assert.Contains(Needs.Of(press).Lines, line => line.Pin == 22);
        _pi.Lines[22] = new GpioLineFacts("GPIO22", "spi0 CS0");
        Assert.Equal("pin 22: in use by spi0 CS0", Missing(press).What);
    }

    [Fact]
    public void The_folder_of_the_command_file_has_to_be_there_and_writable()
    {
        DeviceConfiguration asked = Asked("/run/press/command");
        Assert.Equal("sudo install -d -o pi /run/press", Missing(asked).Remedy);
        _pi.Files["/run/press"] = new FileFacts(true, CanRead: true, CanWrite: false);
        Assert.Contains("pi may not delete there", Missing(asked).What, StringComparison.Ordinal);
        _pi.Files["/run/press"] = new FileFacts(true, true, true);
        Assert.Contains(Examination.Of(_pi, asked), finding => finding is { Area: "commands", State: FindingState.Ok });
    }

    [Fact]
    public void A_command_that_cannot_be_read_is_told()
    {
        _pi.Files[Folder + "/command"] = new FileFacts(false, CanRead: false, CanWrite: false);
        Assert.StartsWith($"sudo rm {Folder}/command", Missing(Asked(Folder + "/command")).Remedy, StringComparison.Ordinal);
        _pi.Files[Folder + "/command"] = new FileFacts(true, true, true);
        Assert.Equal($"{Folder}/command is a folder", Missing(Asked(Folder + "/command")).What);
    }

    [Fact]
    public void An_instance_lacks_the_drop_ins_of_its_hardware()
    {
        Assert.Equal(["serial.conf", "gpio.conf"], LacksOf(Line).Select(lack => lack.What.Split(' ')[4].TrimEnd(':')));
        Assert.Contains("ln -s /usr/share/illsedge/hardware/serial.conf", LacksOf(Line)[0].Remedy, StringComparison.Ordinal);
        DropIn("serial.conf", Documents.RepositoryFile("device/deploy/hardware/serial.conf"));
        DropIn("gpio.conf", Documents.RepositoryFile("device/deploy/hardware/gpio.conf"));
        Assert.Empty(LacksOf(Line));
        Assert.Contains(Examination.Of(_pi, Line, File), finding => finding.What == "illsedge@press may use what its configuration names");
    }

    [Fact]
    public void Another_place_than_an_instances_is_not_confined() =>
        Assert.Equal(Examination.Of(_pi, Line), Examination.Of(_pi, Line, "/home/pi/press.json"));

    [Fact]
    public void An_instance_writes_below_its_own_folder_only_unless_a_drop_in_says_more()
    {
        _pi.Files["/data"] = new FileFacts(true, true, true);
        DropIn("all.conf", Documents.RepositoryFile("device/deploy/hardware/serial.conf"));
        DropIn("gpio.conf", Documents.RepositoryFile("device/deploy/hardware/gpio.conf"));
        DeviceConfiguration elsewhere = Line with { Store = Line.Store with { Path = "/data/press.db" } };
        Assert.Contains("ReadWritePaths=/data", Assert.Single(LacksOf(elsewhere)).Remedy, StringComparison.Ordinal);
        _pi.Texts[DropIns + "files.conf"] = "[Service]\nReadWritePaths=/data";
        _pi.Files[DropIns + "files.conf"] = new FileFacts(false, true, false);
        Assert.Empty(LacksOf(elsewhere));
    }

    [Fact]
    public void An_instance_does_not_see_recordings_of_a_home()
    {
        _pi.Files["/home/pi/day.csv"] = new FileFacts(false, true, true);
        DeviceConfiguration replay = Line with
        {
            Inputs = [Line.Inputs[0] with { Source = new CsvSourceConfiguration { Path = "/home/pi/day.csv", Channel = "a" } }],
        };
        Assert.Contains(LacksOf(replay), lack => lack.What.StartsWith("/home/pi/day.csv", StringComparison.Ordinal));
    }

    private static DeviceConfiguration Asked(string path) => WithTriggers(triggers => triggers with { Commands = path });

    private static DeviceConfiguration WithTriggers(Func<RetrainTriggers, RetrainTriggers> change) =>
        Line with { Retrain = Line.Retrain with { Triggers = change(Line.Retrain.Triggers) } };

    private void DropIn(string name, string file)
    {
        _pi.Files[DropIns + name] = new FileFacts(false, true, false);
        _pi.Texts[DropIns + name] = System.IO.File.ReadAllText(file);
    }

    private MachineFinding[] LacksOf(DeviceConfiguration configuration) =>
        [.. Examination.Of(_pi, configuration, File).Where(finding => finding is { Area: "service", State: FindingState.Missing })];

    private MachineFinding Missing(DeviceConfiguration configuration) =>
        Assert.Single(Examination.Of(_pi, configuration), finding => finding.State == FindingState.Missing);
}
