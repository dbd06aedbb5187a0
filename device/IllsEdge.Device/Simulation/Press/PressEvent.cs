using System.Globalization;

namespace IllsEdge.Device.Simulation.Press;

/// <summary>Something that happens to the simulated press at a known time.</summary>
/// <param name="At">Plant time since the start.</param>
public abstract record PressEvent(TimeSpan At) : MachineEvent(At);

/// <summary>The next batch of compound is another one. No sensor sees it.</summary>
/// <param name="At">Plant time since the start; charges that are laid in from then on are of the new batch.</param>
/// <param name="ViscosityFactor">Its viscosity over the usual one's.</param>
/// <param name="CureFactor">Its rate of cure over the usual one's.</param>
public sealed record MaterialChange(TimeSpan At, double ViscosityFactor, double CureFactor = 1) : PressEvent(At)
{
    /// <inheritdoc/>
    public override string Text =>
        string.Create(CultureInfo.InvariantCulture, $"new batch, {ViscosityFactor:0.##} times the usual viscosity");

    /// <inheritdoc/>
    public override bool IsHidden => true;

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
