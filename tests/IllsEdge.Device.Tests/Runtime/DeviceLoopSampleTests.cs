using IllsEdge.Device.Configuration;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

/// <summary>From sensor to output and store.</summary>
public class DeviceLoopSampleTests
{
    private static readonly Model Champion = TestModels.Plane(2, -1, 1);

    [Fact]
    public void Without_a_model_every_value_is_a_failure()
    {
        using LoopBench bench = new LoopBench().Open();
        bench.Run(5);
        Assert.All(bench.Output.Values, value => Assert.Equal(ValueStatus.Failure, value.Status));
        Assert.Null(bench.Loop.Champion);
        LoopStatus status = bench.Loop.Status;
        Assert.Equal((5, 0, ValueStatus.Failure), (status.Samples, status.ModelVersion, status.Status));
    }

    [Fact]
    public void With_an_input_missing_the_value_is_a_failure_until_it_comes()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Step();
        bench.Step(a: 3);
        bench.Step(b: 4);
        Assert.Equal(
            [ValueStatus.Failure, ValueStatus.Failure, ValueStatus.Good],
            bench.Output.Values.Select(value => value.Status));
        Assert.Equal(3, bench.Last.Value);
        Assert.Equal([0, 1, 2], bench.Observer.Samples.Select(sample => sample.Present.Count(isThere => isThere)));
    }

    [Fact]
    public void A_prediction_is_that_of_the_model_on_the_same_values()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Run(50);
        Assert.All(bench.Observer.Samples, sample =>
            Assert.Equal(TestModels.Predict(Champion, sample.Values), sample.Published.Value));
        for (int row = 0; row < 50; row++)
        {
            (double a, double b) = LoopBench.Readings(row);
            Assert.Equal(2 * a - b + 1, bench.Output.Values[row].Value, 12);
        }
    }

    [Fact]
    public void Readings_are_scaled_before_they_are_predicted_from()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .WithInputs(input => input with { Scale = new InputScale { Gain = 0.5, Offset = 1 } }).Open();
        bench.Step(4, 2);
        Assert.Equal(2 * 3 - 2 + 1, bench.Last.Value);
        Assert.Equal([3, 2], bench.Observer.Samples[0].Values);
    }

    [Fact]
    public void Every_sample_is_published_with_its_name_and_time_and_stored()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        DateTimeOffset start = bench.Clock.GetUtcNow();
        bench.Run(30);
        Assert.Equal(30, bench.Output.Values.Count);
        Assert.Equal(
            Enumerable.Range(1, 30).Select(step => ("y", start + step * LoopBench.Period)),
            bench.Output.Values.Select(value => (value.Name, value.Time)));
        StoredSample[] stored = bench.StoredSamples();
        Assert.Equal(30, stored.Length);
        foreach ((StoredSample sample, int row) in stored.Select((sample, row) => (sample, row)))
        {
            Published published = bench.Output.Values[row];
            Assert.Equal(
                (published.Time.ToUnixTimeMilliseconds(), (row + 1) * 100), (sample.Time, sample.Monotonic));
            Assert.Equal(bench.Observer.Samples[row].Values, sample.Values);
            Assert.Equal(new StoredPrediction(published.Value, ValueStatus.Good, 1), sample.Prediction);
        }
    }

    [Fact]
    public void Bounds_of_a_champion_that_knows_them_are_published_and_stored()
    {
        Model bounded = Champion with { Calibration = new Calibration([[.. Enumerable.Range(1, 9).Select(i => i / 10.0)]], [1]) };
        using LoopBench bench = new LoopBench().WithModel(bounded).Open();
        bench.Step(3, 2);
        // The ninth of nine scores, 0.9, on both sides of 2 x 3 - 2 + 1.
        Assert.Equal((5, 4.1, 5.9), (bench.Last.Value, bench.Last.Low, bench.Last.High));
        StoredPrediction stored = bench.StoredSamples()[0].Prediction!;
        Assert.Equal((5, 4.1, 5.9), (stored.Value, stored.Low, stored.High));
    }

    [Fact]
    public void A_failure_has_no_bounds()
    {
        Model bounded = Champion with { Calibration = new Calibration([[.. Enumerable.Range(1, 9).Select(i => i / 10.0)]], [1]) };
        using LoopBench bench = new LoopBench().WithModel(bounded).Open();
        bench.Step(3);
        Assert.Equal((ValueStatus.Failure, null, null), (bench.Last.Status, bench.Last.Low, bench.Last.High));
        Assert.Null(bench.StoredSamples()[0].Prediction!.Low);
    }

    [Fact]
    public void A_sample_without_any_value_is_published_as_failure_and_not_stored()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Step();
        bench.Step(1);
        bench.Step(1, 1);
        Assert.Equal(3, bench.Output.Values.Count);
        StoredSample[] stored = bench.StoredSamples();
        Assert.Equal([false, true], stored.Select(sample => sample.IsComplete));
        Assert.Equal(new StoredPrediction(null, ValueStatus.Failure, 0), stored[0].Prediction);
    }

    [Fact]
    public void A_value_outside_what_the_model_has_seen_is_out_of_specification()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Step(10, -10);
        Assert.Equal(ValueStatus.Good, bench.Last.Status);
        bench.Step(10.001, 0);
        Assert.Equal((ValueStatus.OutOfSpecification, 21.002), (bench.Last.Status, Math.Round(bench.Last.Value, 9)));
    }

    [Fact]
    public void A_prediction_that_is_no_number_is_a_failure()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(1e300, 0, 0)).Open();
        bench.Step(1e300, 0);
        Assert.Equal(ValueStatus.Failure, bench.Last.Status);
        Assert.Null(bench.StoredSamples()[0].Prediction!.Value);
    }

    [Fact]
    public void Of_several_readings_in_a_period_the_last_counts()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Source.Push(LoopBench.A, 7);
        bench.Source.Push(LoopBench.A, 8);
        bench.Step(1, 1);
        Assert.Equal(2, Assert.Single(bench.Output.Values).Value);
    }

    [Fact]
    public void Where_every_reading_is_kept_each_gets_a_sample()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .With(configuration => configuration with { Readings = ReadingsKept.Every }).Open();
        bench.Source.Push(LoopBench.B, 0);
        for (int reading = 1; reading <= 5; reading++)
            bench.Source.Push(LoopBench.A, reading);
        bench.Step();
        Assert.Equal([3, 5, 7, 9, 11], bench.Output.Values.Select(value => value.Value));
        Assert.Equal([1, 2, 3, 4, 5], bench.StoredSamples().Select(sample => sample.Values[0]));
        // A label for now is one for the newest of them.
        bench.Source.Push(LoopBench.A, 6);
        bench.Tell(1);
        bench.Step(7);
        Assert.Equal([7, 0], bench.Observer.Labels.Single().Values);
        Assert.Equal(7, bench.Output.Values.Count);
    }

    [Fact]
    public void A_channel_may_lead_to_several_inputs()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open(routes: [[LoopBench.A, LoopBench.B], [], []]);
        bench.Source.Push(LoopBench.A, 4);
        bench.Source.Push(LoopBench.B, 9);
        bench.Source.Push(LoopBench.Label, 9);
        bench.Loop.Step();
        Assert.Equal(5, bench.Last.Value);
    }

    [Fact]
    public void The_work_is_over_when_every_source_has_ended_and_all_was_read()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        Assert.True(bench.Loop.Step());
        bench.Source.State = SourceState.Disconnected;
        Assert.True(bench.Loop.Step());
        bench.Source.Push(LoopBench.A, 1);
        bench.Source.Push(LoopBench.B, 1);
        bench.Source.State = SourceState.Ended;
        Assert.False(bench.Loop.Step());
        Assert.Equal(2, bench.Last.Value);
    }

    [Fact]
    public void At_the_end_outputs_go_to_their_safe_state()
    {
        using LoopBench bench = new LoopBench().WithModel(Champion).Open();
        bench.Run(3);
        Assert.Equal(0, bench.Output.SafeCalls);
        bench.Loop.Dispose();
        Assert.Equal(1, bench.Output.SafeCalls);
        bench.Loop.Dispose();
    }

    [Theory]
    [InlineData(ReadingsKept.Last)]
    [InlineData(ReadingsKept.Every)]
    public void A_step_without_labels_allocates_nothing(ReadingsKept readings)
    {
        using LoopBench bench = new LoopBench().WithModel(Champion)
            .With(configuration => configuration with { Readings = readings })
            .Open(isSynchronous: false, isObserved: false);
        bench.Run(2_000);
        long least = long.MaxValue;
        for (int repetition = 0; repetition < 3; repetition++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            // More than a minute, so that all that is looked at now and then is looked at.
            bench.Run(1_000);
            // On a busy machine the runtime recompiles late, and allocates some kilobytes for that.
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Equal(5_000, bench.Output.Values.Count);
        Assert.Equal(0, bench.Loop.Status.Lost);
    }
}
