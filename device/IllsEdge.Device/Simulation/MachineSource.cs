using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>
/// A simulated machine as a source of readings: its sensors, and the value that somebody measures now and then. Its time
/// begins at the first <see cref="TryRead"/> and runs by the clock that was passed in, so that a fast clock makes a fast
/// plant.
/// </summary>
/// <remarks>
/// Every reading says its age: for a sensor how late it is taken, for a label how long ago the time is that it belongs
/// to. A call works off one period of plant time at most, about a microsecond. Readings that are not taken wait; none is
/// dropped. TryRead is for one thread; the counts may be read on another. Allocates nothing after the start.
/// </remarks>
public class MachineSource : IInputSource
{
    private readonly TimeProvider _clock;
    private readonly Machine _machine;
    private readonly IMachineProcess _process;
    private readonly SensorPanel _sensors;
    private readonly Laboratory _laboratory;
    private readonly Reading[] _buffer;
    private readonly TimeSpan? _duration;
    private long _start;
    private bool _hasStarted;
    private bool _isDisposed;
    private long _tick = -1;
    private int _next;
    private int _count;
    private bool _hasLabel;
    private long _readings;

    /// <summary>Makes a machine that stands until the first reading.</summary>
    /// <param name="scenario">What happens and when.</param>
    /// <param name="seed">Of everything that scatters: the same seed, the same hour.</param>
    /// <param name="clock">The plant's time; only its monotonic count is used.</param>
    /// <exception cref="ArgumentException">The scenario cannot be simulated.</exception>
    public MachineSource(MachineScenario scenario, ulong seed, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(clock);
        RandomSource random = new(seed);
        (_clock, _machine, _duration) = (clock, scenario.Machine, scenario.Duration);
        _process = scenario.MakeProcess(random.Next());
        _sensors = new SensorPanel(_process, scenario, seed, random.Branch());
        _laboratory = new Laboratory(scenario, seed, random.Branch());
        _buffer = new Reading[_machine.Sensors.Length];
    }

    /// <inheritdoc/>
    public string Name => $"simulated {_machine.Name}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Channels => _machine.Channels;

    /// <summary>Ended when the scenario is over and all was read, or it was disposed; otherwise connected.</summary>
    public SourceState State => _isDisposed || (IsOver && IsTickRead) ? SourceState.Ended : SourceState.Connected;

    /// <inheritdoc/>
    public SourceCounts Counts => new(Interlocked.Read(ref _readings), 0, 0, 0);

    /// <summary>
    /// What a prediction from the readings so far should say, without any noise: the value of the last piece; null before
    /// the first.
    /// </summary>
    public double? Truth => _process.Pieces == 0 ? null : _process.Truth;

    /// <summary>Plant time of the last period that was read.</summary>
    public TimeSpan PlantTime => _machine.Period * Math.Max(0, _tick);

    /// <summary>Whether all readings of the last period were taken, so that the next one belongs to others.</summary>
    internal bool IsTickRead => _next >= _count && !_hasLabel;

    /// <summary>The physics, as they were at the last reading.</summary>
    internal IMachineProcess Inside => _process;

    private bool IsOver => _machine.Period * (_tick + 1) > _duration;

    /// <inheritdoc/>
    public bool TryRead(out Reading reading)
    {
        reading = default;
        if (_isDisposed)
            return false;
        if (!_hasStarted)
            (_hasStarted, _start) = (true, _clock.GetTimestamp());

        TimeSpan now = _clock.GetElapsedTime(_start);
        do
        {
            if (_next < _count)
            {
                reading = _buffer[_next++] with { Age = now - PlantTime };
                Interlocked.Increment(ref _readings);
                return true;
            }

            if (_hasLabel)
            {
                (TimeSpan time, double value) = _laboratory.Tell();
                _hasLabel = _laboratory.HasResult(PlantTime);
                reading = new Reading(_machine.Sensors.Length, value, null, now - time);
                Interlocked.Increment(ref _readings);
                return true;
            }
        }
        while (TryTick(now));
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        GC.SuppressFinalize(this);
    }

    private bool TryTick(TimeSpan now)
    {
        if (IsOver || now < _machine.Period * (_tick + 1))
            return false;
        _tick++;
        long pieces = _process.Pieces;
        _process.AdvanceTo(PlantTime);
        bool isPieceNew = _process.Pieces > pieces;
        if (isPieceNew)
            _laboratory.Take(_process);
        (_next, _count) = (0, _sensors.Read(_tick, PlantTime, isPieceNew, _buffer));
        _hasLabel = _laboratory.HasResult(PlantTime);
        return true;
    }
}
