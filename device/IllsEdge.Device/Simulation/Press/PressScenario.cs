namespace IllsEdge.Device.Simulation.Press;

/// <summary>What happens at the simulated press and when. The default is the hour that <c>run --simulate press</c>
/// shows.</summary>
public sealed record PressScenario : MachineScenario
{
    /// <summary>Makes the default hour. A thickness is known 20 s after its plate has left the press, and has the noise of
    /// a calliper in practised hands.</summary>
    public PressScenario()
    {
        Commissioning = TimeSpan.FromMinutes(10);
        LabelDelay = TimeSpan.FromSeconds(20);
        LabelNoise = 0.02;
        Events =
        [
            new WearChange(TimeSpan.Zero, 0.15),
            new MaterialChange(TimeSpan.FromMinutes(25), 1.4),
            new SensorFault(
                TimeSpan.FromMinutes(33), "platen_temperature", TimeSpan.FromMinutes(1), SensorFaultKind.Silent),
            new WearChange(TimeSpan.FromMinutes(40), 3),
        ];
    }

    /// <summary>After commissioning one plate in so many is measured. 2 is one in about 22 s.</summary>
    public int PlatesPerLabel { get; init; } = 2;

    /// <summary>
    /// Mean time between two of the operator's changes of pressure and hold, some three plates; null where only events
    /// change them. The temperature, which is slow, changes half as often.
    /// </summary>
    public TimeSpan? RecipeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The platens' temperature at the start, degrees Celsius: they were on stand-by.</summary>
    public double StandbyTemperature { get; init; } = 130;

    internal override Machine Machine => PressSource.Press;

    internal override int PiecesPerLabel => PlatesPerLabel;

    internal override IReadOnlyList<MachineEvent> Renewal => [new ToolChange(default), new MaterialChange(default, 1)];

    internal override string Piece => "plate";

    internal override string Remedy =>
        "Factors have to be above 0, wear not below; set-points are those of PressRecipe.";

    /// <summary>The default hour again and again, each with a new tool and the usual batch at its start.</summary>
    /// <param name="hours">How often, 1 or more.</param>
    public static PressScenario Repeated(int hours) => (PressScenario)new PressScenario().Lasting(TimeSpan.FromHours(hours));

    internal override IMachineProcess MakeProcess(ulong seed) => new PressProcess(this, seed);

    internal override MachineSource Open(ulong seed, TimeProvider clock) => new PressSource(this, seed, clock);

    internal override bool Knows(MachineEvent happening) => happening is PressEvent;

    internal override void Check()
    {
        base.Check();
        if (StandbyTemperature is not (>= 0 and <= 250))
            throw new ArgumentException($"Platens of {StandbyTemperature} degC cannot be simulated. Use 0 to 250.");
        if (RecipeInterval <= TimeSpan.Zero)
            throw new ArgumentException(
                $"The recipe interval {RecipeInterval} has to be above zero; null leaves it to events.");
    }
}
