using IllsEdge.Device.Configuration;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Runtime.Validity;

/// <summary>A spike filter that does not suit its signal.</summary>
public class SpikeShareTests
{
    private const string Told = "readings taken for spikes and not used";

    [Fact]
    public void A_signal_that_moves_too_fast_for_its_filter_is_told_once_with_the_share_and_the_keys()
    {
        using LoopBench bench = Filtered();
        double walk = 0;
        RandomSource random = new(1);
        for (int step = 0; step < 5000; step++)
            bench.Step(walk += random.NextNormal(), 1);
        Assert.Equal(1, bench.Log.Count(Told));
        Assert.Matches(
            @"^a had (8|9|1\d) % of its last 800 readings .* raise inputs\[0\]\.spikes\.threshold \(3\), shorten inputs\[0\]\.spikes\.window \(11 readings\)",
            bench.Log.Entries.Single(entry => entry.Text.Contains(Told)).Text);
    }

    [Fact]
    public void A_signal_that_scatters_about_its_level_and_has_a_spike_now_and_then_is_not_told()
    {
        using LoopBench bench = Filtered();
        RandomSource random = new(1);
        for (int step = 0; step < 8000; step++)
            bench.Step(random.NextNormal() + (step % 200 == 0 ? 50 : 0), 1);
        Assert.True(bench.Loop.Status.Inputs[0].Spike > 40);
        Assert.Equal(0, bench.Log.Count(Told));
    }

    private static LoopBench Filtered() => new LoopBench()
        .WithInputs(input => input.Name == "a" ? input with { Spikes = new SpikeConfiguration() } : input).Open();
}
