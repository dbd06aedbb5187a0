using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>What the model is given: values of before, and what stands in for missing ones.</summary>
public class DeviceLoopInputsTests
{
    private const ValueStatus F = ValueStatus.Failure;
    private const ValueStatus G = ValueStatus.Good;
    private const ValueStatus S = ValueStatus.OutOfSpecification;

    // y = a + b + 3 a two samples before.
    private static readonly Model Lagged =
        TestModels.Plane(0, "y", (1, new Tap("a")), (1, new Tap("b")), (3, new Tap("a", 2)));

    [Fact]
    public void The_first_values_have_no_past_and_are_failures_then_each_looks_back_by_samples()
    {
        using LoopBench bench = new LoopBench().WithModel(Lagged).Open();
        Assert.Equal(1, bench.Log.Count("looks 2 samples back"));
        bench.Run(50);
        Assert.All(bench.Output.Values.Take(2), value => Assert.Equal((F, double.NaN), (value.Status, value.Value)));
        for (int row = 2; row < 50; row++)
        {
            (double a, double b) = LoopBench.Readings(row);
            Assert.Equal((G, a + b + 3 * LoopBench.Readings(row - 2).A), (bench.Output.Values[row].Status, bench.Output.Values[row].Value));
        }
    }

    [Fact]
    public void After_a_restart_the_past_begins_anew()
    {
        using LoopBench bench = new LoopBench().WithModel(Lagged).Open();
        bench.Run(5);
        bench.Restart();
        bench.Run(3);
        Assert.Equal([F, F, G], bench.Output.Values.Skip(5).Select(value => value.Status));
    }

    [Fact]
    public void A_sample_that_was_missed_is_missing_where_the_model_looks_back_at_it_and_a_late_one_is_not()
    {
        using LoopBench bench = new LoopBench().WithModel(Lagged).Open();
        bench.Run(4);
        bench.Clock.Advance(LoopBench.Period * 0.9);
        bench.Step(1, 1);
        bench.Clock.Advance(LoopBench.Period);
        bench.Step(2, 2);
        bench.Step(3, 3);
        bench.Step(4, 4);
        // Two samples before the sixth came the fifth; before the seventh, the one that was missed.
        Assert.Equal([F, F, G, G, G, G, F, G], bench.Output.Values.Select(value => value.Status));
        Assert.Equal(2 + 2 + 3 * 1, bench.Output.Values[5].Value);
        Assert.Equal(4 + 4 + 3 * 2, bench.Last.Value);
    }

    [Fact]
    public void A_missing_sensor_is_a_failure_now_and_when_the_model_looks_back_at_it()
    {
        using LoopBench bench = new LoopBench().WithModel(Lagged)
            .WithInputs(input => input with { Range = new InputRange { Low = -5, High = 5 } }).Open();
        bench.Run(3);
        bench.Step(99, 1);
        bench.Step(1, 1);
        bench.Step(2, 1);
        bench.Step(3, 1);
        Assert.Equal([F, F, G, F, G, F, G], bench.Output.Values.Select(value => value.Status));
        Assert.Equal(3 + 1 + 3 * 1, bench.Last.Value);
    }

    [Fact]
    public void Where_the_model_has_a_value_for_a_missing_sensor_it_predicts_with_status_S_and_learns_nothing()
    {
        Model model = TestModels.Plane(
            0, "y", (1, new Tap("a", Fill: 2)), (1, new Tap("b", Fill: 4)), (10, new Tap("a", 0, IsIndicator: true)));
        using LoopBench bench = new LoopBench().WithModel(model).Open();
        bench.Step(1, 1);
        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        bench.Tell(5);
        bench.Step(b: 3);
        bench.Step(a: 1);
        Assert.Equal([(1 + 1, G), (2 + 3 + 10, S), (1 + 3, G)], bench.Output.Values.Select(value => (value.Value, value.Status)));
        Assert.Empty(Assert.Single(bench.Observer.Labels).Values);
    }

    [Fact]
    public void Nothing_stands_in_for_a_past_that_there_has_not_been()
    {
        Model model = TestModels.Plane(0, "y", (1, new Tap("a", Fill: 2)), (1, new Tap("b", Fill: 4)), (1, new Tap("a", 1, Fill: 2)));
        using LoopBench bench = new LoopBench().WithModel(model).Open();
        bench.Step();
        bench.Step();
        Assert.Equal([F, S], bench.Output.Values.Select(value => value.Status));
        Assert.Equal(2 + 4 + 2, bench.Last.Value);
    }

    [Fact]
    public void Labels_are_the_past_of_the_target_as_they_come()
    {
        Model model = TestModels.Plane(0, "y", (1, new Tap("a")), (1, new Tap("b")), (3, new Tap("y", 2)));
        using LoopBench bench = new LoopBench().WithModel(model).Open();
        bench.Tell(5);
        bench.Step(1, 1);
        bench.Step(1, 1);
        bench.Step(1, 1);
        Assert.Equal((G, 1 + 1 + 3 * 5), (bench.Last.Status, bench.Last.Value));
        bench.Step(1, 1);
        Assert.Equal(F, bench.Last.Status);
        // One that comes a sample late is there in time for the next.
        bench.Tell(7, age: LoopBench.Period);
        bench.Step(2, 1);
        bench.Step(3, 1);
        Assert.Equal((G, 3 + 1 + 3 * 7), (bench.Last.Status, bench.Last.Value));
    }

    [Fact]
    public void A_challenger_learns_from_the_past_too_also_from_what_only_the_store_remembers()
    {
        using LoopBench bench = new LoopBench().WithModel(Lagged).Open();
        double[] a = [.. Enumerable.Range(0, 400).Select(row => LoopBench.Readings(row).A)];
        for (int row = 0; row < 60; row++)
            Process(bench, row);
        bench.Restart();
        bench.Loop.RequestRetraining();
        bench.Step(0, 0);
        bench.Step(0, 0);
        Assert.Contains(bench.Observer.Decisions, decision => decision.Kind == DecisionKind.Adopt);
        Model learned = bench.Loop.Champion!;
        Assert.Equal(Lagged.Inputs.Select(input => input.Tap), learned.Inputs.Select(input => input.Tap));
        Assert.Equal(2 + 5 * -1 + 1, TestModels.Predict(learned, 2, 0, -1), 0.2);

        int before = bench.Output.Values.Count;
        for (int row = 60; row < 80; row++)
            Process(bench, row);
        for (int row = 62; row < 80; row++)
            Assert.Equal(a[row] + 5 * a[row - 2] + 1, bench.Output.Values[before + row - 60].Value, 0.2);

        static void Process(LoopBench bench, int row)
        {
            (double a, double b) = LoopBench.Readings(row);
            if (row > 1)
                bench.Tell(a + 5 * LoopBench.Readings(row - 2).A + 1);
            bench.Step(a, b);
        }
    }

    [Fact]
    public void A_previous_model_that_takes_other_inputs_is_not_put_back()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(2, -1, 1)).Open();
        bench.Run(3);
        bench.Close();
        bench.WithModel(Lagged).Open();
        Assert.Equal(1, bench.Log.Count("cannot be put back"));
        bench.Loop.RequestRollBack();
        bench.Run(3);
        Assert.Equal(3, bench.Loop.Champion!.Inputs.Count);
    }

    [Fact]
    public void A_model_that_looks_back_is_refused_where_every_reading_is_a_sample()
    {
        using LoopBench bench = new LoopBench().WithModel(Lagged)
            .With(configuration => configuration with { Readings = ReadingsKept.Every });
        DataFileException exception = Assert.Throws<DataFileException>(() => bench.Open());
        Assert.Contains("looks back by periods", exception.Message, StringComparison.Ordinal);
    }
}
