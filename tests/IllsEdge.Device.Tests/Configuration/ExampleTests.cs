using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Tests.Configuration;

public class ExampleTests
{
    [Fact]
    public void Every_example_is_read_without_errors_and_without_warnings()
    {
        string[] examples = Directory.GetFiles(Documents.RepositoryFile("device/deploy/examples"), "*.json");
        Assert.Contains(examples, path => path.EndsWith("press.json", StringComparison.Ordinal));
        Assert.Contains(examples, path => path.EndsWith("serial.json", StringComparison.Ordinal));
        foreach (string example in examples)
        {
            ConfigurationReading reading = ConfigurationReader.TryRead(example);
            Assert.Empty(reading.Errors);
            Assert.Empty(reading.Warnings);
        }
    }

    [Fact]
    public void The_press_needs_no_hardware_and_is_given_all_values_of_its_machine()
    {
        string path = Documents.RepositoryFile("device/deploy/examples/press.json");
        DeviceConfiguration press = ConfigurationReader.TryRead(path).Configuration!;
        Assert.All(press.Inputs, input => Assert.IsType<SimulatedSourceConfiguration>(input.Source));
        Assert.Equal(
            SimulatedMachines.Channels("press"), [.. press.Inputs.Select(input => input.Name), press.Target.Name]);
        Assert.Collection(
            press.Outputs,
            output => Assert.IsType<JsonOutputConfiguration>(output),
            output => Assert.Equal("simulated", Assert.IsType<GpioOutputConfiguration>(output).Line.Driver));
        Assert.Equal(Path.Combine(Path.GetDirectoryName(path)!, "press.db"), press.Store.Path);
    }

    [Fact]
    public void Every_machine_has_an_example_that_needs_no_hardware_and_is_given_all_its_values()
    {
        foreach (string machine in SimulatedMachines.All)
        {
            string path = Documents.RepositoryFile($"device/deploy/examples/{machine}.json");
            Assert.Equal(File.ReadAllBytes(path), SimulatedMachines.Example(machine));
            DeviceConfiguration example = ConfigurationReader.TryRead(path).Configuration!;
            Assert.All(example.Inputs.Select(input => input.Source).Append(example.Target.Source), source =>
                Assert.Equal(machine, Assert.IsType<SimulatedSourceConfiguration>(source).Machine));
            Assert.Equal(
                SimulatedMachines.Channels(machine), [.. example.Inputs.Select(input => input.Name), example.Target.Name]);
        }
    }

    [Fact]
    public void The_serial_line_shares_one_port_and_shows_its_alarm_on_a_pin()
    {
        DeviceConfiguration line = ConfigurationReader.TryRead(
            Documents.RepositoryFile("device/deploy/examples/serial.json")).Configuration!;
        Assert.Equal(
            new SerialSourceConfiguration { Port = "/dev/ttyUSB0", Baud = 115200, Channel = "pressure_ma" },
            line.Inputs[1].Source);
        Assert.Equal(new SerialOutputConfiguration { Port = "/dev/ttyUSB1" }, line.Outputs[0]);
        Assert.Equal(
            new GpioOutputConfiguration
            {
                Line = new GpioLine("libgpiod", 0, 17),
                Alarm = new AlarmConfiguration { Above = 5.1, Hysteresis = 0.02 },
                Safe = GpioLevel.Low,
                Inverted = true,
            },
            line.Outputs[1]);
    }

    [Fact]
    public void The_example_of_the_readme_is_the_example_that_runs()
    {
        string readme = File.ReadAllText(Documents.RepositoryFile("device/IllsEdge.Device/Configuration/README.md"));
        string example = File.ReadAllText(Documents.RepositoryFile("device/deploy/examples/press.json"));
        Assert.Contains($"```jsonc\n{example}```", readme, StringComparison.Ordinal);
    }
}
