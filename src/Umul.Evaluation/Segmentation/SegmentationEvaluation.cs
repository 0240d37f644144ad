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
            var work = new RegionWork[entries.Length];
            var (rr, pp) = ((nint)r, (nint)p);
            try
            {
                InParallel(entries.Length, options.Threads, i => work[i] = RegionWork.Begin((T*)rr, (T*)pp, grid, entries[i], options));
                var steps = work.SelectMany(region => region.Steps()).ToArray();
                InParallel(steps.Length, options.Threads, i => steps[i]());
            }
            finally
            {
                foreach (var region in work)
                    region?.Dispose();
            }

            var results = Array.ConvertAll(work, region => region.Finish());
            var claimed = regions.SelectMany(region => region.Labels).ToHashSet();
            return new SegmentationResult(results, [.. census.Labels.Where(label => !claimed.Contains(label))]);
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
