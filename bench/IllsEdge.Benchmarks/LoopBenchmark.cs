using System.Diagnostics;
using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Simulation.Press;
using IllsEdge.Device.Wire;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// The device's loop in real time: what it costs at rest, how punctual it is at 1 kHz without and with training beside
/// it, and whether its memory is flat over ten hours of the simulated press.
/// </summary>
internal static class LoopBenchmark
{
    // As many labelled rows as a retraining uses at most, so that it lasts.
    private const int KnownRows = 10_000, TrainingRows = 2000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PerLabel = TimeSpan.FromSeconds(2);

    /// <summary>Runs all and writes a row for every figure.</summary>
    public static void Run(string output)
    {
        List<string> lines =
        [
            "# 8 inputs, 1 x 16 tanh, JSON lines and an alarm pin, store on disk, a label every 2 s; the press is "
            + $"press.json without JSON lines; {Machine.Description}",
            "run,figure,value,unit",
        ];
        void Tell(string run, string figure, double value, string unit)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{run},{figure},{value:G4},{unit}"));
            Console.WriteLine(lines[^1]);
        }

        Model model = Train();
        RealTime("", TimeSpan.FromMilliseconds(1), WarmUp, model, isTraining: true, (_, _, _, _) => { });
        RealTime("idle 10 Hz", TimeSpan.FromMilliseconds(100), Idle, model, isTraining: false, Tell);
        RealTime("1 kHz without training", TimeSpan.FromMilliseconds(1), Fast, model, isTraining: false, Tell);
        RealTime("1 kHz while training", TimeSpan.FromMilliseconds(1), Fast, model, isTraining: true, Tell);
        Press(Tell);
        File.WriteAllLines(output, lines);
    }

    private static List<(double[] Inputs, double Target)> Rows(int count)
    {
        RandomSource random = new(1);
        return
        [
            .. Enumerable.Range(0, count).Select(row => SimulatedBus.Row((double)row / count * 5 * Fast, random)),
        ];
    }

    private static Model Train()
    {
        List<(double[] Inputs, double Target)> rows = Rows(TrainingRows);
        DataTable table = DataTable.FromColumns(
            SimulatedBus.Names,
            [
                .. Enumerable.Range(0, SimulatedBus.Inputs)
                    .Select(input => rows.Select(row => row.Inputs[input]).ToArray()),
                [.. rows.Select(row => row.Target)],
            ]);
        return ModelFitter.Fit(
            table, new FitRequest { Inputs = [.. SimulatedBus.Names.SkipLast(1)], Targets = ["y"] }).Model;
    }

    private static void RealTime(
        string run, TimeSpan period, TimeSpan duration, Model model, bool isTraining,
        Action<string, string, double, string> tell)
    {
        TimeProvider clock = TimeProvider.System;
        SilentLog log = new();
        StepWatcher watcher = new();
        using LoopBench bench = new(new LoopBenchPlan
        {
            Period = period,
            Clock = clock,
            Model = model,
            Source = new SimulatedBus(period, PerLabel, clock),
            // Asked for below instead, so that one is always under way or none is.
            Triggers = new RetrainTriggers { Labels = null, ErrorRise = null, ErrorDrift = null, InputDrift = null },
            Known = Rows(KnownRows),
            Outputs =
            [
                new JsonLinesOutput(Stream.Null, log),
                new GpioAlarmOutput(
                    GpioDrivers.Open(GpioDrivers.Simulated), new GpioAlarm(17, "y", 12, 0.1), clock, log),
            ],
            Observer = watcher,
            Log = log,
        });
        LoopRunner runner = new();
        using CancellationTokenSource stop = new();
        using Process process = Process.GetCurrentProcess();
        GC.Collect();
        int[] collections = [.. Enumerable.Range(0, 3).Select(GC.CollectionCount)];
        TimeSpan processor = process.TotalProcessorTime;
        TimeSpan paused = GC.GetTotalPauseDuration();
        (double busy, double stolen) = SystemSeconds();
        long begin = Stopwatch.GetTimestamp();
        void AfterStep()
        {
            watcher.EndStep();
            if (isTraining && !watcher.IsTraining)
                bench.Loop.RequestRetraining();
            if (Stopwatch.GetElapsedTime(begin) >= duration)
                stop.Cancel();
        }

        watcher.Begin();
        runner.Run(bench.Loop, period, AfterStep, stop.Token);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        process.Refresh();
        double used = (process.TotalProcessorTime - processor).TotalSeconds;
        paused = GC.GetTotalPauseDuration() - paused;
        (double busyThen, double stolenThen) = SystemSeconds();
        for (int generation = 0; generation < 3; generation++)
            collections[generation] = GC.CollectionCount(generation) - collections[generation];

        LoopStatus status = bench.Loop.Status;
        tell(run, "samples", status.Samples, "");
        tell(run, "labels", status.Labels, "");
        tell(run, "unmatched labels", status.UnmatchedLabels, "");
        tell(run, "periods missed", runner.Missed, "");
        TellDurations("lateness", runner.Lateness);
        TellDurations("start of step to output", bench.Loop.Latency);
        TellDurations("output to end of step", watcher.Rest);
        TellDurations("output to end of step that begins or ends a training", watcher.RestOfDecisions);
        tell(run, "allocated a sample in steps without label or decision", watcher.PlainBytesPerStep, "B");
        tell(run, "such steps that allocate", watcher.PlainStepsThatAllocate, "");
        tell(run, "allocated in all other steps", watcher.OtherBytes, "B");
        tell(run, "rows lost", status.Lost, "");
        for (int generation = 0; generation < 3; generation++)
            tell(run, $"collections of generation {generation}", collections[generation], "");
        tell(run, "pauses of the collector together", paused.TotalMicroseconds, "us");
        tell(run, "trainings ended", status.Adopted + status.Kept, "");
        tell(run, "share of time with a training under way", watcher.TrainingSteps / (double)status.Samples, "");
        tell(run, "processor seconds a second", used / seconds, "");
        tell(run, "of other processes", Math.Max(0, busyThen - busy - used) / seconds, "");
        tell(run, "of other machines on the host", (stolenThen - stolen) / seconds, "");
        tell(run, "working set", process.WorkingSet64 / 1e6, "MB");

        void TellDurations(string figure, LatencyHistogram durations)
        {
            if (durations.Count == 0)
                return;
            tell(run, $"{figure}: median", durations.Percentile(0.5).TotalMicroseconds, "us");
            tell(run, $"{figure}: 99.9th percentile", durations.Percentile(0.999).TotalMicroseconds, "us");
            tell(run, $"{figure}: longest", durations.Longest.TotalMicroseconds, "us");
        }
    }

    // Of all processors together, since the system began: what other work on the machine took explains a late step.
    private static (double Busy, double Stolen) SystemSeconds()
    {
        const double TicksPerSecond = 100;
        if (!File.Exists("/proc/stat"))
            return (double.NaN, double.NaN);
        // user, nice, system, idle, waiting for input, interrupts twice, stolen; guests are in user already.
        double[] ticks =
        [
            .. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
                .Select(text => double.Parse(text, CultureInfo.InvariantCulture)),
        ];
        return ((ticks.Sum() - ticks[3] - ticks[4] - ticks[7]) / TicksPerSecond, ticks[7] / TicksPerSecond);
    }

    private static void Press(Action<string, string, double, string> tell)
    {
        const string Run = "press 10 h";
        SilentLog log = new();
        string folder = Directory.CreateTempSubdirectory("illsedge-press-").FullName;
        try
        {
            DeviceConfiguration configuration =
                ConfigurationReader.Read(Path.Combine(AppContext.BaseDirectory, "press.json"), log);
            configuration = configuration with
            {
                Store = configuration.Store with { Path = Path.Combine(folder, "press.db") },
                Outputs = [.. configuration.Outputs.Where(output => output is not JsonOutputConfiguration)],
            };
            AcceleratedClock clock = new(DateTimeOffset.UnixEpoch.AddYears(50));
            WiringOptions options = new() { IsAccelerated = true, Scenario = PressScenario.Repeated(10) };
            using Wiring wiring = Wiring.Open(configuration, options, clock, log);
            using DeviceLoop loop = new(configuration, wiring.Parts, clock, log);
            using Process process = Process.GetCurrentProcess();
            long begin = Stopwatch.GetTimestamp();
            int hour = 0;
            void AfterStep()
            {
                if (clock.Elapsed + configuration.Period < TimeSpan.FromHours(hour + 1))
                    return;
                hour++;
                double managed = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
                tell(Run, $"managed memory after hour {hour}", managed, "MB");
                process.Refresh();
                tell(Run, $"working set after hour {hour}", process.WorkingSet64 / 1e6, "MB");
            }

            LoopRunner.Run(loop, configuration.Period, clock, null, AfterStep, CancellationToken.None);
            tell(Run, "wall time", Stopwatch.GetElapsedTime(begin).TotalSeconds, "s");
            LoopStatus status = loop.Status;
            tell(Run, "samples", status.Samples, "");
            tell(Run, "labels", status.Labels, "");
            tell(Run, "trainings ended", status.Adopted + status.Kept, "");
            tell(Run, "rows lost", status.Lost, "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Sorts steps by what happened in them.</summary>
    private sealed class StepWatcher : ILoopObserver
    {
        private long _bytes;
        private long _published;
        private long _plainSteps;
        private long _plainBytes;
        private bool _isPlain = true;
        private bool _isDecided;

        public LatencyHistogram Rest { get; } = new();

        public LatencyHistogram RestOfDecisions { get; } = new();

        public bool IsTraining { get; private set; }

        public long TrainingSteps { get; private set; }

        public long PlainStepsThatAllocate { get; private set; }

        public long OtherBytes { get; private set; }

        public double PlainBytesPerStep => (double)_plainBytes / _plainSteps;

        public void Begin() => _bytes = GC.GetAllocatedBytesForCurrentThread();

        public void EndStep()
        {
            TimeSpan rest = Stopwatch.GetElapsedTime(_published);
            (_isDecided ? RestOfDecisions : Rest).Add(rest);
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            if (_isPlain)
            {
                _plainSteps++;
                _plainBytes += bytes - _bytes;
                PlainStepsThatAllocate += bytes > _bytes ? 1 : 0;
            }
            else
            {
                OtherBytes += bytes - _bytes;
            }

            TrainingSteps += IsTraining ? 1 : 0;
            (_bytes, _isPlain, _isDecided) = (bytes, true, false);
        }

        public void Sampled(in SampleReport sample) => _published = Stopwatch.GetTimestamp();

        public void Labelled(in LabelReport label) => _isPlain = false;

        public void Decided(Decision decision)
        {
            (_isPlain, _isDecided) = (false, true);
            IsTraining = decision.Kind switch
            {
                DecisionKind.Retrain => true,
                DecisionKind.Adopt or DecisionKind.Keep => false,
                _ => IsTraining,
            };
        }
    }
}
