using IllsEdge.Campaign.Plant;

namespace IllsEdge.Campaign.Faults;

/// <summary>Training fails, or never ends, as one with a defect would.</summary>
internal sealed class FailingTraining(TrainingMood mood) : Fault
{
    public override bool DisturbsValues => false;

    public override void Begin(PressPlant plant) => plant.Pace.Mood = mood;

    public override void End(PressPlant plant) => plant.Pace.Mood = TrainingMood.Sound;
}
