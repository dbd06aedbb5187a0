using IllsEdge.Device.Configuration;
using IllsEdge.Device.Doctor;
using IllsEdge.Device.Tests.Configuration;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Doctor;

/// <summary>A Raspberry Pi with everything, and with one thing after the other taken away.</summary>
public class ExaminationTests
{
    private static readonly DeviceConfiguration Line = ConfigurationReader.TryRead(
        Documents.RepositoryFile("device/deploy/examples/serial.json")).Configuration!;

    private readonly SimulatedMachine _pi = SimulatedMachine.RaspberryPi();

    [Fact]
    public void A_machine_with_everything_lacks_nothing()
    {
        Assert.All(Examination.Of(_pi, Line), finding => Assert.Equal(FindingState.Ok, finding.State));
        Assert.All(Examination.Of(_pi, null), finding => Assert.Equal(FindingState.Ok, finding.State));
        Assert.Contains(Examination.Of(_pi, Line), finding => finding.What.EndsWith("on a Raspberry Pi 4 Model B Rev 1.5", StringComparison.Ordinal));
        Assert.Contains(Examination.Of(_pi, Line), finding => finding.What == "pin 17 (GPIO17): free");
        Assert.Contains(Examination.Of(_pi, null), finding => finding.What == "/dev/gpiochip0: pinctrl-bcm2711, 58 lines");
    }

    [Fact]
    public void A_configuration_needs_its_own_ports_pins_and_files_and_no_others()
    {
        Needs needs = Needs.Of(Line);
        Assert.Equal(["/dev/ttyUSB0", "/dev/ttyUSB1"], needs.Ports);
        Assert.Equal([27, 17], needs.Lines.Select(line => line.Pin));
        Assert.Equal(("/var/lib/illsedge/press2.db", "/var/lib/illsedge/press2.ills"), (needs.Store, needs.Model));

        DeviceConfiguration press = ConfigurationReader.TryRead(
            Documents.RepositoryFile("device/deploy/examples/press.json")).Configuration!;
        SimulatedMachine bare = new();
        bare.Files[Path.GetDirectoryName(press.Store.Path)!] = new FileFacts(true, true, true);
        Assert.DoesNotContain(Examination.Of(bare, press), finding => finding.State == FindingState.Missing);
    }

    [Fact]
    public void Without_a_configuration_what_is_not_there_is_no_fault()
    {
        IReadOnlyList<MachineFinding> findings = Examination.Of(new SimulatedMachine(), null);
        Assert.DoesNotContain(findings, finding => finding.State == FindingState.Missing);
        Assert.Equal(
            ["gpio", "i2c", "spi", "serial", "clock", "service"],
            findings.Where(finding => finding.State == FindingState.Note).Select(finding => finding.Area).Distinct());
    }

    [Fact]
    public void A_library_that_is_missing_is_named_with_its_package_or_the_other_driver()
    {
        _pi.Libraries.Clear();
        Assert.Equal("sudo apt install libgpiod2", Missing(Line).Remedy);
        Assert.Contains("libgpiod3 (Debian 13)", Missing(null).Remedy, StringComparison.Ordinal);
        _pi.Libraries.Add("libgpiod.so.3");
        Assert.Contains("\"driver\": \"libgpiod-v2\"", Missing(Line).Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/gpiochip0", "gpio")]
    [InlineData("/dev/ttyUSB1", "dialout")]
    [InlineData("/dev/i2c-1", "i2c")]
    [InlineData("/dev/spidev0.0", "spi")]
    public void A_right_that_is_missing_is_got_by_the_group_of_the_device(string device, string group)
    {
        _pi.Facts = _pi.Facts with { Groups = ["pi"] };
        _pi.Texts["/etc/group"] = $"{group}:x:20:";
        _pi.Device(device, group, mayUse: false);
        MachineFinding finding = Missing(null);
        Assert.Equal((group == "dialout" ? "serial" : group, $"{device}: pi has no right to use it"), (finding.Area, finding.What));
        Assert.StartsWith($"sudo usermod -aG {group} pi", finding.Remedy, StringComparison.Ordinal);

        // The group was joined, and this session is older.
        _pi.Texts["/etc/group"] = $"{group}:x:20:other,pi";
        Assert.Contains("log in again", Missing(null).Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("usermod", Missing(null).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_only_root_may_use_is_given_to_a_group()
    {
        _pi.Files[SimulatedMachine.Chip0] = new FileFacts(false, false, false, "root", GroupCanWrite: true);
        _pi.Texts["/etc/group"] = "root:x:0:";
        string remedy = Missing(Line).Remedy!;
        Assert.Contains("sudo groupadd --system gpio", remedy, StringComparison.Ordinal);
        Assert.Contains("KERNEL==\"gpiochip*\", GROUP=\"gpio\"", remedy, StringComparison.Ordinal);
        Assert.Contains("usermod -aG gpio pi", remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/serial0", "/dev/ttyAMA0", "KERNEL==\"ttyAMA*\", GROUP=\"dialout\"")]
    [InlineData("/dev/serial/by-id/usb-FTDI_A1-port0", "/dev/ttyUSB7", "KERNEL==\"ttyUSB*\", GROUP=\"dialout\"")]
    [InlineData("/dev/sensor", "/dev/pts/0", "sudo chgrp dialout /dev/pts/0; sudo chmod g+rw /dev/pts/0")]
    public void The_rule_for_a_port_that_is_a_link_is_one_for_the_device_it_leads_to(string port, string device, string expected)
    {
        _pi.Links[port] = device;
        _pi.Files[port] = new FileFacts(false, false, false, "root", GroupCanWrite: true);
        Assert.Contains(expected, Rights.Lack(_pi, "serial", port, _pi.Files[port], "dialout")!.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chip_that_is_missing_is_told_with_those_that_are_there()
    {
        _pi.Files.Remove(SimulatedMachine.Chip0);
        _pi.Device("/dev/gpiochip4", "gpio");
        Assert.Contains("/dev/gpiochip4", Missing(Line).Remedy, StringComparison.Ordinal);
        _pi.Files.Remove("/dev/gpiochip4");
        Assert.Contains("simulated", Missing(Line).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pin_that_somebody_has_is_told_with_his_name()
    {
        _pi.Lines[17] = new GpioLineFacts("GPIO17", "w1-gpio");
        Assert.Equal("pin 17: in use by w1-gpio", Missing(Line).What);
    }

    [Fact]
    public void What_a_running_device_has_is_not_missing()
    {
        _pi.Lines[17] = new GpioLineFacts("GPIO17", "illsedge");
        _pi.Holders["/dev/ttyUSB0"] = "illsedge (249)";
        IReadOnlyList<MachineFinding> findings = Examination.Of(_pi, Line);
        Assert.DoesNotContain(findings, finding => finding.State == FindingState.Missing);
        Assert.Equal(2, findings.Count(
            finding => finding.State == FindingState.Note && finding.What.Contains("in use by illsedge", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_pin_beyond_the_chip_is_told_with_its_lines()
    {
        DeviceConfiguration other = Line with
        {
            Outputs = [.. Line.Outputs.Select(output =>
                output is GpioOutputConfiguration gpio ? gpio with { Line = gpio.Line with { Pin = 58 } } : output)],
        };
        Assert.Equal("pin 58: /dev/gpiochip0 has 58 lines, 0 to 57", Missing(other).What);
    }

    [Fact]
    public void A_port_that_is_missing_is_told_with_those_that_are_there()
    {
        _pi.Files.Remove("/dev/ttyUSB1");
        Assert.Contains("no /dev/ttyUSB1", Missing(Line).What, StringComparison.Ordinal);
        Assert.EndsWith(": /dev/ttyUSB0", Missing(Line).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_another_program_or_the_console_has_is_not_free()
    {
        _pi.Holders["/dev/ttyUSB0"] = "minicom (812)";
        Assert.Equal("/dev/ttyUSB0: in use by minicom (812)", Missing(Line).What);
        _pi.Holders.Clear();
        _pi.Texts["/sys/class/tty/console/active"] = "tty1 ttyUSB0";
        Assert.Contains("do_serial_cons", Missing(Line).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_the_store_that_is_missing_is_told_once()
    {
        _pi.Files.Remove("/var/lib/illsedge");
        Assert.Equal("sudo install -d -o pi /var/lib/illsedge", Missing(Line).Remedy);
    }

    [Fact]
    public void On_a_disk_that_cannot_be_written_nobody_is_told_to_change_rights()
    {
        _pi.Files["/var/lib/illsedge"] = new FileFacts(true, CanRead: true, CanWrite: false);
        Assert.Contains(
            Examination.Of(_pi, Line), finding => finding.Remedy?.Contains("chown", StringComparison.Ordinal) == true);
        _pi.DiskFacts = new DiskFacts("/var", "ext4", IsReadOnly: true, 1L << 30);
        MachineFinding[] missing = [.. Examination.Of(_pi, Line).Where(finding => finding.State == FindingState.Missing)];
        Assert.NotEmpty(missing);
        Assert.All(missing, finding => Assert.StartsWith("sudo mount -o remount,rw /var", finding.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void A_disk_that_cannot_be_written_is_told_whatever_the_rights()
    {
        _pi.DiskFacts = new DiskFacts("/var", "ext4", IsReadOnly: true, 1L << 30);
        Assert.Contains("remount,rw /var", Missing(Line).Remedy, StringComparison.Ordinal);
        _pi.DiskFacts = new DiskFacts("/var", "ext4", IsReadOnly: false, 63L << 20);
        Assert.Equal("ext4 at /var, 63 MB free: less than 64 MB", Missing(Line).What);
        _pi.DiskFacts = new DiskFacts("/var", "tmpfs", IsReadOnly: false, 1L << 30);
        MachineFinding note = Assert.Single(Examination.Of(_pi, Line), finding => finding.State == FindingState.Note);
        Assert.Contains("empty after a restart", note.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_cannot_be_read_is_told()
    {
        _pi.Files["/var/lib/illsedge/press2.ills"] = new FileFacts(false, CanRead: false, CanWrite: false);
        Assert.Equal("sudo chown pi /var/lib/illsedge/press2.ills", Missing(Line).Remedy);
    }

    [Fact]
    public void A_clock_that_follows_nothing_or_stands_without_power_is_told()
    {
        _pi.Facts = _pi.Facts with { IsClockSynchronised = false };
        _pi.Files.Remove("/dev/rtc0");
        string[] notes = [.. Examination.Of(_pi, Line).Where(finding => finding.State == FindingState.Note).Select(finding => finding.What)];
        Assert.Equal(2, notes.Length);
        // timesyncd's file outweighs a kernel that does not say.
        _pi.Files["/run/systemd/timesync/synchronized"] = new FileFacts(false, true, false);
        Assert.Single(Examination.Of(_pi, Line), finding => finding.State == FindingState.Note);
    }

    [Fact]
    public void A_machine_there_is_no_program_for_is_told()
    {
        _pi.Facts = _pi.Facts with { Architecture = "arm", Glibc = new Version(2, 19) };
        Assert.Equal(2, Examination.Of(_pi, null).Count(finding => finding is { Area: "system", State: FindingState.Missing }));
    }

    private MachineFinding Missing(DeviceConfiguration? configuration) =>
        Assert.Single(Examination.Of(_pi, configuration), finding => finding.State == FindingState.Missing);
}
