using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>What a value's status says, and what people are told.</summary>
public class DeviceLoopHealthTests
{
    private static readonly Model Champion = TestModels.Plane(2, -1, 1);

    [Fact]
    public void A_sensor_that_stops_is_bridged_for_its_time_then_a_failure_and_told_once()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Run(10);
        for (int step = 0; step < 50; step++)
            bench.Step(a: 1);
        // The last reading of b holds for ten steps.
        Assert.Equal(20, bench.Output.Values.Count(value => value.Status == ValueStatus.Good));
        Assert.All(bench.Output.Values[20..], value => Assert.Equal(ValueStatus.Failure, value.Status));
        Assert.Equal(1, bench.Log.Count("b has had no reading for 1s"));
        Assert.Equal(0, bench.Log.Count("there again"));
        bench.Run(20);
        Assert.All(bench.Output.Values[60..], value => Assert.Equal(ValueStatus.Good, value.Status));
        Assert.Equal(1, bench.Log.Count("b is there again"));
        Assert.Equal(2, bench.Log.Entries.Count);
    }

    [Fact]
    public void A_sensor_that_never_came_is_a_failure_without_a_word()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        for (int step = 0; step < 50; step++)
            bench.Step(a: 1);
        Assert.All(bench.Output.Values, value => Assert.Equal(ValueStatus.Failure, value.Status));
        bench.Run(20);
        Assert.Empty(bench.Log.Entries);
    }

    [Fact]
    public void A_sensor_that_is_stuck_is_a_failure_until_it_moves()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .WithInputs(input => input with { StuckAfter = input.Name == "a" ? TimeSpan.FromSeconds(2) : null }).Open();
        for (int step = 0; step < 60; step++)
            bench.Step(5, 1);
        // 21 readings lie within two seconds.
        Assert.Equal(21, bench.Output.Values.Count(value => value.Status == ValueStatus.Good));
        Assert.Equal(ValueStatus.Failure, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("a has given the same reading for 2s"));
        bench.Step(5.01, 1);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
        bench.Run(15);
        Assert.Equal(1, bench.Log.Count("a is there again"));
    }

    [Fact]
    public void A_sensor_that_jumps_out_of_its_range_is_a_failure_counted_and_told_once()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .WithInputs(input => input with { Range = new InputRange { Low = -5, High = 5 } }).Open();
        bench.Run(15);
        for (int step = 0; step < 30; step++)
            bench.Step(1, step % 2 == 0 ? 5.5 : -1e9);
        Assert.All(bench.Output.Values[15..], value => Assert.Equal(ValueStatus.Failure, value.Status));
        Assert.Equal(1, bench.Log.Count("b gives readings outside -5 to 5; they are not used"));
        Assert.Equal(30, bench.Loop.Status.Faults);
        bench.Step(1, 5);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
        Assert.All(bench.StoredSamples()[15..45], sample => Assert.Equal([true, false], sample.Present));
    }

    [Fact]
    public void A_single_outlier_costs_one_value()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .WithInputs(input => input with { Range = new InputRange { Low = -5, High = 5 } }).Open();
        bench.Run(5);
        bench.Step(1, 100);
        bench.Run(5);
        Assert.Equal(ValueStatus.Failure, bench.Output.Values[5].Status);
        Assert.Equal(10, bench.Output.Values.Count(value => value.Status == ValueStatus.Good));
    }

    [Fact]
    public void Without_labels_for_too_long_maintenance_is_due_until_one_comes()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .With(configuration => configuration with
            {
                Target = configuration.Target with { Starvation = TimeSpan.FromSeconds(5) },
            }).Open();
        bench.Run(50);
        Assert.All(bench.Output.Values, value => Assert.Equal(ValueStatus.Good, value.Status));
        bench.Run(20);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("no label has come for 5s"));
        bench.Tell(1);
        bench.Run(15);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("labels come again"));
        Assert.Equal(2, bench.Log.Entries.Count);
    }

    [Fact]
    public void A_restart_is_no_label()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .With(configuration => configuration with
            {
                Target = configuration.Target with { Starvation = TimeSpan.FromSeconds(5) },
            }).Open();
        bench.Run(20, labelEvery: 1);
        bench.Run(30);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
        bench.Restart();
        bench.Run(30);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        bench.Tell(1);
        bench.Run(15);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
    }

    [Fact]
    public void A_rise_of_the_error_is_maintenance_even_where_it_starts_no_retraining()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Run(30, labelEvery: 1);
        Assert.Equal(LoopBench.Noise, bench.Loop.Status.Goal!.Value, 9);
        Assert.Equal(LoopBench.Noise, bench.Loop.Status.LiveError!.Value, 9);
        bench.Shift = 1;
        bench.Run(30, labelEvery: 1);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("the model's error has risen"));
        Assert.Empty(bench.Observer.TextsOf(DecisionKind.Retrain));
        bench.Shift = 0;
        bench.Run(30, labelEvery: 1);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("the model's error has come down"));
    }

    [Fact]
    public void A_missing_value_and_an_unknown_one_are_worse_than_maintenance()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .With(configuration => configuration with
            {
                Target = configuration.Target with { Starvation = TimeSpan.FromSeconds(1) },
            }).Open();
        bench.Run(30);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        bench.Step(11, 0);
        Assert.Equal(ValueStatus.OutOfSpecification, bench.Last.Status);
        for (int step = 0; step < 11; step++)
            bench.Step(1);
        Assert.Equal(ValueStatus.Failure, bench.Last.Status);
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_maintenance_and_nothing_stops()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Run(30);
        string path = bench.Store.Path;
        Assert.True(bench.Store.Flush());
        File.Move(path, path + ".away");
        Directory.CreateDirectory(path);
        bench.Run(40);
        Assert.Equal(StoreState.Failed, bench.Store.State);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("the disk is full or nearly"));

        Directory.Delete(path);
        File.Move(path + ".away", path);
        // It was tried a few times, and each time waits twice as long.
        bench.Run(80);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("the disk has room"));
        Assert.Equal(Enumerable.Range(1, 150), bench.StoredSamples().Select(sample => (int)sample.Id));
        Assert.Equal(0, bench.Loop.Status.Lost);
    }

    [Fact]
    public void A_store_that_is_only_read_is_maintenance_told_once_and_predictions_go_on()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Run(30, labelEvery: 3);
        bench.Close();
        bench.StoreOptions = new StoreOptions { IsSynchronous = true, IsReadOnly = true };
        bench.Open();
        bench.Run(40, labelEvery: 4);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        Assert.All(bench.Output.Values, value => Assert.True(double.IsFinite(value.Value)));
        Assert.Equal(1, bench.Log.Count("nothing is kept: the store can only be read"));
        Assert.Equal((0, 20), (bench.Loop.Status.Lost, bench.Loop.Status.Labels + bench.Store.ReadLabelled(100).Count));
    }

    [Fact]
    public void A_disk_with_little_room_left_is_maintenance_before_it_is_full()
    {
        using StoreBench disk = new("2m");
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .With(configuration => configuration with { Store = new StoreConfiguration { Path = disk.File } }).Open();
        bench.Run(20);
        Assert.Equal(StoreState.Writing, bench.Store.State);
        Assert.Equal(ValueStatus.Maintenance, bench.Last.Status);
        Assert.Equal(1, bench.Log.Count("the disk is full or nearly"));
    }
}
