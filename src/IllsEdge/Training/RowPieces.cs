using System.Runtime.ExceptionServices;

namespace IllsEdge.Training;

/// <summary>
/// Passes over the rows on several threads: each takes a piece of consecutive rows, and what they found is put together in the
/// order of the pieces. Which rows a piece has depends on the numbers of rows and threads alone, so results are the same bit for
/// bit however the threads are scheduled.
/// </summary>
internal static class RowPieces
{
    /// <summary>Rows of a piece below which a thread costs more than it gains: of a small network half a millisecond of work.</summary>
    public const int FewestRows = 4096;

    /// <summary>Pieces into which rows are split.</summary>
    public static int Count(int rows, int threads) => Math.Clamp(rows / FewestRows, 1, threads);

    /// <summary>The rows of a piece: whole chunks but for the last.</summary>
    public static (int Start, int End) Of(int piece, int pieces, int rows)
    {
        long chunks = ((long)rows + Linearisation.ChunkRows - 1) / Linearisation.ChunkRows;
        return (Bound(piece), Bound(piece + 1));

        int Bound(int before) => (int)Math.Min(chunks * before / pieces * Linearisation.ChunkRows, rows);
    }

    /// <summary>Does the work of all pieces, that of the first on this thread, and waits for all of them.</summary>
    /// <remarks>
    /// The wait runs what the thread pool has not begun yet itself, so a pool without free threads only makes it slower. Of
    /// several exceptions that of the first piece comes out.
    /// </remarks>
    public static void Run(int pieces, Action<int> work)
    {
        if (pieces == 1)
        {
            work(0);
            return;
        }

        Exception?[] failures = new Exception?[pieces];
        Task[] others = new Task[pieces - 1];
        for (int other = 0; other < others.Length; other++)
        {
            int piece = other + 1;
            others[other] = Task.Run(() => Guard(piece), CancellationToken.None);
        }

        Guard(0);
        Task.WaitAll(others, CancellationToken.None);
        if (Array.Find(failures, failure => failure is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);

        void Guard(int piece)
        {
            try
            {
                work(piece);
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the caller's thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures[piece] = exception;
            }
        }
    }
}
