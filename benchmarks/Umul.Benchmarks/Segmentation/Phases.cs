using System.Runtime.InteropServices;
using Umul.Evaluation;
using Umul.Evaluation.Kernels;
using Umul.Evaluation.Segmentation;

namespace Umul.Benchmarks.Segmentation;

/// <summary>Where the time of one volume pair goes, phase by phase, in CPU seconds of this thread.</summary>
internal static unsafe partial class Phases
{
    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, long* time);

    public static void Print(byte[] reference, byte[] prediction, Grid grid)
    {
        for (var round = 0; round < 4; round++)
        {
            foreach (var (what, seconds) in Sums)
                Console.WriteLine($"{seconds * 1000,9:0.00} ms  {what}");
            Sums.Clear();
            fixed (byte* r = reference)
            fixed (byte* p = prediction)
            {
                var at = Now();
                var census = LabelCensus.Take(LabelScan.Run(r, p, grid, 1), grid, null);
                Lap("counts and boxes", ref at);
                foreach (var label in census.Labels)
                    OneLabel(MaskPair.Cut(r, p, grid, census.Count(Region.Of(label)), null), label, ref at);
            }
        }
    }

    private static void OneLabel(MaskPair masks, int label, ref double at)
    {
        Lap($"label {label}: bits", ref at);
        using var a = SurfaceBits.VoxelBorder(masks.Reference, masks.Grid.IsPlane);
        using var b = SurfaceBits.VoxelBorder(masks.Prediction, masks.Grid.IsPlane);
        Lap($"label {label}: borders of {a.Count():N0} and {b.Count():N0} voxels", ref at);
        Search(masks, a, b, null, double.PositiveInfinity, ref at);
        Search(masks, b, a, null, double.PositiveInfinity, ref at);
        using var c = SurfaceBits.CornerSurface(masks.Reference, masks.Grid.IsPlane);
        using var d = SurfaceBits.CornerSurface(masks.Prediction, masks.Grid.IsPlane);
        Lap($"label {label}: corners {c.Count():N0} and {d.Count():N0}", ref at);
        Search(masks, c, d, masks.Reference, 4, ref at);
        Search(masks, d, c, masks.Prediction, 4, ref at);
        masks.Dispose();
    }

    private static void Search(MaskPair masks, BitVolume from, BitVolume to, BitVolume? codes, double limit, ref double at)
    {
        var search = new NearSearch(masks.Reach, from, to, codes, masks.Grid.IsPlane);
        search.Run(limit);
        Lap($"    near: list {search.Tally.Squared.Count:N0}, far {search.Far?.Count() ?? 0:N0}", ref at);
        if (search.Far is null)
            return;
        var targets = new FarTargets(to);
        Lap($"    blocks {targets.Blocks.Length:N0}", ref at);
        new FarSearch(targets, masks.Grid).Run(search.Far, (squared, _, _, _) => search.Tally.Add(squared, 0));
        search.Far.Dispose();
        Lap("    far", ref at);
        _ = new DirectedDistances(search.Tally, [0, .. masks.Reach.Offsets.Select(o => o.Squared)]).PercentileMm(95);
        Lap("    reduce", ref at);
    }

    public static void PrintImages((byte[] Reference, byte[] Prediction)[] pairs, Grid grid)
    {
        foreach (var (reference, prediction) in pairs)
        {
            fixed (byte* r = reference)
            fixed (byte* p = prediction)
            {
                var at = Now();
                var census = LabelCensus.Take(LabelScan.Run(r, p, grid, 1), grid, null);
                Lap("counts and boxes", ref at);
                foreach (var label in census.Labels)
                {
                    var entry = census.Count(Region.Of(label));
                    if (entry.Counts.Emptiness == UndefinedReason.None)
                        OneLabel(MaskPair.Cut(r, p, grid, entry, null), label, ref at);
                }
            }
        }

        foreach (var (what, seconds) in Sums)
            Console.WriteLine($"{seconds * 1000,9:0.00} ms  {what}");
        Sums.Clear();
    }

    private static readonly Dictionary<string, double> Sums = [];

    private static void Lap(string what, ref double at)
    {
        var now = Now();
        what = what.Split(" of ")[0].Split(": list")[0].Split("blocks ")[0].Split("corners ")[0];
        Sums[what] = Sums.GetValueOrDefault(what) + now - at;
        at = Now();
    }

    private static double Now()
    {
        var time = stackalloc long[2];
        _ = clock_gettime(3, time);
        return time[0] + (time[1] * 1e-9);
    }
}
