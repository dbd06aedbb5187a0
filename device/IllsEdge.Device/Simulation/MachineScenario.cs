namespace IllsEdge.Device.Simulation;

/// <summary>What happens at a simulated machine and when. The default of a machine is what <c>run --simulate</c>
/// shows.</summary>
public abstract record MachineScenario
{
    /// <summary>When the plant stops; null for never.</summary>
    public TimeSpan? Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Warming up and commissioning, from the start; meanwhile every piece is measured, as after every
    /// start.</summary>
    public TimeSpan Commissioning { get; init; }

    /// <summary>Time from a piece's end to its value being known: walking, measuring, typing.</summary>
    public TimeSpan LabelDelay { get; init; }

    /// <summary>Standard deviation of a value measured by hand, in its unit.</summary>
    public double LabelNoise { get; init; }

    /// <summary>Share of the periods in which one sensor gives an outlier.</summary>
    public double OutlierShare { get; init; } = 0.005;

    /// <summary>What happens, in the order of time.</summary>
    public IReadOnlyList<MachineEvent> Events { get; init; } = [];

    /// <summary>The first change that no sensor sees; null where there is none.</summary>
    public MachineEvent? HiddenChange => Events.FirstOrDefault(happening => happening.IsHidden);

    /// <summary>When the first change comes that no sensor sees; null where there is none.</summary>
    public TimeSpan? Change => HiddenChange?.At;

    /// <summary>The machine that it happens to.</summary>
    internal abstract Machine Machine { get; }

    /// <summary>After commissioning one piece in so many is measured.</summary>
    internal abstract int PiecesPerLabel { get; }

    /// <summary>What is put right where the scenario begins again.</summary>
    internal abstract IReadOnlyList<MachineEvent> Renewal { get; }

    /// <summary>The scenario again and again, until a longer time is over, or only its beginning.</summary>
    /// <param name="duration">Above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not above zero.</exception>
    /// <exception cref="InvalidOperationException">The scenario has no end.</exception>
    public MachineScenario Lasting(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        TimeSpan once = Duration ?? throw new InvalidOperationException("A scenario without an end cannot be repeated.");
        List<MachineEvent> events = [.. Events];
        for (TimeSpan start = once; start < duration; start += once)
            events.AddRange(Renewal.Concat(Events).Select(happening => happening with { At = start + happening.At }));
        return this with { Duration = duration, Events = [.. events.Where(happening => happening.At < duration)] };
    }

    /// <summary>Makes the physics of it.</summary>
    internal abstract IMachineProcess MakeProcess(ulong seed);

    /// <summary>Makes the machine.</summary>
    internal virtual MachineSource Open(ulong seed, TimeProvider clock) => new(this, seed, clock);

    /// <summary>Whether an event can happen to this machine.</summary>
    internal abstract bool Knows(MachineEvent happening);

    /// <exception cref="ArgumentException">Something cannot be simulated.</exception>
    internal virtual void Check()
    {
        if (Duration <= TimeSpan.Zero || Commissioning < TimeSpan.Zero || LabelDelay < TimeSpan.Zero)
            throw new ArgumentException(
                $"The duration {Duration} has to be above zero, the commissioning {Commissioning} and the label delay {LabelDelay} not below.");
        if (PiecesPerLabel < 1 || LabelNoise is not (>= 0 and <= 1000) || OutlierShare is not (>= 0 and <= 1))
            throw new ArgumentException(
                $"One {Piece} in {PiecesPerLabel} cannot be measured with a noise of {LabelNoise} and {OutlierShare} outliers a sample. Use 1 or more, 0 to 1000, and 0 to 1.");
        if (Events.FirstOrDefault(happening => !IsPossible(happening)) is { } impossible)
            throw new ArgumentException(
                $"The {Machine.Name} cannot simulate {impossible}. {Remedy} Durations have to be above 0; sensors are {string.Join(", ", Machine.Channels)}; only some of them send a current.");
        for (int index = 1; index < Events.Count; index++)
            if (Events[index].At < Events[index - 1].At)
                throw new ArgumentException(
                    $"The event at {Events[index].At} stands behind one at {Events[index - 1].At}. Put events in the order of time.");
    }

    /// <summary>What is measured, one word for people.</summary>
    internal abstract string Piece { get; }

    /// <summary>What the events of this machine need, a sentence for people.</summary>
    internal abstract string Remedy { get; }

    private bool IsPossible(MachineEvent happening) =>
        happening.IsPossible && (happening is SensorFault fault ? Machine.Has(fault) : Knows(happening));
}
