using System.Globalization;

namespace IllsEdge.Device.Service;

/// <summary>What the service manager asks to be told how often, as sd_watchdog_enabled(3) describes it.</summary>
public static class ServiceWatchdog
{
    /// <summary>The time after which a silent service is taken for hung, in microseconds.</summary>
    public const string TimeVariable = "WATCHDOG_USEC";

    /// <summary>The process that is asked; where it is another, the variables were only inherited.</summary>
    public const string ProcessVariable = "WATCHDOG_PID";

    /// <summary>The time after which this process is taken for hung.</summary>
    /// <param name="variable">Gives a variable of the environment, or null.</param>
    /// <param name="process">Number of this process.</param>
    /// <returns>Null where nobody watches it.</returns>
    public static TimeSpan? TimeFor(Func<string, string?> variable, int process)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (variable(ProcessVariable) is { Length: > 0 } asked
            && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number == process))
            return null;
        return long.TryParse(variable(TimeVariable), NumberStyles.None, CultureInfo.InvariantCulture, out long time)
            && time > 0 && time < TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond
                ? TimeSpan.FromMicroseconds(time)
                : null;
    }
}
