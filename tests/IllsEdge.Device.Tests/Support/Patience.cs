using System.Diagnostics;

namespace IllsEdge.Device.Tests.Support;

/// <summary>Waiting for another thread or process, in real time.</summary>
internal static class Patience
{
    /// <summary>Far more than any of it takes, for machines that are busy with something else.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    /// <summary>Waits until something holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="limit">How long; null for <see cref="Long"/>.</param>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> Until(Func<bool> holds, string what, TimeSpan? limit = null)
    {
        TimeSpan longest = limit ?? Long;
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(start) > longest)
                Assert.Fail($"{what} did not happen within {longest.TotalSeconds} s.");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
