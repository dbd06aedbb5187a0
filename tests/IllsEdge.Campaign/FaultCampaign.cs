using System.Diagnostics;
using IllsEdge.Campaign.Faults;
using IllsEdge.Campaign.Invariants;
using IllsEdge.Campaign.Plant;
using IllsEdge.Campaign.Truth;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Campaign;

/// <summary>Days of the plant, with everything going wrong and somebody who knows the truth looking on.</summary>
internal sealed class FaultCampaign : ILoopObserver, IDisposable
{
    private readonly CampaignOptions _options;
    private readonly FaultSchedule _schedule;
    private readonly Invariant _exceptions;
    private TimeSpan _nextRestart = TimeSpan.FromDays(0.25);
    private TimeSpan _nextLook = TimeSpan.FromHours(1);

    /// <summary>Sets it up.</summary>
    /// <param name="options">What the plant and the device are.</param>
    /// <param name="invariants">Who looks on; null for all of the catalogue. Tests hold a device to what it does not do.</param>
    public FaultCampaign(CampaignOptions options, IReadOnlyList<Invariant>? invariants = null)
    {
        _options = options;
        Plant = new PressPlant(options);
        _schedule = new FaultSchedule(options);
        Judge = new PlateJudge(options.Duration);
        Invariants = invariants ?? InvariantCatalogue.Make(options);
        _exceptions = Invariants.OfType<NoUnhandledException>().Single();
        Plant.Ending = (device, how) => Each(invariant => invariant.Ending(Plant, device, how));
        Plant.Ended = (device, how) => Each(invariant => invariant.Ended(Plant, device, how));
    }

    public PressPlant Plant { get; }

    public PlateJudge Judge { get; }

    public StatusBook Status { get; } = new();

    public IReadOnlyList<Invariant> Invariants { get; }

    public IEnumerable<(string Kind, int Count)> Faults => _schedule.Counts;

    /// <summary>Steps of the device.</summary>
    public long Steps { get; private set; }

    public int Starts { get; private set; }

    /// <summary>What the device told last, before its end: with <c>--stop</c> what led to the violation.</summary>
    public IReadOnlyList<string> Told { get; private set; } = [];

    /// <summary>Real time that it took.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Runs it.</summary>
    /// <param name="daily">Is called every plant day.</param>
    public void Run(Action<FaultCampaign>? daily = null)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan nextDay = TimeSpan.FromDays(1);
        while (Plant.Now < _options.Duration && !(_options.EndsAtViolation && Invariants.Any(rule => rule.First is not null)))
        {
            Guard(Step);
            Plant.Clock.Advance(_options.Period);
            Took = Stopwatch.GetElapsedTime(start);
            if (Plant.Now < nextDay)
                continue;
            nextDay += TimeSpan.FromDays(1);
            daily?.Invoke(this);
        }

        Told = Plant.Log.Newest;
        Guard(() => Plant.Stop(HowItEnds.InOrder, TimeSpan.Zero));
        Judge.Hindsight.Finish();
        Each(invariant => invariant.Finished(this));
        Took = Stopwatch.GetElapsedTime(start);
    }

    public void Sampled(in SampleReport sample)
    {
        Judge.Sampled(Plant, sample);
        Status.Sampled(Plant, sample);
        foreach (Invariant invariant in Invariants)
            invariant.Sampled(Plant, sample);
    }

    public void Labelled(in LabelReport label)
    {
        foreach (Invariant invariant in Invariants)
            invariant.Labelled(Plant, label);
    }

    public void Decided(Decision decision)
    {
        Judge.Decided(Plant, decision);
        Status.Decided(Plant, decision);
        // A new champion overwrites its file; where the disk is full, as soon as there is room.
        if (decision.Kind is DecisionKind.Adopt or DecisionKind.RollBack)
            Plant.IsModelFileDamaged = false;
        Each(invariant => invariant.Decided(Plant, decision));
    }

    public void Dispose() => Plant.Dispose();

    private void Step()
    {
        _schedule.Step(Plant);
        if (_options.Variant.HasFlag(Variant.DailyRestarts) && Plant.Now >= _nextRestart)
        {
            _nextRestart += TimeSpan.FromDays(1);
            Plant.Stop(HowItEnds.InOrder, TimeSpan.FromSeconds(30));
        }

        if (Plant.Device is null && Plant.Now >= Plant.DownUntil)
            Start();
        Plant.Wire.Pump(Plant.Now, Plant.Device?.Receiver);
        if (Plant.Device is not { } device)
            return;
        device.Loop.Step();
        Steps++;
        foreach (Invariant invariant in Invariants)
            invariant.Stepped(Plant);
        if (Plant.Now < _nextLook)
            return;
        _nextLook = Plant.Now + TimeSpan.FromHours(1);
        Each(invariant => invariant.Hourly(Plant));
    }

    private void Start()
    {
        if (!Plant.TryStart(this))
        {
            if (!Plant.Disk.IsFull)
                _exceptions.Break(Plant.Now, $"it refuses to start: {Plant.Log.Newest[^1]}");
            return;
        }

        Starts++;
        bool isRenewed = Plant.Disk.HasDamagedStore;
        if (isRenewed && !Plant.IsStoreSuspect)
            _exceptions.Break(Plant.Now, $"a sound store is taken for a damaged one: {Plant.Log.Newest[^1]}");
        Plant.IsStoreDamaged |= isRenewed;
        Judge.Opened(Plant);
        Each(invariant => invariant.Opened(Plant));
        // Whoever has looked at the damaged files has deleted them; from now on the store is a sound one.
        (Plant.IsStoreDamaged, Plant.IsModelFileDamaged) = (false, false);
        // What the whole check finds sound has no damage left that a later check could come upon.
        Plant.IsStoreSuspect = Plant.IsStoreSuspect && !isRenewed && !StoreLook.IsWhole(Plant.Disk);
        Plant.Disk.TidyUp();
    }

    private void Each(Action<Invariant> look)
    {
        foreach (Invariant invariant in Invariants)
            look(invariant);
    }

    // What is thrown would end the process; the service manager starts it again.
    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception)
        {
            _exceptions.Break(Plant.Now, exception.ToString());
            Plant.Stop(HowItEnds.Killed, TimeSpan.FromSeconds(10));
        }
    }
}
