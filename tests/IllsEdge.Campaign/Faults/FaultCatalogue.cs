using IllsEdge.Campaign.Plant;

namespace IllsEdge.Campaign.Faults;

/// <summary>All kinds of faults; a new one is a line here.</summary>
internal static class FaultCatalogue
{
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new("sensor silent", 2, Minutes(5), random => new SilentSensor(random)),
        new("sensor stuck", 2, Minutes(10), random => new StuckSensor(random)),
        new("sensor shifted", 2, Minutes(30), random => new ShiftedSensor(random)),
        new("sensor spiking", 2, Minutes(20), random => new SpikingSensor(random)),
        new("not a number", 1, Minutes(5), random => new NotANumber(random)),
        new("garbage on the wire", 1, Minutes(5), _ => new GarbageLines()),
        new("wrong checksums", 1, Minutes(5), _ => new WrongChecksums()),
        new("wire silent", 1, Minutes(5), _ => new SilentWire()),
        new("labels missing", 1, Minutes(300), _ => new MissingLabels()),
        new("labels late", 1, Minutes(120), random => new LateLabels(random)),
        new("labels doubled", 1, Minutes(120), random => new DoubledLabels(random)),
        new("labels unmatched", 1, Minutes(60), random => new UnmatchedLabels(random)),
        new("labels grossly wrong", 2, Minutes(300), random => new WrongLabels(random)),
        new("labels absurd", 1, Minutes(60), random => new AbsurdLabels(random)),
        new("labels from the future", 1, Minutes(60), random => new FutureLabels(random)),
        new("clock jumps", 2, Minutes(60), random => new ClockJump(random)),
        new("disk full", 1, Minutes(30), _ => new FullDisk()),
        new("store damaged", 0.3, default, random => new DamagedStore(random)),
        new("model file damaged", 0.5, default, random => new DamagedModel(random)),
        new("killed", 2, default, random => new Killed(random)),
        new("restarted", 1, default, random => new Restarted(random)),
        new("retraining asked for", 1, default, _ => new RetrainingRequest()),
        new("roll-back asked for", 0.5, default, _ => new RollBackRequest()),
        new("slow steps", 1, Minutes(2), random => new SlowSteps(random)),
        new("training throws", 0.5, Minutes(120), _ => new FailingTraining(TrainingMood.Throws)),
        new("training never ends", 0.5, Minutes(120), _ => new FailingTraining(TrainingMood.Endless)),
    ];

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
