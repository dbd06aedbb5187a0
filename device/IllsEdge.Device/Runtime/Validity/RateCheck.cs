namespace IllsEdge.Device.Runtime.Validity;

/// <summary>
/// How fast a working sensor can change. A reading further from the last believed one than the rate allows in the time
/// between them has jumped. A jump that stays is believed: once <see cref="Confirmations"/> readings in a row, each a jump,
/// agree with one another within the rate, or once so much time has passed that the way could have been gone.
/// </summary>
/// <remarks>
/// The time between two readings is that of the sensor's own stamps, if both have one and they ascend. Otherwise it is that
/// of the loop's count, which tells it only to a period, and a period is added: a sound sensor is not to be refused because
/// its line was emptied late.
/// </remarks>
/// <param name="maxRate">Fastest change, in the input's unit a second.</param>
/// <param name="period">The loop's.</param>
public sealed class RateCheck(double maxRate, TimeSpan period) : IReadingCheck
{
    /// <summary>
    /// Readings at a new level until it is believed, the first among them. Contacts that bounce and lines that are disturbed
    /// give one or two wrong readings alike, seldom five.
    /// </summary>
    public const int Confirmations = 5;

    private SensorReading? _believed;
    private SensorReading _jumped;
    private int _agreeing;

    /// <inheritdoc/>
    public InputState Judge(in SensorReading reading)
    {
        bool isJump = _believed is { } believed && !Agree(believed, reading);
        if (isJump)
        {
            _agreeing = _agreeing > 0 && Agree(_jumped, reading) ? _agreeing + 1 : 1;
            _jumped = reading;
            if (_agreeing < Confirmations)
                return InputState.TooFast;
        }

        _believed = reading;
        _agreeing = 0;
        return InputState.Good;
    }

    private bool Agree(in SensorReading earlier, in SensorReading later)
    {
        TimeSpan apart = later.Stamp - earlier.Stamp is { Ticks: > 0 } stamped ? stamped : later.Taken - earlier.Taken + period;
        return Math.Abs(later.Value - earlier.Value) <= maxRate * apart.TotalSeconds;
    }
}
