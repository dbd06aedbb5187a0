namespace IllsEdge.Device.Runtime;

/// <summary>A button at the device: pressed shortly it asks for a retraining, held for three seconds for the previous model.</summary>
/// <param name="period">Time from one look at the button to the next. Where nobody could look for much longer, its pin was lost
/// or the loop stood, and a press that began before is forgotten: nobody knows how long it was. Null to forget none.</param>
public sealed class OperatorButton(TimeSpan? period = null)
{
    /// <summary>How long it is held to put the previous model back.</summary>
    public static readonly TimeSpan LongPress = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1);

    private TimeSpan? _pressed;
    private TimeSpan _lastLook;

    /// <summary>The button has moved; bounces are filtered before.</summary>
    /// <param name="isPressed">Whether it is down now.</param>
    /// <param name="at">When, on the loop's count: with long periods, some time before the step that hears of it.</param>
    /// <returns>What is asked for, at its release; null for nothing.</returns>
    public OperatorRequest? Move(bool isPressed, TimeSpan at)
    {
        if (period is { } usual && at - _lastLook > 2 * usual + LongestGap)
            _pressed = null;
        _lastLook = at;
        if (isPressed)
        {
            _pressed ??= at;
            return null;
        }

        OperatorRequest? request = _pressed is not { } since ? null
            : at - since >= LongPress ? OperatorRequest.RollBack
            : OperatorRequest.Retrain;
        _pressed = null;
        return request;
    }
}
