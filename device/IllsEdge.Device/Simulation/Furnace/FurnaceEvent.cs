using System.Globalization;

namespace IllsEdge.Device.Simulation.Furnace;

/// <summary>Something that happens to the simulated furnace at a known time.</summary>
/// <param name="At">Plant time since the start.</param>
public abstract record FurnaceEvent(TimeSpan At) : MachineEvent(At);

/// <summary>The next bars are of another steel grade, whose scale radiates otherwise. No sensor sees it.</summary>
/// <param name="At">Plant time since the start; bars that are laid in from then on are of the new grade.</param>
/// <param name="Emissivity">Of its surface, above 0, 1 at most; the usual one's is 0.8.</param>
public sealed record GradeChange(TimeSpan At, double Emissivity) : FurnaceEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"another steel grade, emissivity {Emissivity:0.##}");

    /// <inheritdoc/>
    public override bool IsHidden => true;

    internal override bool IsPossible => Emissivity is > 0 and <= 1;
}

/// <summary>The soaking zone's thermocouple ages: it says less and less, and the controller, which believes it, makes the
/// zone hotter and hotter. No sensor sees it.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="PerHour">K in an hour.</param>
public sealed record ThermocoupleAgeing(TimeSpan At, double PerHour) : FurnaceEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"the soaking thermocouple loses {PerHour:0.##} K an hour");

    /// <inheritdoc/>
    public override bool IsHidden => true;

    internal override bool IsPossible => PerHour is >= 0 and <= 1000;
}

/// <summary>The soaking zone has a new thermocouple, which says the truth and does not age.</summary>
/// <param name="At">Plant time since the start.</param>
public sealed record ThermocoupleChange(TimeSpan At) : FurnaceEvent(At)
{
    /// <inheritdoc/>
    public override string Text => "new soaking thermocouple";

    internal override bool IsPossible => true;
}

/// <summary>The heating zone's burners are fouled, or cleaned again.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="PowerShare">What is left of their power, above 0, 1 at most.</param>
public sealed record BurnerFouling(TimeSpan At, double PowerShare) : FurnaceEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"the heating burners give {PowerShare:0.##} of their power");

    internal override bool IsPossible => PowerShare is > 0 and <= 1;
}
