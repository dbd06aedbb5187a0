using IllsEdge.Device.Retraining;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Retraining;

public class ShadowTrialTests
{
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(-0.5, false)]
    public void It_wins_where_it_is_nearer_to_the_labels(double measured, bool hasWon)
    {
        ShadowTrial trial = new(new SeatedModel(2, TestModels.Plane(0, 0, 1), null, 0), RetrainReason.Labels, labels: 5, margin: 0.02);
        for (int label = 0; label < 5; label++)
        {
            Assert.False(trial.IsOver);
            trial.Judge([0, 0], measured + 0.01 * label, predicted: -1);
        }

        Assert.True(trial.IsOver);
        Assert.Equal(hasWon, trial.HasWon);
        // What comes later does not change it.
        trial.Judge([0, 0], hasWon ? -1 : 1, -1);
        Assert.Equal((5, hasWon), (trial.Labels, trial.HasWon));
    }
}
