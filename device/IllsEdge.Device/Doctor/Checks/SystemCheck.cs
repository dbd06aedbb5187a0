namespace IllsEdge.Device.Doctor.Checks;

/// <summary>Operating system, board, architecture and C library.</summary>
public sealed class SystemCheck : ICheck
{
    private const string Area = "system";

    /// <summary>The oldest C library that .NET 10 runs on.</summary>
    private static readonly Version OldestGlibc = new(2, 27);

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        MachineFacts facts = machine.Facts;
        string system = NameIn(machine.Read("/etc/os-release")) ?? "an unnamed system";
        string release = machine.Read("/proc/sys/kernel/osrelease") is { } kernel ? $", Linux {kernel}" : "";
        string board = machine.Read("/proc/device-tree/model") is { Length: > 0 } model ? $" on a {model}" : "";
        yield return new MachineFinding(Area, FindingState.Ok, $"{system}{release}{board}");
        if (facts.Architecture is not ("x64" or "arm64"))
            yield return new MachineFinding(
                Area, FindingState.Missing, $"{facts.Architecture}: there is no program for it",
                "install a 64-bit system: on a Raspberry Pi 3 or later, Raspberry Pi OS (64-bit)");
        if (facts.Glibc is null)
            yield return new MachineFinding(
                Area, FindingState.Note, $"{facts.Architecture}, a C library other than glibc",
                "the program that is published is made for glibc: use Debian, Raspberry Pi OS or Ubuntu");
        else if (facts.Glibc < OldestGlibc)
            yield return new MachineFinding(
                Area, FindingState.Missing, $"{facts.Architecture}, glibc {facts.Glibc}: older than {OldestGlibc}",
                "install a newer system: Debian 11 or later");
        else
            yield return new MachineFinding(Area, FindingState.Ok, $"{facts.Architecture}, glibc {facts.Glibc}");
    }

    private static string? NameIn(string? release) => release?.Split('\n')
        .Where(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
        .Select(line => line["PRETTY_NAME=".Length..].Trim('"', '\'')).FirstOrDefault();
}
