using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>
/// The simulated press as a source of readings: six sensors and the thickness that somebody measures now and then. Its
/// time begins at the first <see cref="TryRead"/> and runs by the clock that was passed in, so that a fast clock makes
/// a fast plant.
/// </summary>
/// <remarks>
/// Platen temperature, pressure and vibration come every 100 ms, oil temperature, cycle time and stroke every 500 ms.
/// Pressure (mean over the hold), vibration (root mean square over the cycle), cycle time and stroke belong to the last
/// plate: the press's controller keeps them from one opening to the next. Before the first plate, after some 12 s,
/// there are none. Every reading says its age: for a sensor how late it is taken, for a thickness how long ago its
/// plate left the press. A call works off 100 ms of plant time at most, about a microsecond. Readings that are not
/// taken wait; none is dropped. TryRead is for one thread; the counts may be read on another.
/// </remarks>
public sealed class PressSource : IInputSource
{
    /// <summary>The channels with their units: degrees Celsius twice, bar, mm/s, s, mm, and mm for the
    /// thickness.</summary>
    public static IReadOnlyList<string> ChannelNames => Names;

    /// <summary>Index of the thickness, the only one that is a label.</summary>
    public const int Thickness = PressSensors.Count;

    /// <summary>Time from a reading of the fast sensors to the next.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    internal static readonly string[] Names =
    [
        "platen_temperature", "oil_temperature", "pressure", "vibration", "cycle_time", "stroke", "thickness",
    ];

    private readonly TimeProvider _clock;
    private readonly PressSensors _sensors;
    private readonly PressLaboratory _laboratory;
    private readonly Reading[] _buffer = new Reading[PressSensors.Count];
    private long _start;
    private bool _hasStarted;
    private bool _isDisposed;
    private long _tick = -1;
    private int _next;
    private int _count;
    private bool _hasLabel;
    private long _readings;

    /// <summary>Makes a press that stands until the first reading.</summary>
    /// <param name="scenario">What happens and when.</param>
    /// <param name="seed">Of everything that scatters: the same seed, the same hour.</param>
    /// <param name="clock">The plant's time; only its monotonic count is used.</param>
    /// <exception cref="ArgumentException">The scenario cannot be simulated.</exception>
    public PressSource(PressScenario scenario, ulong seed, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        RandomSource random = new(seed);
        Process = new PressProcess(scenario, random.Next());
        Scenario = scenario;
        _clock = clock;
        _sensors = new PressSensors(Process, scenario, random.Branch());
        _laboratory = new PressLaboratory(scenario, random.Branch());
    }

    /// <inheritdoc/>
    public string Name => "simulated press";

    /// <inheritdoc/>
    public IReadOnlyList<string> Channels => Names;

    /// <summary>Ended when the scenario is over and all was read, or it was disposed; otherwise connected.</summary>
    public SourceState State => _isDisposed || (IsOver && _next >= _count && !_hasLabel)
        ? SourceState.Ended
        : SourceState.Connected;

    /// <inheritdoc/>
    public SourceCounts Counts => new(Interlocked.Read(ref _readings), 0, 0, 0);

    /// <summary>What happens and when.</summary>
    public PressScenario Scenario { get; }

    /// <summary>The press itself, as it was at the last reading: for judging, not for a device to look at.</summary>
    public PressProcess Process { get; }

    /// <summary>
    /// What a prediction from the readings so far should say, without any noise, mm: the thickness of the last plate;
    /// null before the first.
    /// </summary>
    public double? TrueThickness => Process.Plate.Number == 0 ? null : Process.Plate.Thickness;

    /// <summary>Plant time of the last 100 ms that were read.</summary>
    public TimeSpan PlantTime => Period * Math.Max(0, _tick);

    /// <summary>Whether all readings of the last 100 ms were taken, so that the next one belongs to others.</summary>
    internal bool IsTickRead => _next >= _count && !_hasLabel;

    private bool IsOver => Period * (_tick + 1) > Scenario.Duration;

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
                (TimeSpan time, double thickness) = _laboratory.Tell();
                _hasLabel = _laboratory.HasResult(PlantTime);
                reading = new Reading(Thickness, thickness, null, now - time);
                Interlocked.Increment(ref _readings);
                return true;
            }
        }
        while (TryTick(now));
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _isDisposed = true;

    private bool TryTick(TimeSpan now)
    {
        if (IsOver || now < Period * (_tick + 1))
            return false;
        _tick++;
        long plates = Process.Plate.Number;
        Process.AdvanceTo(PlantTime);
        // A cycle is much longer than a tick, so at most one plate is new.
        bool isPlateNew = Process.Plate.Number > plates;
        if (isPlateNew)
            _laboratory.Take(Process.Plate);
        (_next, _count) = (0, _sensors.Read(_tick, PlantTime, isPlateNew, _buffer));
        _hasLabel = _laboratory.HasResult(PlantTime);
        return true;
    }
}
