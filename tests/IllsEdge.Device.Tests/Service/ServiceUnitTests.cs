using IllsEdge.Device.Tests.Configuration;

namespace IllsEdge.Device.Tests.Service;

/// <summary>What the unit promises a device that nobody looks after.</summary>
public class ServiceUnitTests
{
    private static readonly string[] Unit = File.ReadAllLines(Documents.RepositoryFile("device/deploy/illsedge@.service"));

    [Fact]
    public void A_device_is_started_again_for_ever()
    {
        Assert.Contains("StartLimitIntervalSec=0", Unit);
        Assert.DoesNotContain(Unit, line => line.StartsWith("StartLimitBurst=", StringComparison.Ordinal));
        Assert.Contains("Restart=on-failure", Unit);
    }

    [Fact]
    public void Only_what_a_person_must_mend_ends_it_for_good()
    {
        // 2 wrong usage, 3 bad data, configuration or file; 4 may pass (src/IllsEdge.Cli/README.md).
        Assert.Contains("RestartPreventExitStatus=2 3", Unit);
    }

    [Fact]
    public void It_has_no_key_that_systemd_252_does_not_know() =>
        Assert.DoesNotContain(
            Unit,
            line => line.StartsWith("RestartSteps=", StringComparison.Ordinal)
                || line.StartsWith("RestartMaxDelaySec=", StringComparison.Ordinal));
}
