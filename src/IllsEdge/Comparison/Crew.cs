using System.Runtime.ExceptionServices;

namespace IllsEdge.Comparison;

/// <summary>Work that nobody times, shared by all cores.</summary>
internal static class Crew
{
    /// <summary>Does so many pieces of work, in any order.</summary>
    /// <param name="stage">Name for the progress.</param>
    /// <param name="count">Pieces.</param>
    /// <param name="work">Does one.</param>
    /// <param name="progress">Told of every piece that is done, by one thread at a time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What came of them, in their order.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static T[] Run<T>(
        string stage, int count, Func<int, T> work, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        T[] results = new T[count];
        Lock gate = new();
        int done = 0;
        progress?.Report(new(stage, 0, count));
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        try
        {
            Parallel.For(0, count, options, piece =>
            {
                results[piece] = work(piece);
                lock (gate)
                {
                    done++;
                    progress?.Report(new(stage, done, count));
                }
            });
        }
        catch (AggregateException exception)
        {
            // What one of them met is what the caller is told; that others were cancelled meanwhile says less.
            Exception[] met = [.. exception.Flatten().InnerExceptions];
            ExceptionDispatchInfo.Throw(met.FirstOrDefault(one => one is not OperationCanceledException) ?? met[0]);
        }

        return results;
    }
}
