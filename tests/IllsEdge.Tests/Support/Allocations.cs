namespace IllsEdge.Tests.Support;

/// <summary>What code allocates on its own thread.</summary>
internal static class Allocations
{
    private const int Runs = 5;

    /// <summary>
    /// Bytes that every run allocates. Now and then the runtime allocates some kilobytes for itself, at a first call and when
    /// it recompiles, so the least of several runs is the code's own.
    /// </summary>
    public static long Of(Action run)
    {
        long least = long.MaxValue;
        for (int repetition = 0; repetition < Runs; repetition++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
