namespace IllsEdge.Device.Simulation.Pump;

/// <summary>What happens at the simulated pump and when. The default is the shift of eight hours that
/// <c>run --simulate pump</c> shows.</summary>
public sealed record PumpScenario : MachineScenario
{
    internal static readonly Machine Pump = new(
        "pump",
        TimeSpan.FromSeconds(1),
        [
            new("speed", 1, 0, 100) { Current = new(0, 3600) },
            new("power", 0.01, 2, 1) { Current = new(0, 20) },
            new("suction_pressure", 0.005, 3, 0.15) { Current = new(-1, 1) },
            new("discharge_pressure", 0.005, 3, 0.4) { Current = new(0, 10) },
            new("medium_temperature", 0.3, 1, 15) { Periods = 5, Current = new(0, 150) },
            new("vibration", 0.05, 2, 3) { Current = new(0, 20) },
        ],
        new("flow", 0, 1, 0));

    /// <summary>Makes the default shift. A flow is known a minute after it was measured, and has the noise of a clamp-on
    /// ultrasonic meter, 1 % of the usual flow.</summary>
    public PumpScenario()
    {
        Duration = TimeSpan.FromHours(8);
        Commissioning = TimeSpan.FromHours(1.5);
        LabelDelay = TimeSpan.FromMinutes(1);
        LabelNoise = 0.3;
        OutlierShare = 0.002;
        Events =
        [
            new FilterClogging(TimeSpan.Zero, 0.1),
            new WearRingChange(TimeSpan.FromHours(3), 0.7),
            new SensorFault(
                TimeSpan.FromHours(4.5), "discharge_pressure", TimeSpan.FromMinutes(3), SensorFaultKind.FailedLow),
            new FilterClogging(TimeSpan.FromHours(5), 30),
            new FilterChange(TimeSpan.FromHours(5.4)),
            new WearRate(TimeSpan.FromHours(6), 0.15),
            new DryRun(TimeSpan.FromHours(7.25), TimeSpan.FromMinutes(2)),
        ];
    }

    /// <summary>After commissioning the flow is measured on one occasion in so many; there is one every minute while the
    /// pump does not run dry.</summary>
    public int OccasionsPerLabel { get; init; } = 2;

    internal override Machine Machine => Pump;

    internal override int PiecesPerLabel => OccasionsPerLabel;

    internal override IReadOnlyList<MachineEvent> Renewal =>
        [new WearRate(default, 0), new WearRingChange(default, 0.2), new FilterChange(default)];

    internal override string Piece => "occasion";

    internal override string Remedy => "A gap is 0 to 2 mm and grows by 0 to 1 mm an hour; a filter clogs 0- to 1000-fold an hour.";

    internal override IMachineProcess MakeProcess(ulong seed) => new PumpProcess(this, seed);

    internal override bool Knows(MachineEvent happening) => happening is PumpEvent;
}
