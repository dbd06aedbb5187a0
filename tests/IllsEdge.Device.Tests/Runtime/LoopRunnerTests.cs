using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Runtime;

public class LoopRunnerTests
{
    [Fact]
    public void In_accelerated_time_a_step_is_a_period_until_the_sources_have_ended()
    {
        using TemporaryFolder folder = new();
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        DeviceConfiguration press = SimulatedPress.Configuration(folder);
        WiringOptions options = new()
        {
            IsAccelerated = true,
            Scenario = new PressScenario { Duration = TimeSpan.FromSeconds(20), Events = [] },
        };
        using Wiring wiring = Wiring.Open(press, options, clock, new MemoryLog());
        using DeviceLoop loop = new(press, wiring.Parts, clock, new MemoryLog());
        int steps = 0;
        LoopRunner.Run(
            loop, press.Period, clock, speed: null,
            () => Assert.Equal(steps++ * press.Period, clock.Elapsed), TestContext.Current.CancellationToken);
        Assert.Equal(SourceState.Ended, wiring.Press!.State);
        Assert.Equal(TimeSpan.FromSeconds(20), clock.Elapsed);
        // The step in which the source ended has taken its sample and is the last.
        Assert.Equal((200, 201), (steps, loop.Status.Samples));
    }

    [Fact]
    public void A_run_ends_when_it_is_stopped()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(2, -1, 1)).Open();
        using CancellationTokenSource stop = new();
        int steps = 0;
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        LoopRunner.Run(bench.Loop, LoopBench.Period, clock, null, Count, stop.Token);
        Assert.Equal(5, steps);
        LoopRunner runner = new();
        runner.Run(bench.Loop, LoopBench.Period, Count, stop.Token);
        Assert.Equal((5, 0), (steps, runner.Lateness.Count));

        void Count()
        {
            if (++steps == 5)
                stop.Cancel();
        }
    }

    [Fact]
    public void In_real_time_every_step_is_counted_and_none_begins_before_it_is_due()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(2, -1, 1)).Open();
        LoopRunner runner = new();
        int steps = 0;
        runner.Run(bench.Loop, TimeSpan.FromMilliseconds(1), AfterStep, TestContext.Current.CancellationToken);
        Assert.Equal(20, steps);
        // The step that ends it has a lateness and no count.
        Assert.Equal((21, 21), (runner.Lateness.Count, bench.Loop.Status.Samples));
        Assert.Equal(21, bench.Loop.Latency.Count);

        void AfterStep()
        {
            if (++steps == 20)
                bench.Source.State = SourceState.Ended;
        }
    }

    [Fact]
    public void A_step_that_takes_several_periods_misses_those_and_does_not_make_up_for_them()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(2, -1, 1)).Open();
        LoopRunner runner = new();
        int steps = 0;
        runner.Run(bench.Loop, TimeSpan.FromMilliseconds(1), AfterStep, TestContext.Current.CancellationToken);
        // Not sooner than it sleeps, so at least these; how many more is the system's affair.
        Assert.True(runner.Missed >= 18);
        Assert.Equal(2, steps);

        void AfterStep()
        {
            if (++steps == 1)
                Thread.Sleep(20);
            else
                bench.Source.State = SourceState.Ended;
        }
    }

    [Fact]
    public void A_period_of_nothing_is_refused()
    {
        using LoopBench bench = new LoopBench().WithModel(TestModels.Plane(2, -1, 1)).Open();
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new LoopRunner().Run(bench.Loop, TimeSpan.Zero, null, TestContext.Current.CancellationToken));
    }
}
