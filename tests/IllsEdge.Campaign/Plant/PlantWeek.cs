using IllsEdge.Device.Simulation;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Plant;

/// <summary>What happens at the press in the course of weeks: batches, tools, wear.</summary>
internal static class PlantWeek
{
    /// <summary>Batches last some hours, tools a day; one plate in twenty is measured, which is one in four minutes.</summary>
    public static PressScenario Make(TimeSpan duration, RandomSource random)
    {
        List<PressEvent> events = [new WearChange(TimeSpan.Zero, 0.02)];
        for (TimeSpan at = TimeSpan.FromHours(random.NextUniform(4, 10)); at < duration; at += TimeSpan.FromHours(random.NextUniform(3, 12)))
            events.Add(new MaterialChange(at, random.NextUniform(0.75, 1.4)));
        for (TimeSpan at = TimeSpan.FromHours(random.NextUniform(18, 30)); at < duration; at += TimeSpan.FromHours(random.NextUniform(18, 30)))
            events.AddRange([new ToolChange(at), new WearChange(at, random.NextUniform(0.005, 0.05))]);
        return new PressScenario
        {
            Duration = null,
            Commissioning = TimeSpan.FromHours(1),
            PlatesPerLabel = 20,
            RecipeInterval = TimeSpan.FromMinutes(1),
            Events = [.. events.OrderBy(happening => happening.At)],
        };
    }
}
