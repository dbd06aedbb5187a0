using System.Globalization;

namespace IllsEdge.Device.Simulation.Pump;

/// <summary>Something that happens to the simulated pump at a known time.</summary>
/// <param name="At">Plant time since the start.</param>
public abstract record PumpEvent(TimeSpan At) : MachineEvent(At);

/// <summary>The impeller touches its wear ring, or the ring is replaced: the gap is another one. No sensor sees it.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="Gap">mm, 0 to 2; a new ring has 0.2.</param>
public sealed record WearRingChange(TimeSpan At, double Gap) : PumpEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"the wear ring's gap is {Gap:0.##} mm");

    /// <inheritdoc/>
    public override bool IsHidden => true;

    internal override bool IsPossible => Gap is >= 0 and <= 2;
}

/// <summary>The wear ring's gap grows from now on, as with sand in the water. No sensor sees it.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="PerHour">mm in an hour, 0 to 1; the gap ends at 2 mm.</param>
public sealed record WearRate(TimeSpan At, double PerHour) : PumpEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"the wear ring's gap grows by {PerHour:0.###} mm an hour");

    /// <inheritdoc/>
    public override bool IsHidden => PerHour > 0;

    internal override bool IsPossible => PerHour is >= 0 and <= 1;
}

/// <summary>The filter in the suction line begins to clog at another rate.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="PerHour">What its resistance, 1 when it is clean, grows by in an hour, 0 to 1000.</param>
public sealed record FilterClogging(TimeSpan At, double PerHour) : PumpEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"the filter's resistance grows {PerHour:0.##}-fold an hour");

    internal override bool IsPossible => PerHour is >= 0 and <= 1000;
}

/// <summary>The filter is cleaned: its resistance is 1, and no longer grows.</summary>
/// <param name="At">Plant time since the start.</param>
public sealed record FilterChange(TimeSpan At) : PumpEvent(At)
{
    /// <inheritdoc/>
    public override string Text => "clean filter";

    internal override bool IsPossible => true;
}

/// <summary>The tank runs empty and the pump runs dry for a while.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="Lasting">For how long.</param>
public sealed record DryRun(TimeSpan At, TimeSpan Lasting) : PumpEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"the pump runs dry for {Lasting.TotalSeconds:0.#} s");

    internal override bool IsPossible => Lasting > TimeSpan.Zero;
}
