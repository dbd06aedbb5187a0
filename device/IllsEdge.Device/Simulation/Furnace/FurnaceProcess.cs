using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation.Furnace;

/// <summary>A walking-beam furnace that heats steel bars for hardening, integrated in fixed steps. Measures nothing; see
/// <see cref="FurnaceScenario"/>.</summary>
/// <remarks>
/// Twelve bars lie in two zones, eight of them in the heating zone; at every step of the beam the last one leaves and a new
/// one is laid in. Equations, constants and sources: README.md of the folder above. Deterministic from the seed, by exactly
/// rounded operations alone, so the same on every machine. Not safe for use by several threads. Advancing allocates
/// nothing.
/// </remarks>
public sealed class FurnaceProcess : IMachineProcess
{
    /// <summary>The step: a quarter of the shortest lag, that of a thin bar's skin.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private const double Seconds = 0.5;
    private const int StepsPerSecond = 2;
    private const int Places = 12;
    private const int HeatingPlaces = 8;
    private const double Length = 2.5;                    // m, of a bar
    private const double HeatingPower = 500e3;            // W
    private const double SoakingPower = 200e3;            // W
    private const double UsualEmissivity = 0.8;           // of rolled steel with its scale
    private const double EmissivityScatter = 0.008;       // standard deviation, from bar to bar
    private const double ChargeScatter = 5;               // K, standard deviation

    private readonly FurnaceScenario _scenario;
    private readonly FurnaceOrders _orders;
    private readonly RandomSource _random;
    private readonly FurnaceZone _heating = new(950, HeatingPower);
    private readonly FurnaceZone _soaking = new(880, SoakingPower);
    // By place, the first is the newest; with each what the thermocouples said so far and for how many steps.
    private readonly (SteelBar Bar, double HeatingSum, int HeatingSteps, double SoakingSum, int SoakingSteps)[] _places;
    private long _steps;
    private int _event;
    private int _stepsInCycle;
    private double _emissivity = UsualEmissivity;
    private double _ageingPerStep;

    /// <summary>Makes a furnace that is hot, with cold bars in it.</summary>
    /// <param name="scenario">What happens to it.</param>
    /// <param name="seed">Of everything that scatters.</param>
    /// <exception cref="ArgumentException">The scenario cannot be simulated.</exception>
    public FurnaceProcess(FurnaceScenario scenario, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario.Check();
        _scenario = scenario;
        _random = new RandomSource(seed);
        _orders = new FurnaceOrders(_random.Branch());
        _places = new (SteelBar, double, int, double, int)[Places];
        for (int place = Places - 1; place >= 0; place--)
            LayIn(place, new SteelBar());
    }

    /// <summary>Plant time since the start.</summary>
    public TimeSpan Time => Step * _steps;

    /// <summary>True temperature of the heating zone, degrees Celsius.</summary>
    public double HeatingTemperature => _heating.Temperature;

    /// <summary>True temperature of the soaking zone, degrees Celsius.</summary>
    public double SoakingTemperature => _soaking.Temperature;

    /// <summary>The last bar that left; its number is 0 before the first.</summary>
    public HeatedBar Bar { get; private set; }

    long IMachineProcess.Pieces => Bar.Number;

    TimeSpan IMachineProcess.PieceTime => Bar.Time;

    double IMachineProcess.Truth => Bar.CoreTemperature;

    /// <inheritdoc/>
    public void AdvanceTo(TimeSpan time)
    {
        for (long target = time.Ticks / Step.Ticks; _steps < target; _steps++)
            TakeStep();
    }

    double IMachineProcess.Sense(int sensor) => sensor switch
    {
        0 => Bar.HeatingTemperature,
        1 => Bar.SoakingTemperature,
        2 => Bar.HeatingTime,
        3 => Bar.SoakingTime,
        4 => Bar.Diameter,
        _ => Bar.ChargeTemperature,
    };

    private void TakeStep()
    {
        while (_event < _scenario.Events.Count && _scenario.Events[_event].At <= Time)
            Happen(_scenario.Events[_event++]);

        double heatingLoad = 0, soakingLoad = 0;
        for (int place = 0; place < Places; place++)
        {
            ref (SteelBar Bar, double HeatingSum, int HeatingSteps, double SoakingSum, int SoakingSteps) here =
                ref _places[place];
            if (place < HeatingPlaces)
            {
                here.Bar.Step(_heating.Temperature, Seconds);
                (here.HeatingSum, here.HeatingSteps) = (here.HeatingSum + _heating.Measured, here.HeatingSteps + 1);
                heatingLoad += here.Bar.HeatFlow * Length;
            }
            else
            {
                here.Bar.Step(_soaking.Temperature, Seconds);
                (here.SoakingSum, here.SoakingSteps) = (here.SoakingSum + _soaking.Measured, here.SoakingSteps + 1);
                soakingLoad += here.Bar.HeatFlow * Length;
            }
        }

        _heating.Step(_orders.HeatingSetPoint, heatingLoad, Seconds);
        _soaking.Step(_orders.SoakingSetPoint, soakingLoad, Seconds);
        _soaking.ThermocoupleError += _ageingPerStep;
        if (++_stepsInCycle >= _orders.Cycle * StepsPerSecond)
            Walk();
    }

    private void Walk()
    {
        (SteelBar bar, double heating, int heatingSteps, double soaking, int soakingSteps) = _places[^1];
        // Bars that lay in the soaking zone from the start have no heating temperature, and nobody tracks them.
        if (heatingSteps > 0)
            // The step that ends here counts, so the bar's time is a step later than the count.
            Bar = new HeatedBar(
                Bar.Number + 1, Time + Step, heating / heatingSteps, soaking / soakingSteps,
                heatingSteps * Seconds, soakingSteps * Seconds, bar.Diameter, bar.ChargeTemperature, bar.Core);
        Array.Copy(_places, 0, _places, 1, Places - 1);
        LayIn(0, bar);
        _stepsInCycle = 0;
    }

    private void LayIn(int place, SteelBar bar)
    {
        _orders.Next();
        bar.LayIn(
            _orders.Diameter, _orders.ChargeTemperature + ChargeScatter * _random.NextNormal(),
            Math.Clamp(_emissivity + EmissivityScatter * _random.NextNormal(), 0.01, 1));
        _places[place] = (bar, 0, 0, 0, 0);
    }

    private void Happen(MachineEvent happening)
    {
        switch (happening)
        {
            case GradeChange change:
                _emissivity = change.Emissivity;
                break;
            case ThermocoupleAgeing ageing:
                _ageingPerStep = ageing.PerHour / 3600 * Seconds;
                break;
            case ThermocoupleChange:
                (_ageingPerStep, _soaking.ThermocoupleError) = (0, 0);
                break;
            case BurnerFouling fouling:
                _heating.Cleanness = fouling.PowerShare;
                break;
        }
    }
}
