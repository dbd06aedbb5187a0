using IllsEdge.Device;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Cli.Live;

/// <summary>Shows the loop: live on a terminal, plain lines elsewhere.</summary>
internal interface IRunView : ILoopObserver, IDeviceLog, IDisposable
{
    /// <summary>Takes the newest status, from the loop's thread after every step or so; returns at once.</summary>
    void Refresh(LoopStatus status, bool isAlarm);

    /// <summary>Leaves the terminal as it was, where the process ends at once and nothing is disposed; from any thread.</summary>
    void Abandon()
    {
    }
}

/// <summary>What a view has to know before the loop begins.</summary>
/// <param name="Title">Machine or configuration.</param>
/// <param name="Target">What is predicted.</param>
/// <param name="Unit">Its unit; null where there is none.</param>
/// <param name="AlarmAbove">Upper alarm limit; null where there is none.</param>
/// <param name="AlarmBelow">Lower alarm limit; null where there is none.</param>
/// <param name="Inputs">Names of the inputs.</param>
/// <param name="Duration">How long the loop will run, in its own time; null where nobody knows.</param>
/// <param name="Least">What matters less is not told.</param>
internal sealed record ScreenSetting(
    string Title,
    string Target,
    string? Unit,
    double? AlarmAbove,
    double? AlarmBelow,
    IReadOnlyList<string> Inputs,
    TimeSpan? Duration,
    LogLevel Least);
