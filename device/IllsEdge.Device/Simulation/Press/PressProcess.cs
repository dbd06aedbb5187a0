using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation.Press;

/// <summary>A heated hydraulic press that moulds plates, integrated in fixed steps. Measures nothing; see
/// <see cref="PressSource"/>.</summary>
/// <remarks>
/// Heated platens (first order, PI controller, limited power) warm a preheated charge of thermosetting compound. While
/// the ram presses, the charge flows out between the platens as Stefan's squeeze flow of a disc; its viscosity falls
/// with temperature (Arrhenius) and rises with cure (Castro and Macosko) until it gels and the flow stops. A hotter
/// platen therefore makes a plate thinner, because the compound is thinner, until it makes it thicker, because it gels
/// before it has flowed; and a longer hold helps only before the gel. That is what a linear model cannot follow. The
/// pressure comes from a pump through a valve whose lag depends on the oil's viscosity, and thus on the oil's
/// temperature, which rises slowly with the work of pressing. The tool wears with every plate (Archard: by force times
/// sliding distance); wear makes the cavity deeper, so the plates thicker, and the guides loose, so the vibration
/// stronger. Equations, constants and sources: README.md of this folder. Deterministic from the seed; the same on every
/// machine up to the last bits of <see cref="Math.Exp"/>. Not safe for use by several threads. Advancing allocates
/// nothing and costs about a microsecond for 100 ms of plant time.
/// </remarks>
public sealed partial class PressProcess : IMachineProcess
{
    /// <summary>The step: a fifth of the shortest lag.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private const double Seconds = 0.02;
    private const double StandbyOilTemperature = 38;      // degrees Celsius; a heater in the tank keeps it

    private readonly PressScenario _scenario;
    private readonly HeatedPlaten _platen;
    private readonly HydraulicCircuit _oil = new(StandbyOilTemperature);
    private readonly MouldedCharge _charge = new();
    private readonly PressOperator _operator;
    private readonly RandomSource _random;
    private long _steps;
    private int _event;
    private int _stepsInPhase;
    private int _stepsLeft;
    private double _viscosityFactor = 1;
    private double _cureFactor = 1;
    private double _wearPerPlate;
    private double _regulator;
    private double _chargeHeight;
    private double _pressureSum;
    private double _meanPressure;
    private double _stroke;
    private double _height;
    private int _holdSteps;

    /// <summary>Makes a press on stand-by, empty and open.</summary>
    /// <param name="scenario">What happens to it.</param>
    /// <param name="seed">Of everything that scatters.</param>
    /// <exception cref="ArgumentException">The scenario cannot be simulated.</exception>
    public PressProcess(PressScenario scenario, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario.Check();
        _scenario = scenario;
        _random = new RandomSource(seed);
        _operator = new PressOperator(scenario.RecipeInterval, _random.Branch());
        _platen = new HeatedPlaten(scenario.StandbyTemperature);
        Enter(PressPhase.Loading, StepsOf(ShortestLoading));
    }

    /// <summary>Plant time since the start.</summary>
    public TimeSpan Time => Step * _steps;

    /// <summary>Where in its cycle the press is.</summary>
    public PressPhase Phase { get; private set; }

    /// <summary>Set-points.</summary>
    public PressRecipe Recipe => _operator.Recipe;

    /// <summary>Degrees Celsius.</summary>
    public double PlatenTemperature => _platen.Temperature;

    /// <summary>Degrees Celsius.</summary>
    public double OilTemperature => _oil.OilTemperature;

    /// <summary>In the ram's line at present, bar.</summary>
    public double LinePressure => _oil.Pressure;

    /// <summary>Depth of the tool's wear, mm.</summary>
    public double Wear { get; private set; }

    /// <summary>The last finished plate; its number is 0 before the first.</summary>
    public PressPlate Plate { get; private set; }

    /// <summary>Advances to a plant time, in whole steps; a time that has passed changes nothing.</summary>
    /// <param name="time">Since the start.</param>
    public void AdvanceTo(TimeSpan time)
    {
        for (long target = time.Ticks / Step.Ticks; _steps < target; _steps++)
            TakeStep();
    }

    long IMachineProcess.Pieces => Plate.Number;

    TimeSpan IMachineProcess.PieceTime => Plate.Time;

    double IMachineProcess.Truth => Plate.Thickness;

    double IMachineProcess.Sense(int sensor) => sensor switch
    {
        0 => PlatenTemperature,
        1 => OilTemperature,
        2 => Plate.Pressure,
        3 => Plate.Vibration,
        4 => Plate.CycleTime,
        _ => Plate.Stroke,
    };

    private static int StepsOf(double seconds) => (int)Math.Round(seconds / Seconds);

    private void TakeStep()
    {
        while (_event < _scenario.Events.Count && _scenario.Events[_event].At <= Time)
            Happen(_scenario.Events[_event++]);

        double setPoint = HydraulicCircuit.IdlePressure;
        if (Phase == PressPhase.Holding)
        {
            setPoint = Recipe.Pressure * (1 + _regulator);
            _charge.Step(_oil.Force, _platen.Temperature, Seconds);
            _pressureSum += _oil.Pressure;
        }

        _platen.Step(_platen.Control(Recipe.Temperature, Seconds), _charge.HeatFlow, Seconds);
        _oil.Step(setPoint, _charge.Work, Seconds);
        if (++_stepsInPhase >= _stepsLeft)
            EndPhase();
    }

    private void Happen(MachineEvent happening)
    {
        switch (happening)
        {
            case MaterialChange change:
                (_viscosityFactor, _cureFactor) = (change.ViscosityFactor, change.CureFactor);
                break;
            case WearChange change:
                _wearPerPlate = change.PerPlate * 1e-3;
                break;
            case ToolChange:
                Wear = 0;
                break;
            case SetPointChange change:
                _operator.Set(change.Recipe);
                break;
        }
    }

    private void Enter(PressPhase phase, int steps) => (Phase, _stepsInPhase, _stepsLeft) = (phase, 0, steps);
}
