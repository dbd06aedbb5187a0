namespace IllsEdge.Device.Simulation;

/// <summary>What happens at the simulated press and when. The default is the hour that <c>run --simulate press</c>
/// shows.</summary>
public sealed record PressScenario
{
    /// <summary>When the plant stops; null for never.</summary>
    public TimeSpan? Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Warming up and commissioning, from the start; meanwhile every plate is measured, as after every
    /// start.</summary>
    public TimeSpan Commissioning { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After commissioning one plate in so many is measured. 2 is one in about 22 s.</summary>
    public int PlatesPerLabel { get; init; } = 2;

    /// <summary>Time from a plate's leaving the press to its thickness being known: cooling, walking, measuring,
    /// typing.</summary>
    public TimeSpan LabelDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Standard deviation of a measured thickness, mm. A calliper in practised hands.</summary>
    public double LabelNoise { get; init; } = 0.02;

    /// <summary>Share of the samples, 100 ms each, in which one sensor gives an outlier.</summary>
    public double OutlierShare { get; init; } = 0.005;

    /// <summary>
    /// Mean time between two of the operator's changes of pressure and hold, some three plates; null where only events
    /// change them. The temperature, which is slow, changes half as often.
    /// </summary>
    public TimeSpan? RecipeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The platens' temperature at the start, degrees Celsius: they were on stand-by.</summary>
    public double StandbyTemperature { get; init; } = 130;

    /// <summary>What happens, in the order of time.</summary>
    public IReadOnlyList<PressEvent> Events { get; init; } =
    [
        new WearChange(TimeSpan.Zero, 0.15),
        new MaterialChange(TimeSpan.FromMinutes(25), 1.4),
        new SensorFault(
            TimeSpan.FromMinutes(33), "platen_temperature", TimeSpan.FromMinutes(1), SensorFaultKind.Silent),
        new WearChange(TimeSpan.FromMinutes(40), 3),
    ];

    /// <summary>When the first new batch comes, which no sensor sees; null where it does not.</summary>
    public TimeSpan? Change => Events.OfType<MaterialChange>().Select(change => (TimeSpan?)change.At).FirstOrDefault();

    /// <summary>The default hour again and again, each with a new tool and the usual batch at its start.</summary>
    /// <param name="hours">How often, 1 or more.</param>
    public static PressScenario Repeated(int hours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        PressScenario hour = new();
        IEnumerable<PressEvent> Events(TimeSpan start) =>
            ((PressEvent[])[new ToolChange(default), new MaterialChange(default, 1), .. hour.Events])
            .Select(happening => happening with { At = start + happening.At });
        return hour with
        {
            Duration = TimeSpan.FromHours(hours),
            Events =
            [
                .. hour.Events,
                .. Enumerable.Range(1, hours - 1).SelectMany(past => Events(TimeSpan.FromHours(past))),
            ],
        };
    }

    /// <exception cref="ArgumentException">Something cannot be simulated.</exception>
    internal void Check()
    {
        if (Duration <= TimeSpan.Zero || Commissioning < TimeSpan.Zero || LabelDelay < TimeSpan.Zero)
            throw new ArgumentException(
                $"The duration {Duration} has to be above zero, the commissioning {Commissioning} and the label delay {LabelDelay} not below.");
        if (StandbyTemperature is not (>= 0 and <= 250))
            throw new ArgumentException($"Platens of {StandbyTemperature} degC cannot be simulated. Use 0 to 250.");
        if (RecipeInterval <= TimeSpan.Zero)
            throw new ArgumentException(
                $"The recipe interval {RecipeInterval} has to be above zero; null leaves it to events.");
        if (PlatesPerLabel < 1 || LabelNoise is not (>= 0 and <= 10) || OutlierShare is not (>= 0 and <= 1))
            throw new ArgumentException(
                $"One plate in {PlatesPerLabel} cannot be measured with a noise of {LabelNoise} mm and {OutlierShare} outliers a sample. Use 1 or more, 0 to 10, and 0 to 1.");
        if (Events.FirstOrDefault(happening => !happening.IsPossible) is { } impossible)
            throw new ArgumentException(
                $"The press cannot simulate {impossible}. Factors have to be above 0, durations too, wear not below; set-points are those of PressRecipe; sensors are {string.Join(", ", PressSource.ChannelNames)}.");
        for (int index = 1; index < Events.Count; index++)
            if (Events[index].At < Events[index - 1].At)
                throw new ArgumentException(
                    $"The event at {Events[index].At} stands behind one at {Events[index - 1].At}. Put events in the order of time.");
    }
}
