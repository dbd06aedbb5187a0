using IllsEdge.Device.Retraining.Drift;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Retraining.Drift;

public class InputDriftTests
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.0)]
    [InlineData(3, 0.9)]
    [InlineData(4, 0.97)]
    public void Fifty_windows_of_a_process_that_does_not_change_raise_no_alarm(ulong seed, double memory)
    {
        InputDrift drift = new(2, Window);
        Feed feed = new(seed, memory);
        for (int sample = 0; sample < 50 * InputDrift.Kept; sample++)
            Assert.False(feed.Give(drift, 0, 0.2), $"sample {sample}: {drift.Finding}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_input_that_has_moved_by_a_deviation_is_found_within_a_window_and_named(ulong seed)
    {
        InputDrift drift = new(2, Window);
        Feed feed = new(seed, memory: 0);
        for (int sample = 0; sample < 3 * InputDrift.Kept; sample++)
            Assert.False(feed.Give(drift, 0, 0));
        int needed = 1;
        while (!feed.Give(drift, 1.2, 0))
            Assert.True(++needed < InputDrift.Kept, "a window is not enough");
        Assert.Equal(1, drift.Finding!.Input);
        Assert.True(drift.Finding.Distance > 0.25 && drift.Finding.Probability < 1e-5);
        // It is told once, and not again until somebody has looked into it.
        for (int sample = 0; sample < InputDrift.Kept; sample++)
            Assert.False(feed.Give(drift, 1.2, 0));
        drift.Reset();
        for (int sample = 0; sample < 5 * InputDrift.Kept; sample++)
            Assert.False(feed.Give(drift, 1.2, 0));
    }

    [Fact]
    public void Samples_that_become_unlike_those_learned_from_are_found_though_no_input_moves()
    {
        InputDrift drift = new(2, Window);
        Feed feed = new(1, memory: 0);
        for (int sample = 0; sample < 2 * InputDrift.Kept; sample++)
            Assert.False(feed.Give(drift, 0, 0.1));
        int needed = 1;
        while (!feed.Give(drift, 0, 0.8))
            Assert.True(++needed < InputDrift.Kept, "a window is not enough");
        Assert.Null(drift.Finding!.Input);
        Assert.InRange(drift.Finding.Probability, 0.02, 0.25);
        Assert.True(drift.Finding.Distance > drift.Finding.Probability + 0.3);
    }

    private sealed class Feed(ulong seed, double memory)
    {
        private readonly RandomSource _random = new(seed);
        private readonly double[] _state = new double[2];
        private TimeSpan _now;

        // The second input is shifted.
        public bool Give(InputDrift drift, double shift, double unlike)
        {
            _now += Window / InputDrift.Kept;
            for (int input = 0; input < 2; input++)
                _state[input] = memory * _state[input] + Math.Sqrt(1 - memory * memory) * _random.NextNormal();
            return drift.Take(_now, [_state[0], _state[1] + shift], _random.NextUniform() < unlike);
        }
    }
}
