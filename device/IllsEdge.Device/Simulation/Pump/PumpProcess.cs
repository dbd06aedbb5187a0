using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation.Pump;

/// <summary>
/// A centrifugal pump with a speed-controlled motor between a tank and a plant behind a valve, integrated in fixed steps.
/// Measures nothing; see <see cref="PumpScenario"/>.
/// </summary>
/// <remarks>
/// The pump's head meets that of the plant, H_static + (k_pipe + k_valve / u^2) Q^2, u the valve's opening; the leakage
/// through the wear ring and the head lost by cavitation follow with lags. Equations, constants and sources: README.md of
/// the folder above. Deterministic from the seed; the same on every machine up to the last bits of <see cref="Math.Exp"/>,
/// which the vapour pressure needs. Not safe for use by several threads. Advancing allocates nothing.
/// </remarks>
public sealed class PumpProcess : IMachineProcess
{
    /// <summary>The step: a twentieth of the shortest lag.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Time between two occasions to measure the flow by hand.</summary>
    public static readonly TimeSpan Occasion = TimeSpan.FromMinutes(1);

    private const double Seconds = 0.1;
    private const double PascalPerBar = 1e5;
    private const double AirPressure = 101_325;           // Pa
    private const double PipeLoss = 0.002;                // m per (m3/h)^2
    private const double ValveLoss = 0.0025;              // m per (m3/h)^2, wide open
    private const double FilterLoss = 2e-4;               // m per (m3/h)^2, clean
    private const double DriveLag = 4;                    // s, of the ramp of the drive and of the valve
    private const double CavitationLag = 2;               // s
    private const double TankLag = 400;                   // s, volume over flow
    private const double MotorEfficiency = 0.9;
    private const double Idle = 0.25;                     // kW at nominal speed: bearings, seal, fan
    private const double LargestGap = 2;                  // mm

    private readonly PumpScenario _scenario;
    private readonly PumpOperator _operator;
    private long _steps;
    private int _event;
    private double _ratio = 0.85;
    private double _opening = 0.7;
    private double _staticHead = 8;
    private double _level = 2.5;
    private double _leakage;
    private double _cavitation;
    private double _wearPerStep;
    private double _filter = 1;
    private double _cloggingPerStep;
    private TimeSpan _dryUntil;
    private TimeSpan _occasionTime;

    /// <summary>Makes a pump that runs.</summary>
    /// <param name="scenario">What happens to it.</param>
    /// <param name="seed">Of everything that scatters.</param>
    /// <exception cref="ArgumentException">The scenario cannot be simulated.</exception>
    public PumpProcess(PumpScenario scenario, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario.Check();
        _scenario = scenario;
        _operator = new PumpOperator(new RandomSource(seed));
        // Flow and leakage settle before the first reading.
        for (int step = 0; step < 100; step++)
            Balance();
    }

    /// <summary>Plant time since the start.</summary>
    public TimeSpan Time => Step * _steps;

    /// <summary>That the plant gets, m3/h.</summary>
    public double Flow { get; private set; }

    /// <summary>Of the pump, from suction to discharge, m.</summary>
    public double Head { get; private set; }

    /// <summary>Revolutions a minute.</summary>
    public double Speed => _ratio * Impeller.NominalSpeed;

    /// <summary>Electric, kW.</summary>
    public double Power { get; private set; }

    /// <summary>Above that of the air, bar.</summary>
    public double SuctionPressure { get; private set; }

    /// <summary>Above that of the air, bar.</summary>
    public double DischargePressure { get; private set; }

    /// <summary>Of the water, degrees Celsius.</summary>
    public double Temperature { get; private set; } = 40;

    /// <summary>Velocity of the bearing's housing, root mean square, mm/s.</summary>
    public double Vibration { get; private set; }

    /// <summary>Of the wear ring, mm.</summary>
    public double Gap { get; private set; } = 0.2;

    /// <summary>Share of its head that the pump loses by cavitation, 0 to 1.</summary>
    public double Cavitation => _cavitation;

    /// <summary>Occasions to measure the flow by hand so far.</summary>
    public long Occasions { get; private set; }

    /// <summary>At the last occasion, m3/h.</summary>
    public double FlowAtOccasion { get; private set; }

    long IMachineProcess.Pieces => Occasions;

    TimeSpan IMachineProcess.PieceTime => _occasionTime;

    double IMachineProcess.Truth => FlowAtOccasion;

    /// <inheritdoc/>
    public void AdvanceTo(TimeSpan time)
    {
        for (long target = time.Ticks / Step.Ticks; _steps < target;)
        {
            TakeStep();
            _steps++;
            if (_steps % (Occasion.Ticks / Step.Ticks) == 0 && Time >= _dryUntil)
                (Occasions, FlowAtOccasion, _occasionTime) = (Occasions + 1, Flow, Time);
        }
    }

    double IMachineProcess.Sense(int sensor) => sensor switch
    {
        0 => Speed,
        1 => Power,
        2 => SuctionPressure,
        3 => DischargePressure,
        4 => Temperature,
        _ => Vibration,
    };

    private void TakeStep()
    {
        while (_event < _scenario.Events.Count && _scenario.Events[_event].At <= Time)
            Happen(_scenario.Events[_event++]);
        _operator.Look(Time);
        _ratio += Seconds / DriveLag * (_operator.Ratio - _ratio);
        _opening += Seconds / DriveLag * (_operator.Opening - _opening);
        _staticHead += Seconds / DriveLag * (_operator.StaticHead - _staticHead);
        _level += Seconds / TankLag * (_operator.Level - _level);
        Temperature += Seconds / TankLag * (_operator.Temperature - Temperature);
        Gap = Math.Min(LargestGap, Gap + _wearPerStep);
        _filter += _cloggingPerStep;
        if (Time < _dryUntil)
            RunDry();
        else
            Balance();
    }

    /// <summary>Where the pump's head meets the plant's: H0 r^2 (1 - c) - a (Q + L)^2 = H_static + k Q^2.</summary>
    private void Balance()
    {
        double density = Water.Density(Temperature), metresPerPascal = 1 / (density * Water.Gravity);
        double closed = Impeller.ClosedHead * _ratio * _ratio * (1 - _cavitation);
        double plant = PipeLoss + ValveLoss / (_opening * _opening);
        // (a + k) Q^2 + 2 a L Q - rest = 0; the static head shuts the check valve where nothing is left.
        double rest = Math.Max(0, closed - Impeller.HeadFall * _leakage * _leakage - _staticHead);
        double sum = Impeller.HeadFall + plant, half = Impeller.HeadFall * _leakage;
        Flow = (Math.Sqrt(half * half + sum * rest) - half) / sum;
        double inner = Flow + _leakage;
        Head = closed - Impeller.HeadFall * inner * inner;

        double suction = _level - FilterLoss * _filter * Flow * Flow;
        SuctionPressure = suction / metresPerPascal / PascalPerBar;
        DischargePressure = SuctionPressure + Head / metresPerPascal / PascalPerBar;
        Power = 1e-3 * Impeller.ShaftPower(_ratio, inner, density) * (1 - _cavitation) / MotorEfficiency
            + Idle * _ratio * _ratio * _ratio;

        double available = (AirPressure - Water.VapourPressure(Temperature)) * metresPerPascal + suction;
        double lack = Math.Clamp(1 - available / Impeller.RequiredSuctionHead(_ratio, inner), 0, 1);
        _cavitation += Seconds / CavitationLag * (lack - _cavitation);
        _leakage += Seconds / CavitationLag * (Impeller.Leakage(Head, Gap) - _leakage);
        double offBest = inner / (_ratio * Impeller.BestFlow) - 1;
        Vibration = (0.8 + 0.8 * _ratio * _ratio) * (1 + offBest * offBest) + 12 * _cavitation;
    }

    private void RunDry()
    {
        (Flow, Head, SuctionPressure, DischargePressure, _leakage, _cavitation) = (0, 0, 0, 0, 0, 0);
        Power = Idle * _ratio * _ratio * _ratio;
        Vibration = 4 * _ratio;
    }

    private void Happen(MachineEvent happening)
    {
        switch (happening)
        {
            case WearRingChange change:
                Gap = change.Gap;
                break;
            case WearRate rate:
                _wearPerStep = rate.PerHour / 3600 * Seconds;
                break;
            case FilterClogging clogging:
                _cloggingPerStep = clogging.PerHour / 3600 * Seconds;
                break;
            case FilterChange:
                (_filter, _cloggingPerStep) = (1, 0);
                break;
            case DryRun dry:
                _dryUntil = dry.At + dry.Lasting;
                break;
        }
    }
}
