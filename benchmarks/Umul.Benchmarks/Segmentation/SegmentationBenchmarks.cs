using System.Diagnostics;
using Umul.Evaluation.Segmentation;

namespace Umul.Benchmarks.Segmentation;

/// <summary>The segmentation rows of the speed goals: <c>segmentation [volume|worst|images|growth|once|phases]</c>.</summary>
internal static class SegmentationBenchmarks
{
    private static readonly Grid Volume = Grid.Volume(300, 512, 512, 1.0, 0.7, 0.7);
    private static readonly Grid Image = Grid.Plane(512, 512);

    public static int Run(string[] args)
    {
        var what = args.Length > 0 ? args[0] : "all";
        if (what is "phases")
        {
            var (reference, prediction) = SyntheticVolumes.Organs(Volume);
            Phases.Print(reference, prediction, Volume);
            (reference, prediction) = SyntheticVolumes.Noise(Volume, 3);
            Phases.Print(reference, prediction, Volume);
            for (var i = 0; i < 3; i++)
                Phases.PrintImages(SyntheticVolumes.Images(Image, 1000), Image);
        }

        if (what is "once")
            Once();
        if (what is "all" or "volume")
            VolumePair();
        if (what is "all" or "worst")
            WorstCases();
        if (what is "all" or "images")
            Images();
        if (what is "all" or "growth")
            Growth();
        PrintPeakMemory("at the end");
        return 0;
    }

    private static void PrintPeakMemory(string when) =>
        Console.WriteLine($"peak resident memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB {when}");

    /// <summary>One evaluation in a fresh process, as from the command line: time with compilation, and memory.</summary>
    private static void Once()
    {
        var (reference, prediction) = SyntheticVolumes.Organs(Volume);
        var start = Stopwatch.GetTimestamp();
        SegmentationEvaluation.Evaluate(reference, prediction, Volume, Options(SegmentationMetrics.Default, 2));
        Console.WriteLine($"one evaluation in a fresh process: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.000} s");
    }

    private static void VolumePair()
    {
        var (reference, prediction) = SyntheticVolumes.Organs(Volume);
        PrintPeakMemory("with the arrays made");
        ReadFloor(reference, prediction);
        Time("512×512×300, 3 labels: counts only", reference, prediction, Volume, Options(SegmentationMetrics.Overlap, 1));
        Time("512×512×300, 3 labels: Dice+HD95+ASSD+NSD(2 mm), 1 thread", reference, prediction, Volume, Options(SegmentationMetrics.Default, 1));
        Time("512×512×300, 3 labels: Dice+HD95+ASSD+NSD(2 mm), 2 threads", reference, prediction, Volume, Options(SegmentationMetrics.Default, 2));
    }

    private static void WorstCases()
    {
        var (reference, prediction) = SyntheticVolumes.Disjoint(Volume);
        Time("512×512×300, 3 labels, disjoint, 1 thread", reference, prediction, Volume, Options(SegmentationMetrics.Default, 1), 3);
        Time("512×512×300, 3 labels, disjoint, 2 threads", reference, prediction, Volume, Options(SegmentationMetrics.Default, 2), 3);
        (reference, prediction) = SyntheticVolumes.Noise(Volume, 3);
        Time("512×512×300, 3 labels, 50 % noise, 1 thread", reference, prediction, Volume, Options(SegmentationMetrics.Default, 1), 3);
        Time("512×512×300, 3 labels, 50 % noise, 2 threads", reference, prediction, Volume, Options(SegmentationMetrics.Default, 2), 3);
        var quarter = Grid.Volume(75, 256, 256, 1.0, 0.7, 0.7);
        (reference, prediction) = SyntheticVolumes.NoiseApart(quarter, 3);
        Time("256×256×75, 3 labels, 50 % noise on opposite sides, 1 thread", reference, prediction, quarter, Options(SegmentationMetrics.Default, 1), 1);
    }

    private static void Images()
    {
        var pairs = SyntheticVolumes.Images(Image, 1000);
        foreach (var threads in new[] { 1, 2 })
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
            Timing.Print($"1,000 pairs of 512²: Dice+HD95+ASSD+NSD(2 px), {threads} thread(s)", 7, () =>
            {
                if (threads == 1)
                {
                    foreach (var (reference, prediction) in pairs)
                        SegmentationEvaluation.Evaluate(reference, prediction, Image, Options(SegmentationMetrics.Default, 1));
                    return;
                }

                Parallel.ForEach(pairs, parallel, pair =>
                    SegmentationEvaluation.Evaluate(pair.Reference, pair.Prediction, Image, Options(SegmentationMetrics.Default, 1)));
            });
        }
    }

    private static void Growth()
    {
        foreach (var side in new[] { 64, 128, 256, 512 })
        {
            var grid = Grid.Volume(side * 300 / 512, side, side, 1.0, 0.7, 0.7);
            var (reference, prediction) = SyntheticVolumes.Organs(grid);
            Time($"growth: {side}×{side}×{side * 300 / 512}, 1 thread", reference, prediction, grid, Options(SegmentationMetrics.Default, 1));
        }
    }

    /// <summary>What reading both arrays costs: nothing can be faster.</summary>
    private static void ReadFloor(byte[] reference, byte[] prediction) =>
        Timing.Print("floor: read both arrays once (search for an absent byte)", 9, () =>
        {
            if (reference.AsSpan().Contains((byte)255) || prediction.AsSpan().Contains((byte)255))
                throw new InvalidOperationException("There is no label 255.");
        });

    private static SegmentationOptions Options(SegmentationMetrics metrics, int threads) =>
        new() { Metrics = metrics, TolerancesMm = [2], Threads = threads };

    private static void Time(
        string name, byte[] reference, byte[] prediction, Grid grid, SegmentationOptions options, int repeats = 9) =>
        Timing.Print(name, repeats, () => SegmentationEvaluation.Evaluate(reference, prediction, grid, options));
}
