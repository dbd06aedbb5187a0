using System.CommandLine;
using IllsEdge.Cli.Live;
using IllsEdge.Cli.Terminal;
using IllsEdge.Device;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Doctor;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge doctor`: what of a device's hardware and surroundings is there, and how to get what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        Argument<string?> configuration = new("CONFIG.json")
        {
            Description = "Configuration whose needs are looked at. Without one: what is on this machine.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = Options.Json();
        ExampleCommand command = new(
            "doctor",
            "Says what a device needs, whether it is there, and how to get it. Changes nothing and opens no port.",
            "illsedge doctor",
            "illsedge doctor device.json",
            "sudo -u illsedge illsedge doctor /etc/illsedge/press.json")
        {
            configuration, json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(configuration), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string? path, bool json)
    {
        DeviceConfiguration? configuration =
            path is null ? null : ConfigurationReader.Read(path, new PlainLog(LogLevel.Information));
        IReadOnlyList<MachineFinding> findings = Examination.Of(
            new LinuxMachine(), configuration, path is null ? null : Path.GetFullPath(path));
        int missing = findings.Count(finding => finding.State == FindingState.Missing);
        if (json)
            CliJson.Print(
                new DoctorOutput(path, missing, [.. findings.Select(DoctorFinding.Of)]), CliJson.Default.DoctorOutput);
        else
            foreach (string line in DoctorText.Lines(findings, configuration?.Name))
                Console.Out.WriteLine(line);
        return missing == 0 ? ExitCode.Done : ExitCode.NoHardware;
    }
}
