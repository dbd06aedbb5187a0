using System.Diagnostics;

namespace IllsEdge.Device.Tests.Support;

/// <summary>Waiting for another thread or process, in real time.</summary>
internal static class Patience
{
    /// <summary>
    /// Far more than any of it takes: beside other programs, training at the lowest priority gets a hundredth of a processor.
    /// </summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    /// <summary>Waits until something holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> Until(Func<bool> holds, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(start) > Long)
                Assert.Fail($"{what} did not happen within {Long.TotalSeconds} s.");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
