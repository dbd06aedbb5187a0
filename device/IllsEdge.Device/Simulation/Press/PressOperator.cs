using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation.Press;

/// <summary>
/// Who runs the press: sets temperature, pressure and hold for the plates that are wanted, so that the process is
/// excited. Most plates are made while the platens are on their way to a new temperature.
/// </summary>
internal sealed class PressOperator(TimeSpan? interval, RandomSource random)
{
    private const int ChangesPerTemperature = 2;
    private TimeSpan _next;
    private int _changes;

    /// <summary>What is set at present.</summary>
    public PressRecipe Recipe { get; private set; } = PressRecipe.Usual;

    /// <summary>Sets what an event says.</summary>
    public void Set(PressRecipe recipe) => Recipe = recipe;

    /// <summary>Draws new set-points when it is time: half to one and a half intervals after the last.</summary>
    public void Look(TimeSpan now)
    {
        if (interval is not { } mean || now < _next)
            return;
        _next = now + mean * random.NextUniform(0.5, 1.5);
        PressRecipe drawn = PressRecipe.Draw(random);
        bool isTemperatureDue = _changes++ % ChangesPerTemperature == 0;
        Recipe = isTemperatureDue ? drawn : drawn with { Temperature = Recipe.Temperature };
    }
}
