using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime.Validity;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>An input that has had no reading since the start: a sensor that was wired wrongly.</summary>
public class FirstReadingTests
{
    private const string Told = "a has had no reading since the start";

    [Fact]
    public void An_input_that_never_gives_a_reading_is_told_once_and_counted_once()
    {
        using LoopBench bench = Wired().Open();
        Silence(bench, seconds: 4.9);
        Assert.Equal((0, 0), (bench.Log.Count(Told), bench.Loop.Status.Inputs[0].TooOld));
        Silence(bench, seconds: 200);
        Assert.Equal((1, 1), (bench.Log.Count(Told), bench.Loop.Status.Inputs[0].TooOld));
        Assert.Equal(0, bench.Log.Count("b has had"));
        Assert.Equal(LogLevel.Warning, bench.Log.Entries.Single(entry => entry.Text.Contains(Told)).Level);
    }

    [Fact]
    public void When_the_first_reading_comes_at_last_that_is_told_too()
    {
        using LoopBench bench = Wired().Open();
        Silence(bench, seconds: 10);
        for (int step = 0; step < 11; step++)
            bench.Step(1, 1);
        Assert.Equal(1, bench.Log.Count("a is there at last"));
    }

    [Fact]
    public void An_input_whose_readings_are_rare_is_waited_for_as_long_as_a_reading_holds()
    {
        using LoopBench bench = Wired().WithInputs(input => input with { MaxAge = TimeSpan.FromSeconds(30) }).Open();
        Silence(bench, seconds: 29);
        Assert.Equal(0, bench.Log.Count(Told));
        Silence(bench, seconds: 3);
        Assert.Equal(1, bench.Log.Count(Told));
    }

    [Fact]
    public void The_wait_begins_when_the_source_is_there()
    {
        using LoopBench bench = Wired().Open();
        bench.Source.State = SourceState.Disconnected;
        Silence(bench, seconds: 60);
        bench.Source.State = SourceState.Connected;
        Silence(bench, seconds: 4);
        Assert.Equal((0, 0), (bench.Log.Count(Told), bench.Loop.Status.Inputs[0].TooOld));
        Silence(bench, seconds: 3);
        Assert.Equal((1, 1), (bench.Log.Count(Told), bench.Loop.Status.Inputs[0].TooOld));
    }

    [Fact]
    public void A_simulated_machine_is_waited_for_without_end()
    {
        using LoopBench bench = new LoopBench().Open();
        Silence(bench, seconds: 60);
        Assert.Equal((0, 0), (bench.Log.Count(Told), bench.Loop.Status.Inputs[0].TooOld));
    }

    [Fact]
    public void Where_a_reading_would_have_to_come_from_is_told()
    {
        Assert.Equal(
            "a has had no reading since the start; look after its wire, its supply and what is sent: t1=... on /dev/ttyS9 at 9600 baud",
            Describe(new SerialSourceConfiguration { Port = "/dev/ttyS9", Channel = "t1" }));
        Assert.Equal(
            "a has had no reading since the start; look after the column t1 of /a.csv: no cell so far had a number",
            Describe(new CsvSourceConfiguration { Path = "/a.csv", Channel = "t1" }));
        Assert.Contains("pin 4", Describe(new GpioSourceConfiguration { Line = new GpioLine("libgpiod", 0, 4) }));
    }

    private static LoopBench Wired() => new LoopBench().WithInputs(input => input with
    {
        Source = new SerialSourceConfiguration { Port = "/dev/ttyS9", Channel = input.Name },
    });

    private static string Describe(SourceConfiguration source) => InputTrouble.Describe(
        new InputConfiguration { Name = "a", Source = source, MaxAge = TimeSpan.FromSeconds(1) }, InputState.Absent, default);

    private static void Silence(LoopBench bench, double seconds)
    {
        for (int step = 0; step < seconds * 10; step++)
            bench.Step(null, 1);
    }
}
