namespace IllsEdge.Device.Tests.Support;

internal static class Allocations
{
    private const int Rounds = 5;

    /// <summary>
    /// Bytes that a piece of work allocates on this thread in the best of some rounds: a collection that another test's
    /// thread starts meanwhile can move the runtime's count by what is left of an allocation buffer.
    /// </summary>
    public static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
