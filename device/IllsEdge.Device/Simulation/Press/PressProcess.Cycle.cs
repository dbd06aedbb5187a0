namespace IllsEdge.Device.Simulation.Press;

/// <content>The cycle: what begins and ends with its phases.</content>
public sealed partial class PressProcess
{
    private const int ClosingSteps = 100;                 // 2 s
    private const int OpeningSteps = 75;                  // 1.5 s
    private const double ShortestLoading = 1.5;           // s
    private const double LongestLoading = 3;              // s
    private const double HoldJitter = 0.8;                // s; the operator ends the hold by hand
    private const double ChargeHeight = 9;                // mm
    private const double ChargeScatter = 0.1;             // mm, standard deviation
    private const double ChargeTemperature = 85;          // degrees Celsius
    private const double RegulatorMemory = 0.7;           // of a deviation from one plate to the next
    private const double RegulatorScatter = 0.03;         // of the set pressure, fresh at every plate
    private const double ReferencePressure = 120;         // bar
    private const double ReferenceCompression = 4;        // mm
    private const double Daylight = 300;                  // mm between the open platens
    private const double FrameStretch = 0.004;            // mm/bar
    private const double QuietVibration = 1.2;            // mm/s
    private const double LoadVibration = 0.8;             // mm/s at the reference pressure
    private const double WearVibration = 6;               // mm/s per mm of wear

    private void EndPhase()
    {
        switch (Phase)
        {
            case PressPhase.Loading:
                LayIn();
                Enter(PressPhase.Closing, ClosingSteps);
                break;
            case PressPhase.Closing:
                _pressureSum = 0;
                double hold = Recipe.Hold + _random.NextUniform(-HoldJitter, HoldJitter);
                Enter(PressPhase.Holding, _holdSteps = Math.Max(1, StepsOf(hold)));
                break;
            case PressPhase.Holding:
                EndHold();
                Enter(PressPhase.Opening, OpeningSteps);
                break;
            default:
                Finish();
                Enter(PressPhase.Loading, StepsOf(_random.NextUniform(ShortestLoading, LongestLoading)));
                break;
        }
    }

    private void LayIn()
    {
        _operator.Look(Time);
        _regulator = RegulatorMemory * _regulator + RegulatorScatter * _random.NextNormal();
        _chargeHeight = ChargeHeight + ChargeScatter * _random.NextNormal();
        _charge.LayIn(_chargeHeight, ChargeTemperature, _viscosityFactor, _cureFactor);
    }

    private void EndHold()
    {
        _meanPressure = _pressureSum / _holdSteps;
        _height = _charge.Height;
        _stroke = Daylight - _height + FrameStretch * _oil.Pressure;
        Wear += _wearPerPlate * (_meanPressure / ReferencePressure) * ((_chargeHeight - _height) / ReferenceCompression);
        _charge.TakeOut();
    }

    private void Finish()
    {
        double vibration = QuietVibration + LoadVibration * _meanPressure / ReferencePressure + WearVibration * Wear;
        double cycle = Seconds * (ClosingSteps + _holdSteps + OpeningSteps);
        // The step that ends here counts, so the plate's time is a step later than the count.
        Plate = new PressPlate(
            Plate.Number + 1, Time + Step, _meanPressure, vibration, cycle, _stroke, _height + Wear);
    }
}
