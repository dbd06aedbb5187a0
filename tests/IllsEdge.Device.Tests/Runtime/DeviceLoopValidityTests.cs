using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>What a bad reading or label does to predictions, to the store and to what is learned.</summary>
public class DeviceLoopValidityTests
{
    private const ValueStatus G = ValueStatus.Good;
    private const ValueStatus S = ValueStatus.OutOfSpecification;
    private const ValueStatus F = ValueStatus.Failure;

    private static readonly Model Champion = TestModels.Plane(2, -1, 1);

    [Fact]
    public void With_a_value_that_stands_in_the_prediction_goes_on_with_status_S_and_ends_after_its_time()
    {
        using LoopBench bench = Replacing(Substitute.Last).WithModel(Champion).Open();
        bench.Step(3, 1);
        for (int step = 0; step < 12; step++)
            bench.Step(1e9, 2);
        bench.Step(4, 2);
        Assert.Equal(
            [G, .. Enumerable.Repeat(S, 10), F, F, G], bench.Output.Values.Select(value => value.Status));
        Assert.All(bench.Output.Values.Skip(1).Take(10), value => Assert.Equal(2 * 3 - 2 + 1, value.Value));
        Assert.Equal(10, bench.Loop.Status.Inputs[0].Replaced);
        Assert.Equal(12, bench.Loop.Status.Inputs[0].OutOfRange);
        Assert.Equal(12, bench.Loop.Status.Faults);
    }

    [Fact]
    public void What_stands_in_is_missing_in_the_store_and_told_apart_for_who_watches()
    {
        using LoopBench bench = Replacing(Substitute.Last).WithModel(Champion).Open();
        bench.Step(3, 1);
        bench.Step(1e9, 2);
        StoredSample stored = bench.StoredSamples()[^1];
        Assert.Equal([3, 2], stored.Values);
        Assert.Equal([false, true], stored.Present);
        Assert.Equal(S, stored.Prediction!.Status);
        SeenSample seen = bench.Observer.Samples[^1];
        Assert.Equal([3, 2], seen.Values);
        Assert.Equal([false, true], seen.Present);
        Assert.Equal([true, true], seen.Used);
    }

    [Fact]
    public void A_sample_of_nothing_but_what_stands_in_is_stored_so_that_its_label_finds_it()
    {
        using LoopBench bench = Replacing(Substitute.Last).WithModel(Champion).Open();
        bench.Step(3, 1);
        bench.Tell(5);
        bench.Step(1e9, 1e9);
        Assert.Equal(S, bench.Last.Status);
        Assert.Equal([false, false], bench.StoredSamples()[1].Present);
        Assert.Equal(2, bench.StoredLabels()[0].SampleId);
        Assert.Equal(0, bench.Loop.Status.UnmatchedLabels);
    }

    [Theory]
    [InlineData(Substitute.None)]
    [InlineData(Substitute.Last)]
    [InlineData(Substitute.Median)]
    [InlineData(Substitute.Value)]
    public void No_label_of_a_bad_sample_is_learned_from_also_after_a_restart(Substitute with)
    {
        using LoopBench bench = Replacing(with).WithModel(Champion).Open();
        bench.Run(5);
        for (int step = 0; step < 30; step++)
        {
            // Were these learned from, thirty labels would be enough for a model.
            bench.Tell(1000);
            bench.Step(1e9, step % 7);
        }

        Assert.All(bench.Observer.Labels, label => Assert.Empty(label.Values));
        Assert.Equal(0, bench.Loop.Status.NewLabels);
        Assert.Null(bench.Loop.Status.LiveError);
        Assert.Equal(30, bench.StoredLabels().Count(label => label.SampleId is not null));
        Assert.Empty(bench.Store.ReadLabelled(100));

        bench.Restart();
        bench.Loop.RequestRetraining();
        bench.Run(5);
        Assert.Equal(1, bench.Log.Count("a retraining begins when there are 20 labels; there are 0"));
    }

    [Fact]
    public void A_sample_that_looks_back_at_what_stood_in_is_S_and_not_learned_from()
    {
        Model lagged = TestModels.Plane(0, "y", (1, new Tap("a")), (1, new Tap("b")), (3, new Tap("a", 2)));
        using LoopBench bench = Replacing(Substitute.Last).WithModel(lagged).Open();
        double[] a = [1, 2, 3, 1e9, 4, 5, 4];
        foreach (double reading in a)
        {
            bench.Tell(0);
            bench.Step(reading, 0);
        }

        Assert.Equal([F, F, G, S, G, S, G], bench.Output.Values.Select(value => value.Status));
        // The sixth looks back at the fourth, in which the third stood in.
        Assert.Equal(5 + 3 * 3, bench.Output.Values[5].Value);
        Assert.Equal([0, 0, 3, 0, 3, 0, 3], bench.Observer.Labels.Select(label => label.Values.Length));
    }

    [Fact]
    public void A_transmitter_that_signals_a_failure_is_told_with_its_current_and_what_to_do()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .WithInputs(input => input.Name == "a" ? input with { Current = new InputCurrent { Low = 0, High = 10 } } : input)
            .Open();
        bench.Step(12, 1);
        Assert.Equal((G, 2 * 5 - 1 + 1), (bench.Last.Status, bench.Last.Value));
        for (int step = 0; step < 12; step++)
            bench.Step(3.5, 1);
        Assert.Equal(F, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("a signals a failure: 3.5 mA; look after the transmitter, its wire and its supply"));
        for (int step = 0; step < 12; step++)
            bench.Step(3.7, 1);
        Assert.Equal(1, bench.Log.Count("a gives 3.7 mA, which is neither a measurement (3.8 to 20.5 mA) nor a failure signal"));
        for (int step = 0; step < 12; step++)
            bench.Step(13, 1);
        Assert.Equal(1, bench.Log.Count("a is there again"));
        Assert.Equal((12, 12), (bench.Loop.Status.Inputs[0].FailureSignal, bench.Loop.Status.Inputs[0].BetweenSignals));
    }

    [Fact]
    public void Infinity_and_no_number_are_failures_and_nothing_of_them_is_stored()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        foreach (double reading in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            bench.Step(reading, 1);
        bench.Step(1, 1);
        Assert.Equal([F, F, F, G], bench.Output.Values.Select(value => value.Status));
        Assert.All(bench.StoredSamples().Take(3), sample => Assert.Equal((0, false), (sample.Values[0], sample.Present[0])));
    }

    [Fact]
    public void A_label_outside_what_a_label_can_be_is_stored_counted_told_and_not_learned_from()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).With(configuration => configuration with
        {
            Target = configuration.Target with { Range = new InputRange { Low = -20, High = 20 } },
        }).Open();
        foreach (double label in new[] { -20, 20, 21, -1e9, double.NaN, double.PositiveInfinity })
        {
            bench.Tell(label);
            bench.Run(1);
        }

        Assert.Equal((6, 4, 0), (bench.Loop.Status.Labels, bench.Loop.Status.ImplausibleLabels, bench.Loop.Status.UnmatchedLabels));
        Assert.Equal([-20, 20], bench.Observer.Labels.Select(label => label.Measured));
        Assert.Equal([(-20, 1), (20, 2), (21, (long?)null), (-1e9, null)], bench.StoredLabels().Select(label => (label.Value, label.SampleId)));
        Assert.Equal(1, bench.Log.Count("a label of 21 for "));
        Assert.Equal(1, bench.Log.Count("is outside -20 to 20 (target.range); it is stored and not learned from"));
    }

    [Fact]
    public void An_absurd_label_takes_no_place_of_a_right_one_and_ends_no_starvation()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).With(configuration => configuration with
        {
            Target = configuration.Target with
            {
                Range = new InputRange { High = 20 },
                Starvation = TimeSpan.FromSeconds(2),
            },
        }).Open();
        bench.Tell(5);
        bench.Run(1);
        for (int step = 0; step < 40; step++)
        {
            bench.Tell(500, age: LoopBench.Period * (step + 1));
            bench.Run(1);
        }

        Assert.False(bench.StoredLabels()[0].IsSuperseded);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        Assert.Equal(5, Assert.Single(bench.Store.ReadLabelled(100)).Label);
    }

    [Fact]
    public void Labels_of_the_store_that_a_range_rules_out_later_are_not_learned_from()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        for (int step = 0; step < 25; step++)
        {
            bench.Tell(step < 10 ? 999 : 1);
            bench.Run(1);
        }

        bench.Close();
        bench.With(configuration => configuration with
        {
            Target = configuration.Target with { Range = new InputRange { High = 20 } },
        }).Open();
        bench.Loop.RequestRetraining();
        bench.Run(1);
        Assert.Equal(1, bench.Log.Count("there are 15"));
    }

    private static LoopBench Replacing(Substitute with) => new LoopBench().WithInputs(input => input with
    {
        Range = new InputRange { Low = -10, High = 10 },
        Replace = new ReplaceConfiguration { With = with, For = TimeSpan.FromSeconds(1) },
    });
}
