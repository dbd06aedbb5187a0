using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Runtime.Validity;

/// <summary>
/// A loop of 4 to 20 mA after NAMUR NE 43: 3.8 to 20.5 mA are a measurement, both ends included; 3.6 mA or less and 21 mA or
/// more are the transmitter's failure signal. What lies between is neither.
/// </summary>
/// <remarks>
/// Source: NAMUR recommendation NE 43, "Standardization of the Signal Level for the Failure Information of Digital
/// Transmitters". The recommendation is sold; its figures were taken from makers who print them, such as Beckhoff (EL3751,
/// "3.6…21 mA (NAMUR NE43)") and G-Sensor ("Transmitters 4-20mA Current Failure Alarm Limits").
/// </remarks>
public sealed class CurrentLoop(InputCurrent ends) : IReadingCheck
{
    /// <summary>Highest current, mA, that signals a failure downwards.</summary>
    public const double FailureLow = 3.6;

    /// <summary>Lowest current, mA, that is a measurement.</summary>
    public const double MeasurementLow = 3.8;

    /// <summary>Highest current, mA, that is a measurement.</summary>
    public const double MeasurementHigh = 20.5;

    /// <summary>Lowest current, mA, that signals a failure upwards.</summary>
    public const double FailureHigh = 21;

    /// <summary>The value of a current.</summary>
    /// <param name="milliamperes">The current, mA.</param>
    /// <returns>low + (mA - 4) / 16 x (high - low), in the input's unit; exactly low and high at 4 and 20 mA.</returns>
    public double ValueOf(double milliamperes) => double.Lerp(ends.Low, ends.High, (milliamperes - 4) / 16);

    /// <inheritdoc/>
    public InputState Judge(in SensorReading reading) => reading.Raw switch
    {
        <= FailureLow or >= FailureHigh => InputState.FailureSignal,
        >= MeasurementLow and <= MeasurementHigh => InputState.Good,
        _ => InputState.BetweenSignals,
    };
}
