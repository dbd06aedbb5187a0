using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>When the loop learns anew, and who predicts then.</summary>
public class DeviceLoopRetrainingTests
{
    private static readonly Model Champion = TestModels.Plane(2, -1, 1);
    private static readonly Model Wrong = TestModels.Plane(-3, 2, 7);
    private static readonly RetrainTriggers None = new() { Labels = null, ErrorRise = null, ErrorDrift = null, InputDrift = null };

    [Fact]
    public void A_first_model_comes_with_its_labels_and_is_good_when_ten_more_have_judged_it()
    {
        using LoopBench bench = new LoopBench().Open();
        bench.Run(95, labelEvery: 5);
        Assert.Empty(bench.Observer.Decisions);
        bench.Run(5, labelEvery: 5);
        string begun = Assert.Single(bench.Observer.TextsOf(DecisionKind.Retrain));
        Assert.Equal("20 labels are enough for a first model", begun);
        bench.Run(1);
        string adopted = Assert.Single(bench.Observer.TextsOf(DecisionKind.Adopt));
        Assert.StartsWith("model 1, a linear model of 20 rows: error 0.", adopted, StringComparison.Ordinal);
        Assert.InRange(bench.Loop.Status.Goal!.Value, LoopBench.Noise * 0.9, LoopBench.Noise * 1.5);
        // The verdict is heard after the sample of its step.
        Assert.Equal(ValueStatus.Failure, bench.Last.Status);
        bench.Run(48, labelEvery: 5);
        Assert.All(bench.Output.Values[101..], value => Assert.Equal(ValueStatus.Check, value.Status));
        bench.Run(21, labelEvery: 5);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
        (double a, double b) = LoopBench.Readings(169);
        Assert.InRange(bench.Last.Value, bench.Truth(a, b) - 0.15, bench.Truth(a, b) + 0.15);
        LoopStatus status = bench.Loop.Status;
        Assert.Equal((1, 1, 0, false), (status.ModelVersion, status.Adopted, status.Kept, status.IsTraining));
        Assert.Equal(["retrain", "adopt"], bench.StoredDecisions().Select(decision => decision.Kind));
    }

    [Fact]
    public void The_loss_of_the_configuration_is_that_of_the_models_it_makes()
    {
        using LoopBench bench = new LoopBench()
            .With(configuration => configuration with { Model = configuration.Model with { Robust = RobustLoss.Huber } }).Open();
        bench.Run(101, labelEvery: 5);
        // The archive writes on a thread of its own.
        Assert.True(SpinWait.SpinUntil(() => bench.Store.ReadModels().Count > 0, TimeSpan.FromSeconds(30)));
        Model model = ModelFile.FromBytes(Assert.Single(bench.Store.ReadModels()).Bytes, "stored");
        Assert.Equal("huber", model.Provenance.Options["robust"]);
    }

    [Fact]
    public void So_many_new_labels_start_a_retraining_and_an_equal_challenger_is_not_adopted()
    {
        using LoopBench bench = new LoopBench().WithTriggers(None with { Labels = 30 }).WithModel(Champion)
            .With(configuration => configuration with { Retrain = configuration.Retrain with { Margin = 0.5 } }).Open();
        bench.Run(29, labelEvery: 1);
        Assert.True(bench.Loop.Status.NewLabels == 29 && !bench.Loop.Status.IsTraining);
        bench.Run(1, labelEvery: 1);
        Assert.True(bench.Loop.Status.IsTraining);
        Assert.Equal("30 new labels have come", Assert.Single(bench.Observer.TextsOf(DecisionKind.Retrain)));
        bench.Run(1);
        string kept = Assert.Single(bench.Observer.TextsOf(DecisionKind.Keep));
        Assert.StartsWith("model 1 stays; the best other, ", kept, StringComparison.Ordinal);
        Assert.Equal((0, 1, 1), (bench.Loop.Status.Adopted, bench.Loop.Status.Kept, bench.Loop.Status.ModelVersion));
        bench.Run(30, labelEvery: 1);
        Assert.Equal(2, bench.Observer.TextsOf(DecisionKind.Retrain).Count());
    }

    [Fact]
    public void The_schedule_starts_one_where_there_are_new_labels()
    {
        using LoopBench bench = new LoopBench().WithTriggers(None with { Schedule = TimeSpan.FromSeconds(30) })
            .WithModel(Champion).Open();
        bench.Run(298, labelEvery: 10);
        Assert.Empty(bench.Observer.TextsOf(DecisionKind.Retrain));
        bench.Run(2, labelEvery: 10);
        Assert.Equal("30s have passed", Assert.Single(bench.Observer.TextsOf(DecisionKind.Retrain)));
        bench.Run(400);
        Assert.Single(bench.Observer.TextsOf(DecisionKind.Retrain));
        bench.Run(41, labelEvery: 10);
        bench.Run(10, labelEvery: 10);
        Assert.Equal(2, bench.Observer.TextsOf(DecisionKind.Retrain).Count());
    }

    [Fact]
    public void A_rise_of_the_error_starts_one_and_the_process_is_learned_anew()
    {
        using LoopBench bench = new LoopBench().WithTriggers(None with { ErrorRise = 1.5 }).WithModel(Champion).Open();
        bench.Run(60, labelEvery: 1);
        Assert.DoesNotContain(bench.Observer.Decisions, decision => decision.Kind != DecisionKind.Load);
        bench.Shift = 4;
        bench.Run(60, labelEvery: 1);
        string risen = bench.Observer.TextsOf(DecisionKind.Retrain).First();
        Assert.StartsWith("the error of the last 10 labels is ", risen, StringComparison.Ordinal);
        Assert.EndsWith(", and was 0.1", risen, StringComparison.Ordinal);
        Assert.NotEmpty(bench.Observer.TextsOf(DecisionKind.Adopt));
        (double a, double b) = LoopBench.Readings(119);
        Assert.InRange(bench.Last.Value, bench.Truth(a, b) - 0.3, bench.Truth(a, b) + 0.3);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
    }

    [Fact]
    public void Somebody_may_ask_for_one()
    {
        using LoopBench bench = new LoopBench().WithModel(Wrong).Open();
        bench.Loop.RequestRetraining();
        bench.Run(19, labelEvery: 1);
        // It waits for its rows.
        Assert.Empty(bench.Observer.TextsOf(DecisionKind.Retrain));
        bench.Run(1, labelEvery: 1);
        Assert.Equal("somebody asked for it", Assert.Single(bench.Observer.TextsOf(DecisionKind.Retrain)));
        bench.Run(20);
        Assert.Single(bench.Observer.TextsOf(DecisionKind.Retrain));
        string adopted = Assert.Single(bench.Observer.TextsOf(DecisionKind.Adopt));
        Assert.StartsWith("model 2, ", adopted, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_swap_one_value_is_marked_and_a_later_one_is_the_new_models()
    {
        using LoopBench bench = Swapped();
        int swap = bench.Output.Values.Count - 1;
        bench.Run(20);
        Assert.Equal(ValueStatus.Good, bench.Output.Values[swap].Status);
        Assert.Equal(ValueStatus.Check, bench.Output.Values[swap + 1].Status);
        Assert.All(bench.Output.Values[(swap + 2)..], value => Assert.Equal(ValueStatus.Good, value.Status));
        Assert.Equal(
            TestModels.Predict(Wrong, bench.Observer.Samples[swap].Values), bench.Output.Values[swap].Value);
        Assert.Equal(
            TestModels.Predict(bench.Loop.Champion!, bench.Observer.Samples[swap + 1].Values),
            bench.Output.Values[swap + 1].Value);
        Assert.Equal([1, 2], bench.StoredSamples()[swap..(swap + 2)].Select(sample => sample.Prediction!.ModelVersion));
    }

    [Fact]
    public void A_new_champion_that_does_worse_than_its_predecessor_is_taken_back()
    {
        using LoopBench bench = SwappedByMistake();
        bench.Run(9, labelEvery: 1);
        Assert.Equal((2, 0), (bench.Loop.Status.ModelVersion, bench.Loop.Status.RolledBack));
        bench.Run(1, labelEvery: 1);
        Assert.Equal((1, 1), (bench.Loop.Status.ModelVersion, bench.Loop.Status.RolledBack));
        string text = Assert.Single(bench.Observer.TextsOf(DecisionKind.RollBack));
        Assert.StartsWith("to model 1: error 0.1 against ", text, StringComparison.Ordinal);
        Assert.EndsWith(" of model 2 on 10 labels", text, StringComparison.Ordinal);
        bench.Run(1);
        Assert.Equal(ValueStatus.Check, bench.Last.Status);
        bench.Restart();
        Assert.Equal(1, bench.Loop.Status.ModelVersion);
    }

    [Fact]
    public void Somebody_may_ask_for_the_previous_model_and_again_for_the_other()
    {
        using LoopBench bench = Swapped();
        Model second = bench.Loop.Champion!;
        bench.Loop.RequestRollBack();
        bench.Run(1);
        Assert.Equal(1, bench.Loop.Status.ModelVersion);
        Assert.Equal("to model 1: somebody asked for it", Assert.Single(bench.Observer.TextsOf(DecisionKind.RollBack)));
        bench.Run(1);
        Assert.Equal(TestModels.Predict(Wrong, bench.Observer.Samples[^1].Values), bench.Last.Value);
        bench.Loop.RequestRollBack();
        bench.Run(2);
        Assert.Equal((2, 2), (bench.Loop.Status.ModelVersion, bench.Loop.Status.RolledBack));
        Assert.Equal(TestModels.Predict(second, bench.Observer.Samples[^1].Values), bench.Last.Value);
    }

    [Fact]
    public void Without_a_previous_model_there_is_nothing_to_roll_back_to()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Loop.RequestRollBack();
        bench.Run(3);
        Assert.Equal((1, 0), (bench.Loop.Status.ModelVersion, bench.Loop.Status.RolledBack));
        Assert.Equal(1, bench.Log.Count("no previous model to roll back to"));
    }

    [Fact]
    public void A_verdict_on_a_model_that_was_rolled_back_meanwhile_does_not_count()
    {
        using LoopBench bench = Swapped();
        bench.Shift = 9;
        bench.Run(20, labelEvery: 1);
        int adopted = bench.Loop.Status.Adopted;
        bench.Loop.RequestRetraining();
        bench.Run(1);
        Assert.True(bench.Loop.Status.IsTraining);
        bench.Loop.RequestRollBack();
        bench.Run(1);
        Assert.Equal((adopted, false), (bench.Loop.Status.Adopted, bench.Loop.Status.IsTraining));
        Assert.EndsWith(
            "challenged a model that is no longer in use", bench.Observer.TextsOf(DecisionKind.Keep).Last(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_restart_does_not_end_the_probation()
    {
        using LoopBench bench = SwappedByMistake();
        bench.Run(3, labelEvery: 1);
        bench.Restart();
        bench.Run(10, labelEvery: 1);
        Assert.Equal((1, 1), (bench.Loop.Status.ModelVersion, bench.Loop.Status.RolledBack));
    }

    [Fact]
    public void Champion_previous_model_and_rows_survive_a_restart()
    {
        using LoopBench bench = Swapped();
        double error = bench.Loop.Status.Goal!.Value;
        (double a, double b) = (1.5, 2.5);
        double prediction = TestModels.Predict(bench.Loop.Champion!, a, b);
        bench.Restart();
        bench.Step(a, b);
        Assert.Equal((prediction, ValueStatus.Good), (bench.Last.Value, bench.Last.Status));
        Assert.Equal((2, error), (bench.Loop.Status.ModelVersion, bench.Loop.Status.Goal));
        // A file that the loop wrote itself is nobody's new model.
        Assert.Single(bench.Observer.TextsOf(DecisionKind.Load));
        bench.Loop.RequestRetraining();
        bench.Run(2);
        Assert.Equal(2, bench.Observer.TextsOf(DecisionKind.Retrain).Count());
        bench.Loop.RequestRollBack();
        bench.Run(1);
        Assert.Equal(1, bench.Loop.Status.RolledBack);
    }

    [Fact]
    public void A_model_file_is_loaded_with_a_decision_and_becomes_the_next_version()
    {
        using LoopBench bench = Swapped();
        bench.Close();
        ModelFile.Write(bench.ModelPath, TestModels.Plane(0, 0, 123));
        bench.Open();
        bench.Run(1);
        Assert.Equal((123.0, 3), (bench.Last.Value, bench.Loop.Status.ModelVersion));
        Assert.Equal($"model 3: {bench.ModelPath}", bench.Observer.TextsOf(DecisionKind.Load).Last());
    }

    [Fact]
    public void A_model_of_other_inputs_is_refused_naming_both()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(1, 1, 1, second: "c"));
        var exception = Assert.Throws<DataFileException>(() => bench.Open());
        Assert.Contains("inputs a, c, and this device has a, b", exception.Message, StringComparison.Ordinal);
        Assert.Equal(bench.ModelPath, exception.File);
    }

    [Fact]
    public void A_model_of_another_target_is_refused_naming_both()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(1, 1, 1, target: "z"));
        var exception = Assert.Throws<DataFileException>(() => bench.Open());
        Assert.Contains("predicts z, and this device is to predict y", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_nothing_can_be_learned_from_leave_the_loop_without_a_model_and_going()
    {
        using LoopBench bench = new LoopBench().Open();
        for (int step = 0; step < 25; step++)
        {
            bench.Tell(5);
            bench.Step(step % 3, step % 5);
        }

        Assert.True(bench.Loop.Status.Kept > 0);
        Assert.Null(bench.Loop.Champion);
        string text = bench.Observer.TextsOf(DecisionKind.Keep).First();
        Assert.StartsWith("no model yet, no challenger could be fitted: ", text, StringComparison.Ordinal);
        bench.Run(40, labelEvery: 1);
        Assert.NotNull(bench.Loop.Champion);
    }

    [Fact]
    public void Figures_of_a_decision_are_json()
    {
        using LoopBench bench = Swapped();
        foreach (StoredDecision decision in bench.StoredDecisions())
        {
            using var figures = System.Text.Json.JsonDocument.Parse(decision.Figures);
            string[] reason = decision.Kind == "retrain" ? ["reason"] : [];
            Assert.Equal(
                ["model", "rows", "newLabels", "liveError", "goal", "trust", .. reason],
                figures.RootElement.EnumerateObject().Select(figure => figure.Name));
        }
    }

    [Fact]
    public void A_training_that_is_under_way_at_the_end_is_broken_off()
    {
        // Hours of work: a network of 20,000 weights, with no time to stop it.
        using LoopBench bench = new LoopBench().With(configuration => configuration with
        {
            Model = configuration.Model with { Hidden = [100, 100, 100], MinimumLabels = 400 },
            Retrain = configuration.Retrain with
            {
                Budgets = configuration.Retrain.Budgets with { Time = TimeSpan.FromDays(30), Memory = 100_000 },
            },
        }).Open(isWaitedFor: false);
        bench.Run(400, labelEvery: 1);
        Assert.True(bench.Loop.Status.IsTraining);
        bench.Run(10);
        bench.Loop.Dispose();
        Assert.Equal(1, bench.Output.SafeCalls);
        Assert.Equal(["retrain"], bench.StoredDecisions().Select(decision => decision.Kind));
        Assert.Empty(bench.Store.ReadModels());
    }

    // A wrong champion, forty labels, and what was learned from them in its place; the swap was the last step.
    // Only while there is something to learn is the process another one.
    private static LoopBench SwappedByMistake()
    {
        LoopBench bench = new LoopBench().WithTriggers(None).WithModel(Champion).Open();
        bench.Shift = 5;
        bench.Run(40, labelEvery: 1);
        bench.Loop.RequestRetraining();
        bench.Run(2);
        Assert.Equal(2, bench.Loop.Status.ModelVersion);
        bench.Shift = 0;
        return bench;
    }

    private static LoopBench Swapped()
    {
        LoopBench bench = new LoopBench().WithTriggers(None).WithModel(Wrong).Open();
        bench.Run(40, labelEvery: 1);
        bench.Loop.RequestRetraining();
        bench.Run(2);
        Assert.Equal((2, 1), (bench.Loop.Status.ModelVersion, bench.Loop.Status.Adopted));
        return bench;
    }
}
