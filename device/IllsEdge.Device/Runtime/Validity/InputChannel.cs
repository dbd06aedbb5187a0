using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Runtime.Validity;

/// <summary>
/// One input: its last reading, what the checks say of it, and what stands in for it. The checks are asked in their order
/// up to the first that finds something; those behind it do not see the reading. Nothing here allocates after it is made.
/// </summary>
public sealed class InputChannel
{
    /// <summary>How long a first reading may take at least: ports are opened and converters started meanwhile.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);

    private readonly InputConfiguration _setting;
    private readonly CurrentLoop? _current;
    private readonly IReadingCheck[] _checks;
    private readonly StuckCheck _stuck;
    private readonly StandIn _standIn;
    private readonly SpikeShare _spikes = new();
    private readonly long[] _counts = new long[Enum.GetValues<InputState>().Length];
    private SensorReading _last;
    private InputState _verdict = InputState.Silent;
    private InputState _shown = InputState.Silent;
    private TimeSpan _waitsSince;
    private long _replaced;

    /// <summary>Makes the checks that the input is configured to have.</summary>
    /// <param name="setting">The input.</param>
    /// <param name="period">The loop's.</param>
    public InputChannel(InputConfiguration setting, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(setting);
        _setting = setting;
        _current = setting.Current is { } ends ? new CurrentLoop(ends) : null;
        _stuck = new StuckCheck(setting.StuckAfter, setting.MaxAge);
        _standIn = new StandIn(setting.Replace);
        IReadingCheck?[] checks =
        [
            new FiniteCheck(),
            _current,
            new RangeCheck(setting.Range),
            setting.Spikes is { } spikes ? new HampelFilter(spikes, setting.MaxAge) : null,
            // Last, for what it believes the next readings are held against: no spike is to be among it.
            setting.MaxRate is { } rate ? new RateCheck(rate, period) : null,
        ];
        _checks = [.. checks.OfType<IReadingCheck>()];
    }

    /// <summary>The last reading, whatever was said of it.</summary>
    public ref readonly SensorReading Last => ref _last;

    /// <summary>Whether it has a reading that no sample has taken yet.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>The share of its readings that are spikes, where it was found too large for the filter to suit; otherwise null.</summary>
    public double? SpikeShare => _spikes.Found;

    /// <summary>What was wrong since the start.</summary>
    public InputCounts Counts => new(
        _setting.Name, Of(InputState.NotFinite), Of(InputState.FailureSignal), Of(InputState.BetweenSignals),
        Of(InputState.OutOfRange), Of(InputState.TooFast), Of(InputState.Spike), Of(InputState.Stuck),
        Of(InputState.TooOld) + Of(InputState.Absent), _replaced);

    /// <summary>Takes in a reading. A bad one takes the input away until a good one comes.</summary>
    /// <param name="raw">As the source gave it.</param>
    /// <param name="taken">When it was measured, by the loop's count.</param>
    /// <param name="stamp">When it was measured, by the sensor's own clock.</param>
    public void Take(double raw, TimeSpan taken, DateTimeOffset? stamp)
    {
        // One that was measured before the one that is known says nothing about now.
        if (_verdict != InputState.Silent && taken < _last.Taken)
            return;
        double value = _current?.ValueOf(raw) ?? _setting.Scale.Gain * raw + _setting.Scale.Offset;
        _last = new SensorReading(raw, value, taken, stamp);
        IsFresh = true;
        _stuck.Notice(_last);
        _verdict = Judge(_last);
        _spikes.Notice(_verdict == InputState.Spike);
        if (_verdict != InputState.Good)
            _counts[(int)_verdict]++;
        else if (!_stuck.IsStuck(taken))
            _standIn.Notice(_last);
    }

    /// <summary>Notes that its source cannot give anything yet: the wait for a first reading begins later.</summary>
    /// <param name="now">The loop's count.</param>
    public void Wait(TimeSpan now) => _waitsSince = now;

    /// <summary>How it is.</summary>
    /// <param name="now">The loop's count.</param>
    public InputState StateAt(TimeSpan now) =>
        _verdict == InputState.Silent ? now - _waitsSince > LongestWait ? InputState.Absent : InputState.Silent
        : now - _last.Taken > _setting.MaxAge ? InputState.TooOld
        : _verdict == InputState.Good && _stuck.IsStuck(now) ? InputState.Stuck
        : _verdict;

    /// <summary>Its value for a sample.</summary>
    /// <param name="now">The loop's count.</param>
    /// <param name="value">In its unit: the reading or what stands in for it; 0 where neither is there.</param>
    /// <param name="isUsed">Whether there is a value.</param>
    /// <returns>Whether the value is the reading.</returns>
    public bool Compose(TimeSpan now, out double value, out bool isUsed)
    {
        IsFresh = false;
        InputState state = StateAt(now);
        // A reading is counted when it comes; these come about by themselves, and each time counts once.
        if (state != _shown && state is InputState.Stuck or InputState.TooOld or InputState.Absent)
            _counts[(int)state]++;
        _shown = state;
        value = _last.Value;
        isUsed = state == InputState.Good;
        if (isUsed)
            return true;
        isUsed = _standIn.TryGet(now, out value);
        _replaced += isUsed ? 1 : 0;
        return false;
    }

    // A simulated machine has no wires, and some of its values come with its first part only.
    private TimeSpan LongestWait =>
        _setting.Source is SimulatedSourceConfiguration ? TimeSpan.MaxValue
        : _setting.MaxAge > ShortestWait ? _setting.MaxAge
        : ShortestWait;

    private InputState Judge(in SensorReading reading)
    {
        foreach (IReadingCheck check in _checks)
            if (check.Judge(reading) is var verdict and not InputState.Good)
                return verdict;
        return InputState.Good;
    }

    private long Of(InputState state) => _counts[(int)state];
}
