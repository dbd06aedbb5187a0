namespace IllsEdge.Device.Runtime;

/// <summary>A button at the device: pressed shortly it asks for a retraining, held for three seconds for the previous model.</summary>
public sealed class OperatorButton
{
    /// <summary>How long it is held to put the previous model back.</summary>
    public static readonly TimeSpan LongPress = TimeSpan.FromSeconds(3);

    private TimeSpan? _pressed;

    /// <summary>The button has moved; bounces are filtered before.</summary>
    /// <param name="isPressed">Whether it is down now.</param>
    /// <param name="at">When, on the loop's count: with long periods, some time before the step that hears of it.</param>
    /// <returns>What is asked for, at its release; null for nothing.</returns>
    public OperatorRequest? Move(bool isPressed, TimeSpan at)
    {
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
