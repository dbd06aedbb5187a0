using IllsEdge.Device.Configuration;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>What a device does with labels beside retraining, and with winners that are not put into use at once.</summary>
public class DeviceLoopLearningTests
{
    private static readonly Model Champion = TestModels.Plane(2, -1, 1);

    [Fact]
    public void Between_retrainings_the_model_in_use_follows_the_labels()
    {
        using LoopBench bench = Bench(retrain => retrain with { IsStreaming = true });
        bench.Run(30, labelEvery: 1);
        bench.Shift = 3;
        bench.Run(60, labelEvery: 1);
        (double a, double b) = LoopBench.Readings(89);
        Assert.Equal(bench.Truth(a, b), bench.Last.Value, 0.3);
        Assert.Equal(1, bench.Loop.Status.ModelVersion);
        // Whom it trusts stands with every decision.
        bench.Loop.RequestRetraining();
        bench.Run(2);
        string figures = bench.StoredDecisions()[^1].Figures;
        Assert.Matches("\"trust\":\\[[0-9.E-]+(,[0-9.E-]+){4}\\]", figures);
    }

    [Fact]
    public void What_was_learned_between_retrainings_survives_a_restart()
    {
        using LoopBench bench = Bench(retrain => retrain with { IsStreaming = true });
        bench.Shift = 3;
        bench.Run(80, labelEvery: 1);
        bench.Restart();
        // What was known, and whom to trust, is in the store's labels.
        bench.Run(1);
        (double a, double b) = LoopBench.Readings(80);
        Assert.Equal(bench.Truth(a, b), bench.Last.Value, 0.5);
    }

    [Fact]
    public void Labels_that_match_nothing_and_are_of_another_band_do_not_end_it()
    {
        using LoopBench bench = Bench(retrain => retrain);
        bench.Run(30, labelEvery: 1);
        for (int label = 0; label < 80; label++)
        {
            bench.Tell(1000 + label % 7, time: bench.Clock.GetUtcNow().AddDays(-1));
            bench.Run(1);
        }

        bench.Loop.RequestRetraining();
        bench.Run(3);
        // The rows are as they were.
        Assert.Contains("\"rows\":30", bench.StoredDecisions()[^1].Figures, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_streaming_it_stays_as_it_is()
    {
        using LoopBench bench = Bench(retrain => retrain);
        bench.Shift = 3;
        bench.Run(80, labelEvery: 1);
        Assert.Equal(TestModels.Predict(Champion, bench.Observer.Samples[^1].Values), bench.Last.Value);
    }

    [Fact]
    public void A_winner_in_shadow_is_put_into_use_when_it_has_won_again()
    {
        using LoopBench bench = Bench(retrain => retrain with { Adopt = Adoption.Shadowed, Shadow = 10 });
        bench.Shift = 3;
        bench.Run(40, labelEvery: 1);
        bench.Loop.RequestRetraining();
        bench.Run(2);
        Assert.StartsWith(
            "model 2 predicts on the side for 10 labels, ", Assert.Single(bench.Observer.TextsOf(DecisionKind.Shadow)),
            StringComparison.Ordinal);
        bench.Run(9, labelEvery: 1);
        Assert.Equal(1, bench.Loop.Status.ModelVersion);
        bench.Run(1, labelEvery: 1);
        Assert.Equal(2, bench.Loop.Status.ModelVersion);
        Assert.EndsWith(
            "on 10 labels in shadow", Assert.Single(bench.Observer.TextsOf(DecisionKind.Adopt)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_winner_in_shadow_that_does_not_win_again_is_dropped()
    {
        using LoopBench bench = Bench(retrain => retrain with { Adopt = Adoption.Shadowed, Shadow = 10 });
        bench.Shift = 3;
        bench.Run(40, labelEvery: 1);
        bench.Loop.RequestRetraining();
        bench.Run(2);
        bench.Shift = 0;
        bench.Run(11, labelEvery: 1);
        Assert.Equal((1, 0, 1), (bench.Loop.Status.ModelVersion, bench.Loop.Status.Adopted, bench.Loop.Status.Kept));
        Assert.StartsWith(
            "model 1 stays; model 2, error ", Assert.Single(bench.Observer.TextsOf(DecisionKind.Keep)), StringComparison.Ordinal);
        bench.Loop.RequestAdoption();
        bench.Run(1);
        Assert.Equal(1, bench.Log.Count("there is no model in waiting"));
    }

    [Fact]
    public void Where_somebody_has_to_ask_nothing_is_put_into_use_before()
    {
        using LoopBench bench = Bench(retrain => retrain with { Adopt = Adoption.Asked, Shadow = 10 });
        bench.Shift = 3;
        bench.Run(40, labelEvery: 1);
        bench.Loop.RequestRetraining();
        bench.Run(2);
        bench.Run(30, labelEvery: 1);
        Assert.Equal(1, bench.Loop.Status.ModelVersion);
        Assert.EndsWith(
            "it is put into use when somebody asks for it", bench.Observer.TextsOf(DecisionKind.Shadow).Last(),
            StringComparison.Ordinal);
        bench.Loop.Request(OperatorRequest.Adopt);
        bench.Run(1);
        Assert.Equal(2, bench.Loop.Status.ModelVersion);
    }

    [Fact]
    public void A_swap_moves_the_output_by_no_more_than_the_bound_and_is_marked_until_it_is_over()
    {
        using LoopBench bench = Bench(retrain => retrain with { LargestJump = 0.5 });
        bench.Shift = 3;
        bench.Run(40, labelEvery: 1);
        bench.Loop.RequestRetraining();
        bench.Run(1);
        for (int sample = 0; sample < 20; sample++)
            bench.Step(1, 1);
        Assert.Equal(2, bench.Loop.Status.ModelVersion);
        double[] published = [.. bench.Output.Values.TakeLast(20).Select(value => value.Value)];
        for (int sample = 1; sample < 20; sample++)
            Assert.True(Math.Abs(published[sample] - published[sample - 1]) <= 0.5 + 1e-9);
        Assert.Equal(5, published[^1], 0.3);
        Assert.Contains(bench.Output.Values.TakeLast(20), value => value.Status == ValueStatus.Check);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
    }

    [Fact]
    public void A_small_lasting_rise_of_the_error_is_told_and_starts_a_retraining()
    {
        using LoopBench bench = Bench(retrain => retrain with
        {
            Triggers = new RetrainTriggers { Labels = null, ErrorRise = null, InputDrift = null, ErrorDrift = 10 },
        });
        bench.Run(100, labelEvery: 1);
        Assert.Empty(bench.Observer.TextsOf(DecisionKind.Drift));
        bench.Shift = 0.2;
        bench.Run(60, labelEvery: 1);
        Assert.StartsWith(
            "the error has risen slowly: ", bench.Observer.TextsOf(DecisionKind.Drift).First(), StringComparison.Ordinal);
        Assert.Contains("the error has risen a little for good", bench.Observer.TextsOf(DecisionKind.Retrain));
        Assert.NotEmpty(bench.Observer.TextsOf(DecisionKind.Adopt));
    }

    [Fact]
    public void Inputs_that_have_moved_are_maintenance_without_a_label_and_a_retraining_with_the_next_ones()
    {
        using LoopBench bench = Bench(retrain => retrain with
        {
            Triggers = new RetrainTriggers
            {
                Labels = null,
                ErrorRise = null,
                ErrorDrift = null,
                InputDrift = 200 * LoopBench.Period,
            },
        });
        bench.Run(30, labelEvery: 1);
        bench.Loop.RequestRetraining();
        bench.Run(500);
        Assert.Empty(bench.Observer.TextsOf(DecisionKind.Drift));
        for (int sample = 0; sample < 200; sample++)
            bench.Step(8 + sample % 3 * 0.1, sample % 5);
        Assert.StartsWith(
            "a is distributed otherwise than when the model was made: distance ",
            Assert.Single(bench.Observer.TextsOf(DecisionKind.Drift)), StringComparison.Ordinal);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        Assert.Single(bench.Observer.TextsOf(DecisionKind.Retrain));
        for (int sample = 0; sample < 8; sample++)
        {
            bench.Tell(bench.Truth(8, sample % 5));
            bench.Step(8, sample % 5);
        }

        Assert.Equal(
            "the inputs are elsewhere than when the model was made", bench.Observer.TextsOf(DecisionKind.Retrain).Last());
        bench.Step(8, 1);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
    }

    [Fact]
    public void A_label_of_another_order_of_magnitude_is_stored_and_told_and_nobody_learns_from_it()
    {
        using LoopBench bench = Bench(retrain => retrain with { IsStreaming = true });
        bench.Run(40, labelEvery: 1);
        bench.Tell(1e9);
        bench.Run(1);
        Assert.Equal(1, bench.Loop.Status.ImplausibleLabels);
        Assert.Equal(1, bench.Log.Count("20 interquartile ranges beyond the newest labels"));
        Assert.Equal(1e9, bench.StoredLabels()[^1].Value);
        Assert.Null(bench.StoredLabels()[^1].SampleId);
        Assert.Equal(TestModels.Predict(Champion, bench.Observer.Samples[^1].Values), bench.Last.Value, 0.2);
    }

    [Fact]
    public void Where_a_fit_does_not_keep_to_the_memory_there_is_none_and_the_decision_says_why()
    {
        using LoopBench bench = Bench(retrain => retrain with { Budgets = retrain.Budgets with { Memory = 1 } })
            .With(configuration => configuration with { Model = configuration.Model with { Hidden = [200, 200], Method = "coupled" } });
        bench.Close();
        bench.Open();
        bench.Run(40, labelEvery: 1);
        bench.Loop.RequestRetraining();
        bench.Run(2);
        Assert.Equal(
            "a network of 200, 200 neurons cannot be fitted to enough rows with 1 MB (retrain.budgets.memory); 0 rows would fit",
            Assert.Single(bench.Observer.TextsOf(DecisionKind.Keep)));
        Assert.False(bench.Loop.Status.IsTraining);
    }

    private static LoopBench Bench(Func<RetrainConfiguration, RetrainConfiguration> change) => new LoopBench()
        .WithModel(Champion)
        .With(configuration => configuration with { Retrain = change(configuration.Retrain) })
        .Open();
}
