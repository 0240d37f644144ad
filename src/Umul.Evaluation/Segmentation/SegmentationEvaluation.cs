using System.Numerics;
using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>Evaluates one predicted label map against its reference: label maps (z, y, x) in C order, 0 is background.</summary>
/// <remarks>
/// Both maps are read once for counts and boxes; surfaces are looked at inside each region's box only. The result is the same to the
/// bit for any number of threads and at every SIMD level.
/// </remarks>
public static class SegmentationEvaluation
{
    /// <summary>Voxels in the boxes of the regions that are worked on together: some 40 MB of bits.</summary>
    private const long BatchVoxels = 40_000_000;

    public static SegmentationResult Evaluate(
        ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, Grid grid, SegmentationOptions? options = null) =>
        Run(reference, prediction, grid, options ?? new SegmentationOptions());

    public static SegmentationResult Evaluate(
        ReadOnlySpan<ushort> reference, ReadOnlySpan<ushort> prediction, Grid grid, SegmentationOptions? options = null) =>
        Run(reference, prediction, grid, options ?? new SegmentationOptions());

    private static unsafe SegmentationResult Run<T>(
        ReadOnlySpan<T> reference, ReadOnlySpan<T> prediction, Grid grid, SegmentationOptions options)
        where T : unmanaged, IBinaryInteger<T>
    {
        SegmentationOptions.Check(options);
        grid.RequireLength(reference.Length, nameof(reference));
        grid.RequireLength(prediction.Length, nameof(prediction));
        fixed (T* r = reference)
        fixed (T* p = prediction)
        {
            var census = LabelCensus.Take(LabelScan.Run(r, p, grid, options.Threads), grid, options.IgnoredLabel);
            var regions = options.Regions ?? [.. census.Labels.Select(Region.Of)];
            LabelCensus.Entry[] entries = [.. regions.Select(census.Count)];
            var results = new List<RegionResult>(entries.Length);
            while (results.Count < entries.Length)
                results.AddRange(RunBatch(r, p, grid, NextBatch(entries, results.Count), options));
            var claimed = regions.SelectMany(region => region.Labels).ToHashSet();
            return new SegmentationResult(results, [.. census.Labels.Where(label => !claimed.Contains(label))]);
        }
    }

    /// <summary>As many regions as fit the memory that their bits may take, at least one.</summary>
    private static LabelCensus.Entry[] NextBatch(LabelCensus.Entry[] entries, int from)
    {
        var (to, voxels) = (from, 0L);
        do
            voxels += entries[to++].Box.Volume;
        while (to < entries.Length && voxels + entries[to].Box.Volume <= BatchVoxels);
        return entries[from..to];
    }

    private static unsafe RegionResult[] RunBatch<T>(
        T* reference, T* prediction, Grid grid, LabelCensus.Entry[] entries, SegmentationOptions options)
        where T : unmanaged, IBinaryInteger<T>
    {
        var work = new RegionWork[entries.Length];
        var (r, p) = ((nint)reference, (nint)prediction);
        try
        {
            InParallel(work.Length, options.Threads, i => work[i] = RegionWork.Begin((T*)r, (T*)p, grid, entries[i], options));
            Action[] steps = [.. work.SelectMany(region => region.FirstSteps())];
            InParallel(steps.Length, options.Threads, i => steps[i]());
            steps = [.. work.SelectMany(region => region.SecondSteps())];
            InParallel(steps.Length, options.Threads, i => steps[i]());
            var results = new RegionResult[work.Length];
            InParallel(work.Length, options.Threads, i => results[i] = work[i].Finish());
            return results;
        }
        finally
        {
            foreach (var region in work)
                region?.Dispose();
        }
    }

    private static void InParallel(int count, int threads, Action<int> body)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
                body(i);
            return;
        }

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
    }
}
