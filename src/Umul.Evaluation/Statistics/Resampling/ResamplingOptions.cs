namespace Umul.Evaluation.Statistics;

/// <summary>How resampling is done. The result depends on the seed and the number of resamples, never on the number of threads.</summary>
public sealed record ResamplingOptions
{
    /// <summary>The analysis seed, stored in every report.</summary>
    public ulong Seed { get; init; } = 20_260_101;

    /// <summary>Bootstrap resamples.</summary>
    public int Resamples { get; init; } = 10_000;

    /// <summary>Random sign flips where enumeration is too long (more than 20 units).</summary>
    public int Flips { get; init; } = 100_000;

    /// <summary>Threads to use.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Runs <paramref name="body"/> over [0, count) in fixed chunks, on <see cref="Threads"/> threads.</summary>
    internal void ForChunks(int count, int chunk, Action<int, int> body)
    {
        int chunks = (count + chunk - 1) / chunk;
        if (Threads <= 1 || chunks == 1)
        {
            for (int i = 0; i < chunks; i++)
                body(i * chunk, Math.Min(count, (i + 1) * chunk));
            return;
        }
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = Threads },
            i => body(i * chunk, Math.Min(count, (i + 1) * chunk)));
    }
}
