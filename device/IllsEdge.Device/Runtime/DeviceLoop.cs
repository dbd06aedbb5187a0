using System.Diagnostics;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Retraining.Drift;
using IllsEdge.Device.Runtime.Validity;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Store;
using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Runtime;

/// <summary>
/// The device's work, one period a call: read the sensors, compose a sample, predict, publish, store, join the labels that
/// have come, retrain and swap the model.
/// </summary>
/// <remarks>
/// One thread calls <see cref="Step"/>; the requests may come from any. From sample to output a step waits for nothing and
/// allocates nothing: sources and the store have threads of their own, and so has training. The clock is passed in, its
/// monotonic count times everything, its wall clock stamps samples.
/// </remarks>
public sealed partial class DeviceLoop : IDisposable
{
    private const string Source = "loop";

    private readonly DeviceConfiguration _configuration;
    private readonly LoopParts _parts;
    // Arrays, because going through a list by its interface allocates.
    private readonly LoopSource[] _sources;
    private readonly IOutput[] _outputs;
    private readonly ISurroundings _surroundings;
    private readonly TimeProvider _clock;
    private readonly IDeviceLog _log;
    private readonly ILoopObserver? _observer;
    private readonly InputBoard _board;
    private readonly SampleHistory _history;
    private readonly double[] _values;
    private readonly bool[] _present;
    private readonly bool[] _used;
    private readonly LatencyHistogram _latency = new();
    private readonly long _start;
    private readonly BumplessTransfer _transfer;
    private bool _isPredicted;
    private long _samples;
    private long _stepStart;
    private ValueStatus _status = ValueStatus.Failure;

    /// <summary>Makes a loop, with the models and labels that the store holds.</summary>
    /// <param name="configuration">What it is to do.</param>
    /// <param name="parts">What it works with.</param>
    /// <param name="clock">Its time.</param>
    /// <param name="log">Is told what goes wrong.</param>
    /// <param name="observer">Watches it; null for nobody.</param>
    /// <exception cref="Data.DataFileException">The model file is not one for these inputs and this target.</exception>
    public DeviceLoop(
        DeviceConfiguration configuration, LoopParts parts, TimeProvider clock, IDeviceLog log, ILoopObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        (_configuration, _parts, _clock, _log, _observer) = (configuration, parts, clock, log, observer);
        (_sources, _outputs) = ([.. parts.Sources], [.. parts.Outputs]);
        _surroundings = parts.Surroundings ?? new Surroundings(parts.Store);
        _start = clock.GetTimestamp();
        int inputs = configuration.Inputs.Count;
        _board = new InputBoard(configuration.Inputs, configuration.Period);
        _button = new OperatorButton(configuration.Period);
        _values = new double[inputs];
        _present = new bool[inputs];
        _used = new bool[inputs];
        _inputWatches = [.. configuration.Inputs.Select(_ => new InputWatch())];
        _isFilterTold = new bool[inputs];
        _lastWall = clock.GetUtcNow();
        _unmatchedLog = new SeldomLog(log, "labels", clock);
        _implausibleLog = new SeldomLog(log, "labels", clock);
        _starvingText = $"no label has come for {DurationText.Of(configuration.Target.Starvation)}";
        _policy = new RetrainPolicy(configuration.Retrain.Triggers, configuration.Model.MinimumLabels);
        _training = new TrainingThread(
            parts.Pace ?? (parts.HandOver is { } wait ? new RepeatablePace(wait) : new PromptPace()),
            configuration.Retrain.Budgets.Time * LongestTraining);
        RetrainTriggers triggers = configuration.Retrain.Triggers;
        _errorDrift = triggers.ErrorDrift is { } threshold ? new PageHinkley(AllowedRise, threshold) : null;
        _transfer = new BumplessTransfer(configuration.Retrain.LargestJump);
        bool isNew = RestoreModels();
        _taps = TapsOf(Champion);
        _columns = [.. configuration.Inputs.Select(input => input.Name), configuration.Target.Name];
        _window = new InputWindow(_columns, _taps);
        _measured = configuration.Inputs.Any(input => input.Replace.With != Substitute.None)
            ? new InputWindow(_columns, _taps)
            : null;
        _inputs = new double[_taps.Length];
        _inputDrift = triggers.InputDrift is { } window ? new InputDrift(_taps.Length, window) : null;
        _scratch = new double[_taps.Length];
        _history = new SampleHistory(_taps.Length);
        _rows = new LabelledRows(_taps.Select(tap => tap.Name), configuration.Target.Name, configuration.Retrain.Budgets.Rows);
        RestoreRows();
        RestorePolicy(isNew);
        _lastLabel = TimeOfNewestLabel();
        _commands = triggers.Commands is { } file ? new CommandFile(file, Request, clock, log) : null;
        if (isNew)
            Decide(DecisionKind.Load, $"model {_seat.Champion!.Version}: {configuration.Model.Path}", TimeSpan.Zero);
        if (_window.History > 0)
            log.Tell(
                LogLevel.Information, Source,
                $"the model looks {_window.History} samples back: no prediction before there are so many, and the status is F");
    }

    /// <summary>Time since the loop began.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_start);

    /// <summary>From the start of a step, before the sensors are read, to the end of publishing; in real time.</summary>
    public LatencyHistogram Latency => _latency;

    /// <summary>The model in use; null where there is none.</summary>
    public Model? Champion => _seat.Champion?.Model;

    /// <summary>The model in use with all that it has learned since, for who looks on; for the loop's thread.</summary>
    internal SeatedModel? Seated => _seat.Champion;

    /// <summary>How it is; for the loop's thread.</summary>
    public LoopStatus Status => new(
        Elapsed,
        _samples,
        _labels,
        _unmatched,
        _status,
        _seat.Champion?.Version ?? 0,
        _live.Rmse,
        _policy.Goal,
        _policy.NewLabels,
        _training.IsBusy,
        _adopted,
        _kept,
        _rolledBack,
        _board.Unused + _sources.Sum(source => source.Source.Counts.Faults),
        _parts.Store.Counts.Dropped + _sources.Sum(source => source.Source.Counts.Dropped),
        _outputs.Sum(output => output.Faults))
    {
        Inputs = _board.Counts,
        ImplausibleLabels = _implausible,
        Store = _parts.Store.Counts,
    };

    /// <summary>Does the work of one period.</summary>
    /// <returns>False where every source of inputs and labels has ended, so that nothing will ever come again.</returns>
    public bool Step()
    {
        _stepStart = Stopwatch.GetTimestamp();
        _surroundings.BeginStep();
        TimeSpan now = Elapsed;
        WatchClock(now);
        bool isOver = true;
        foreach (LoopSource source in _sources)
        {
            while (source.Source.TryRead(out Reading reading))
                Route(source, reading, now);
            isOver &= source.IsOnlyButton || source.Source.State == SourceState.Ended;
        }

        TakeSample(now);
        double before = _transfer.IsOn ? Current() : double.NaN;
        JoinLabels(now);
        Retrain(now);
        if (_transfer.IsOn)
            _transfer.Change(before, Current());
        WatchHealth(now);
        return !isOver;
    }

    /// <summary>Breaks off a retraining that is under way and takes the outputs to their safe state.</summary>
    public void Dispose()
    {
        foreach (IOutput output in _outputs)
            output.GoSafe();
        _commands?.Dispose();
        _training.Dispose();
        _unmatchedLog.TellRest();
        _implausibleLog.TellRest();
    }

    // What is said of the sample in hand.
    private double Current() => _isPredicted && _seat.Champion is { } champion ? champion.Predict(_inputs) : double.NaN;

    private void Route(LoopSource source, in Reading reading, TimeSpan now)
    {
        foreach (int input in source.Routes[reading.Channel])
        {
            if (input == LoopSource.Target)
            {
                _pending.Add(reading);
                continue;
            }

            if (input == LoopSource.Button)
            {
                if (_button.Move(reading.Value != 0, now - (reading.Age ?? TimeSpan.Zero)) is { } request)
                    Request(request);
                continue;
            }

            if (_configuration.Readings == ReadingsKept.Every && _board.IsFresh(input))
                TakeSample(now);
            _board.Take(input, reading.Value, now - (reading.Age ?? TimeSpan.Zero), reading.Time);
        }
    }

    private void TakeSample(TimeSpan now)
    {
        DateTimeOffset time = _clock.GetUtcNow();
        int used = _board.Compose(now, _values, _present, _used);
        RowState state = ComposeInputs(now, out bool isMeasured);
        SeatedModel? champion = state is RowState.Complete or RowState.Filled ? _seat.Champion : null;
        (double? margin, ValueStatus own) = (null, ValueStatus.Failure);
        double prediction = champion?.Predict(_inputs, out margin, out own) ?? double.NaN;
        _isPredicted = champion is not null;
        if (_isPredicted && isMeasured)
            WatchInputs(now, own);
        prediction += _transfer.Next();
        _status = double.IsFinite(prediction) ? StatusOf(own, isMeasured) : ValueStatus.Failure;

        margin = _status == ValueStatus.Failure ? null : margin;
        Published published = new(
            _configuration.Target.Name, prediction, prediction - margin, prediction + margin, _status, time);
        foreach (IOutput output in _outputs)
            output.Publish(published);
        _latency.Add(Stopwatch.GetElapsedTime(_stepStart));
        _observer?.Sampled(new SampleReport(now, published, _values, _present, _used));

        _samples++;
        if (used > 0)
            Keep(time, now, published, champion, isMeasured);
    }

    private void Keep(DateTimeOffset time, TimeSpan now, in Published value, SeatedModel? champion, bool isComplete)
    {
        long milliseconds = time.ToUnixTimeMilliseconds();
        _parts.Store.Append(new Sample(milliseconds, (long)now.TotalMilliseconds, _values, _present), out long id);
        _parts.Store.AppendPrediction(id, value.Value, _status, champion?.Version ?? 0, value.Low, value.High);
        double published = _status == ValueStatus.Failure ? double.NaN : value.Value;
        _history.Add(milliseconds, new PastSample(id, now, published, isComplete, _window.Place), _inputs);
    }
}
