namespace IllsEdge.Device.Outputs;

/// <summary>When a pin shows an alarm.</summary>
/// <param name="Pin">Line of the chip.</param>
/// <param name="Target">The value that is watched.</param>
/// <param name="Limit">The alarm comes on beyond this value, in the target's unit.</param>
/// <param name="Hysteresis">How far back inside the limit the value has to come for the alarm to go off, not below 0.</param>
/// <param name="Side">On which side of the limit the alarm is on.</param>
/// <param name="SafeIsAlarm">Whether the safe state is the alarm. True: who cannot know whether all is well has to
/// look.</param>
/// <param name="Inverted">Whether low shows the alarm, so that a broken wire to a pull-down shows it too.</param>
public sealed record GpioAlarm(
    int Pin, string Target, double Limit, double Hysteresis = 0, AlarmSide Side = AlarmSide.Above, bool SafeIsAlarm = true,
    bool Inverted = false);

/// <summary>On which side of its limit an alarm is on.</summary>
public enum AlarmSide
{
    /// <summary>Above.</summary>
    Above,

    /// <summary>Below.</summary>
    Below,
}
