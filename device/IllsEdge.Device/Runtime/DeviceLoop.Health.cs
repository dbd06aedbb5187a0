using System.Globalization;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime.Validity;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Store;
using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Runtime;

// Whether what leaves the device can be trusted: the status of a value, and what is told to people.
public sealed partial class DeviceLoop
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooksAtDisk = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Jump = TimeSpan.FromSeconds(1);

    private readonly InputWatch[] _inputWatches;
    private readonly bool[] _isFilterTold;
    private readonly SeldomLog _unmatchedLog;
    private readonly SeldomLog _implausibleLog;
    private readonly string _starvingText;
    private DateTimeOffset _lastWall;
    private TimeSpan _lastStep;
    private TimeSpan _nextLook;
    private TimeSpan _nextLookAtDisk;
    private bool _isDrifting;
    private bool _isStarving;
    private bool _isRoomLittle;
    private bool _isDiskLow;
    private bool _isReadOnly;

    // Called for the sample in hand; NAMUR NE 107, the worse before the better.
    private ValueStatus StatusOf(ValueStatus ofModel, bool isMeasured)
    {
        if (_isCommissioning || _isJustSwapped || _transfer.Offset != 0)
        {
            _isJustSwapped = false;
            return ValueStatus.Check;
        }

        ValueStatus status = isMeasured ? ofModel : ValueStatus.OutOfSpecification;
        return status == ValueStatus.Good && (_isDrifting || _isStarving || _isDiskLow || _isReadOnly || _inputDrift?.Finding is not null) ? ValueStatus.Maintenance : status;
    }

    // Time servers move a clock by milliseconds; a second is somebody's hand, or the first contact after power-on.
    private void WatchClock(TimeSpan now)
    {
        DateTimeOffset wall = _clock.GetUtcNow();
        TimeSpan apart = wall - _lastWall - (now - _lastStep);
        (_lastWall, _lastStep) = (wall, now);
        if (apart.Duration() < Jump)
            return;
        string direction = apart < TimeSpan.Zero ? "back" : "forward";
        string far = Distance(apart.Duration());
        Decide(DecisionKind.Clock, $"the clock was set {direction} by {far}", now);
    }

    // A board without a battery is years off, which nobody reads in hours.
    private static string Distance(TimeSpan apart) => apart > TimeSpan.FromDays(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{apart.TotalDays:0.#} days")
        : DurationText.Of(TimeSpan.FromSeconds(Math.Round(apart.TotalSeconds)));

    private void WatchHealth(TimeSpan now)
    {
        if (now < _nextLook)
            return;
        _nextLook = now + BetweenLooks;
        for (int input = 0; input < _inputWatches.Length; input++)
            WatchInput(input, now);

        if (_isCommissioning && _live.Rmse is not null)
            _isCommissioning = false;
        bool isDrifting = _policy.HasRisen(_live.Typical);
        if (_configuration.Retrain.Triggers.ErrorRise is null)
            Watch(ref _isDrifting, isDrifting, "the model's error has risen", "the model's error has come down");
        else
            // Where a rise starts a retraining, the decision tells of it.
            _isDrifting = isDrifting;
        bool isStarving = now - _lastLabel > _configuration.Target.Starvation;
        Watch(ref _isStarving, isStarving, _starvingText, "labels come again");
        if (now >= _nextLookAtDisk)
        {
            _nextLookAtDisk = now + BetweenLooksAtDisk;
            _isRoomLittle = _surroundings.IsRoomLittle;
            _parts.Archive.SaveAgain();
        }

        StoreState state = _surroundings.StoreState;
        Watch(
            ref _isReadOnly, state == StoreState.ReadOnly, "nothing is kept: the store can only be read",
            "the store is written again");
        bool isDiskLow = _isRoomLittle || state is StoreState.Full or StoreState.Failed;
        Watch(ref _isDiskLow, isDiskLow, "the disk is full or nearly", "the disk has room");
    }

    private void Watch(ref bool isOn, bool shouldBeOn, string comes, string goes)
    {
        if (isOn == shouldBeOn)
            return;
        isOn = shouldBeOn;
        _log.Tell(shouldBeOn ? LogLevel.Warning : LogLevel.Information, Source, shouldBeOn ? comes : goes);
    }

    private void WatchInput(int input, TimeSpan now)
    {
        if (!_isFilterTold[input] && _board.SpikeShareOf(input) is { } share)
        {
            _isFilterTold[input] = true;
            _log.Tell(LogLevel.Warning, Source, InputTrouble.DescribeFilter(_configuration.Inputs[input], input, share));
        }

        // A source that is not there is told by itself.
        foreach (LoopSource source in _sources)
            if (source.Source.State == SourceState.Disconnected && source.LeadsTo(input))
                _board.Wait(input, now);
        InputState? before = _inputWatches[input].Open;
        InputState state = _board.StateOf(input, now);
        if (!_inputWatches[input].IsNews(state, now))
            return;
        InputConfiguration setting = _configuration.Inputs[input];
        if (state == InputState.Good)
            _log.Tell(LogLevel.Information, Source, $"{setting.Name} is there {(before == InputState.Absent ? "at last" : "again")}");
        else
            _log.Tell(LogLevel.Warning, Source, InputTrouble.Describe(setting, state, _board.LastOf(input)));
    }
}
