using IllsEdge.Device.Configuration;
using IllsEdge.Device.Doctor;
using IllsEdge.Device.Tests.Configuration;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Doctor;

/// <summary>What the doctor says to root and to the service's own user, who have other rights than the service.</summary>
public class ServiceUserTests
{
    private const string File = "/etc/illsedge/press.json";
    private const string DropIns = "/etc/systemd/system/illsedge@press.service.d/";

    private static readonly DeviceConfiguration Line = ConfigurationReader.TryRead(
        Documents.RepositoryFile("device/deploy/examples/serial.json")).Configuration!;

    private readonly SimulatedMachine _pi = SimulatedMachine.RaspberryPi();

    public ServiceUserTests()
    {
        foreach (string name in (string[])["serial.conf", "gpio.conf"])
        {
            _pi.Files[DropIns + name] = new FileFacts(false, true, false);
            _pi.Texts[DropIns + name] = System.IO.File.ReadAllText(Documents.RepositoryFile("device/deploy/hardware/" + name));
        }
    }

    [Theory]
    [InlineData("root")]
    [InlineData("pi")]
    public void A_chip_that_is_roots_is_told_to_root_too_who_could_use_it(string user)
    {
        As(user, groups: [user]);
        Assert.Empty(Missing());
        // Debian leaves pins to root.
        _pi.Files[SimulatedMachine.Chip0] = new FileFacts(false, user == "root", user == "root", "root", GroupCanWrite: false);
        MachineFinding finding = Missing().Single(one => one.Area == "service");
        Assert.Equal("/dev/gpiochip0: only root may use it, and illsedge@press runs as illsedge", finding.What);
        Assert.Contains("KERNEL==\"gpiochip*\", GROUP=\"gpio\"", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_of_another_group_is_told_with_the_line_that_lets_the_service_in()
    {
        As("root", groups: ["root"]);
        _pi.Device("/dev/ttyUSB1", "uucp");
        MachineFinding finding = Assert.Single(Missing());
        Assert.Equal("/dev/ttyUSB1: belongs to the group uucp, in which illsedge@press is not", finding.What);
        Assert.Contains("SupplementaryGroups=uucp", finding.Remedy, StringComparison.Ordinal);
        _pi.Files[DropIns + "groups.conf"] = new FileFacts(false, true, false);
        _pi.Texts[DropIns + "groups.conf"] = "[Service]\nSupplementaryGroups=uucp";
        Assert.Empty(Missing());
    }

    [Fact]
    public void The_services_user_is_not_told_to_join_a_group_that_the_service_has_anyway()
    {
        As("illsedge", groups: ["illsedge"]);
        _pi.Device(SimulatedMachine.Chip0, "gpio", mayUse: false);
        MachineFinding finding = Assert.Single(Missing());
        Assert.Equal(("gpio", "/dev/gpiochip0: illsedge has no right to use it"), (finding.Area, finding.What));
        Assert.Contains("sudo runuser -u illsedge -g illsedge -G gpio -- illsedge doctor", finding.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("usermod", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_drop_in_an_instance_is_told_to_lack_that_and_nothing_twice()
    {
        As("root", groups: ["root"]);
        _pi.Files.Remove(DropIns + "gpio.conf");
        _pi.Files[SimulatedMachine.Chip0] = new FileFacts(false, true, true, "root");
        Assert.Contains("lacks the drop-in gpio.conf", Assert.Single(Missing()).What, StringComparison.Ordinal);
    }

    private void As(string user, string[] groups) => _pi.Facts = _pi.Facts with { User = user, Groups = groups };

    private MachineFinding[] Missing() =>
        [.. Examination.Of(_pi, Line, File).Where(finding => finding.State == FindingState.Missing)];
}
