using System.Globalization;

namespace IllsEdge.Device.Simulation;

/// <summary>Something that happens to the simulated press at a known time.</summary>
/// <param name="At">Plant time since the start.</param>
public abstract record PressEvent(TimeSpan At)
{
    /// <summary>What happens, one line for people.</summary>
    public abstract string Text { get; }

    /// <summary>Whether it can be simulated.</summary>
    internal abstract bool IsPossible { get; }
}

/// <summary>The next batch of compound is another one. No sensor sees it.</summary>
/// <param name="At">Plant time since the start; charges that are laid in from then on are of the new batch.</param>
/// <param name="ViscosityFactor">Its viscosity over the usual one's.</param>
/// <param name="CureFactor">Its rate of cure over the usual one's.</param>
public sealed record MaterialChange(TimeSpan At, double ViscosityFactor, double CureFactor = 1) : PressEvent(At)
{
    /// <inheritdoc/>
    public override string Text =>
        string.Create(CultureInfo.InvariantCulture, $"new batch, {ViscosityFactor:0.##} times the usual viscosity");

    internal override bool IsPossible =>
        ViscosityFactor > 0 && double.IsFinite(ViscosityFactor) && CureFactor > 0 && double.IsFinite(CureFactor);
}

/// <summary>The tool wears at another rate, as when its hardened layer is through.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="PerPlate">Depth of wear by one plate at 120 bar, micrometres.</param>
public sealed record WearChange(TimeSpan At, double PerPlate) : PressEvent(At)
{
    /// <inheritdoc/>
    public override string Text =>
        string.Create(CultureInfo.InvariantCulture, $"the tool wears by {PerPlate:0.##} um a plate");

    internal override bool IsPossible => PerPlate >= 0 && double.IsFinite(PerPlate);
}

/// <summary>The tool is replaced by a new one: its wear is 0.</summary>
/// <param name="At">Plant time since the start.</param>
public sealed record ToolChange(TimeSpan At) : PressEvent(At)
{
    /// <inheritdoc/>
    public override string Text => "new tool";

    internal override bool IsPossible => true;
}

/// <summary>The operator changes the set-points.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="Recipe">What holds from then on.</param>
public sealed record SetPointChange(TimeSpan At, PressRecipe Recipe) : PressEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"set-points {Recipe.Temperature:0.#} degC, {Recipe.Pressure:0.#} bar, {Recipe.Hold:0.#} s");

    internal override bool IsPossible => Recipe.IsPossible;
}

/// <summary>A sensor does not work for a while.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="Channel">One of <see cref="PressSource.ChannelNames"/>; a fault of the thickness is one of its
/// measuring, by the time at which the plate left the press.</param>
/// <param name="Lasting">For how long.</param>
/// <param name="Kind">What it does meanwhile.</param>
/// <param name="Shift">How far a shifted sensor is off, in its unit.</param>
public sealed record SensorFault(
    TimeSpan At, string Channel, TimeSpan Lasting, SensorFaultKind Kind, double Shift = 0) : PressEvent(At)
{
    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Channel} is {Kind.ToString().ToLowerInvariant()} for {Lasting.TotalSeconds:0.#} s");

    internal override bool IsPossible =>
        PressSource.ChannelNames.Contains(Channel) && Lasting > TimeSpan.Zero && double.IsFinite(Shift);
}

/// <summary>What a faulty sensor does.</summary>
public enum SensorFaultKind
{
    /// <summary>It gives no readings.</summary>
    Silent,

    /// <summary>It repeats its last reading.</summary>
    Stuck,

    /// <summary>It is off by a constant.</summary>
    Shifted,
}
