namespace IllsEdge.Device.Simulation.Furnace;

/// <summary>What happens at the simulated furnace and when. The default is the shift of eight hours that
/// <c>run --simulate furnace</c> shows.</summary>
public sealed record FurnaceScenario : MachineScenario
{
    internal static readonly Machine Furnace = new(
        "furnace",
        TimeSpan.FromSeconds(1),
        [
            new("heating_temperature", 1, 1, 60) { IsOfPiece = true, Current = new(0, 1200) },
            new("soaking_temperature", 1, 1, 60) { IsOfPiece = true, Current = new(0, 1200) },
            new("heating_time", 0.3, 1, 60) { IsOfPiece = true },
            new("soaking_time", 0.3, 1, 60) { IsOfPiece = true },
            new("diameter", 0.05, 2, 6) { IsOfPiece = true },
            new("charge_temperature", 3, 1, 100) { IsOfPiece = true, Current = new(0, 500) },
        ],
        new("core_temperature", 0, 1, 0));

    /// <summary>Makes the default shift. A core temperature is known two minutes after its bar has left, and has the noise
    /// of a thermocouple that is put into a drilled hole.</summary>
    public FurnaceScenario()
    {
        Duration = TimeSpan.FromHours(8);
        Commissioning = TimeSpan.FromHours(1.5);
        LabelDelay = TimeSpan.FromMinutes(2);
        LabelNoise = 3;
        OutlierShare = 0.002;
        Events =
        [
            new GradeChange(TimeSpan.FromHours(3), 0.65),
            new SensorFault(
                TimeSpan.FromHours(4.5), "heating_temperature", TimeSpan.FromMinutes(3), SensorFaultKind.FailedHigh),
            new SensorFault(
                TimeSpan.FromHours(5), "charge_temperature", TimeSpan.FromMinutes(10), SensorFaultKind.Spiking, 600)
            {
                SpikeShare = 0.02,
            },
            new ThermocoupleAgeing(TimeSpan.FromHours(5.5), 12),
            new BurnerFouling(TimeSpan.FromHours(6.5), 0.7),
        ];
    }

    /// <summary>After commissioning one bar in so many is measured. 3 is one in about 2 min.</summary>
    public int BarsPerLabel { get; init; } = 3;

    internal override Machine Machine => Furnace;

    internal override int PiecesPerLabel => BarsPerLabel;

    internal override IReadOnlyList<MachineEvent> Renewal =>
        [new GradeChange(default, 0.8), new ThermocoupleChange(default), new BurnerFouling(default, 1)];

    internal override string Piece => "bar";

    internal override string Remedy => "Emissivities and shares of power have to be above 0, up to 1; ageing is 0 to 1000 K an hour.";

    internal override IMachineProcess MakeProcess(ulong seed) => new FurnaceProcess(this, seed);

    internal override bool Knows(MachineEvent happening) => happening is FurnaceEvent;
}
