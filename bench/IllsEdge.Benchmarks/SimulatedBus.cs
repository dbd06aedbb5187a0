using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Benchmarks;

/// <summary>
/// A bus of eight sensors with fresh readings every tick of a clock, and a laboratory that tells one label in so many
/// ticks, 100 ms late. The readings are sums of slow waves and noise. Nothing here allocates.
/// </summary>
internal sealed class SimulatedBus : IInputSource
{
    public const int Inputs = 8;

    private const double Noise = 0.02;

    private static readonly TimeSpan LabelDelay = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _tickLength;
    private readonly TimeProvider _clock;
    private readonly long _ticksPerLabel;
    private readonly RandomSource _random = new(2);
    private readonly double[] _values = new double[Inputs];
    private long _start;
    private bool _hasStarted;
    private long _tick = -1;
    private int _next = Inputs;
    private long _labels;
    private long _readings;

    /// <summary>Makes a bus that begins at the first reading.</summary>
    /// <param name="tick">Time from reading to reading.</param>
    /// <param name="perLabel">Time from label to label.</param>
    /// <param name="clock">Its time.</param>
    public SimulatedBus(TimeSpan tick, TimeSpan perLabel, TimeProvider clock)
    {
        (_tickLength, _clock) = (tick, clock);
        _ticksPerLabel = perLabel / tick is var ticks && ticks >= 1 ? (long)ticks : 1;
    }

    public static IReadOnlyList<string> Names { get; } =
        [.. Enumerable.Range(0, Inputs).Select(input => $"x{input}"), "y"];

    public string Name => "bus";

    public IReadOnlyList<string> Channels => Names;

    public SourceState State => SourceState.Connected;

    public SourceCounts Counts => new(_readings, 0, 0, 0);

    /// <summary>A labelled row of this process.</summary>
    /// <param name="time">Its time.</param>
    /// <param name="random">Its noise.</param>
    public static (double[] Inputs, double Target) Row(TimeSpan time, RandomSource random)
    {
        double[] values = new double[Inputs];
        Measure(time, random, values);
        return (values, Target(time) + Noise * random.NextUniform(-1, 1));
    }

    public bool TryRead(out Reading reading)
    {
        if (!_hasStarted)
            (_hasStarted, _start) = (true, _clock.GetTimestamp());
        TimeSpan now = _clock.GetElapsedTime(_start);
        TimeSpan labelled = _labels * _ticksPerLabel * _tickLength;
        if (now >= labelled + LabelDelay)
        {
            _labels++;
            double label = Target(labelled) + Noise * _random.NextUniform(-1, 1);
            reading = new Reading(Inputs, label, Age: now - labelled);
            _readings++;
            return true;
        }

        if (_next == Inputs && now >= (_tick + 1) * _tickLength)
        {
            // Who comes late finds the newest readings, as on a bus that is asked.
            _tick = now.Ticks / _tickLength.Ticks;
            Measure(_tick * _tickLength, _random, _values);
            _next = 0;
        }

        if (_next == Inputs)
        {
            reading = default;
            return false;
        }

        reading = new Reading(_next, _values[_next]);
        _next++;
        _readings++;
        return true;
    }

    public void Dispose()
    {
    }

    private static double Wave(TimeSpan time, int input) => Math.Sin(time.TotalSeconds * (0.4 + 0.17 * input) + input);

    private static void Measure(TimeSpan time, RandomSource random, Span<double> values)
    {
        for (int input = 0; input < Inputs; input++)
            values[input] = 20 + 5 * (Wave(time, input) + Noise * random.NextUniform(-1, 1));
    }

    private static double Target(TimeSpan time) =>
        10 + Wave(time, 0) * Wave(time, 1) + Math.Exp(Wave(time, 2)) + Wave(time, 3) - 0.5 * Wave(time, 4);
}
