using System.Diagnostics;
using System.Globalization;

namespace Umul.Benchmarks.Fixture;

/// <summary>Makes the big fixture: what a lab of some years has. The same bytes of content each time; the folder is kept out of the repository.</summary>
internal static class FixtureCommand
{
    // Measured with the "large" scale; docs in RESULTS.md.
    private const double BytesPerPoint = 9;
    private const double BytesPerText = 75;
    private const double PointsPerSecond = 700_000;

    private static readonly FixtureShape s_overlay = new("overlay", 50, 1, 20_000, 5, 2);
    private static readonly FixtureShape s_zoom = new("zoom", 1, 1, 1_000_000, 5, 2);

    public static async Task<int> Run(string[] args)
    {
        var scale = args.SkipWhile(a => a != "--scale").Skip(1).FirstOrDefault() ?? "large";
        if (args.Length < 1 || args[0].StartsWith('-') || Shapes(scale) is not { } shapes)
        {
            Console.Error.WriteLine("Usage: umul-benchmarks fixture FOLDER [--scale small|medium|large|full]");
            return 2;
        }
        var folder = Path.GetFullPath(args[0]);
        Directory.CreateDirectory(folder);
        if (File.Exists(Path.Combine(folder, "umul.db")))
        {
            Console.Error.WriteLine($"{folder} holds data already. Name an empty folder.");
            return 2;
        }
        var bytes = shapes.Sum(s => s.Points * BytesPerPoint + s.Runs * (double)(s.Params + s.Tags) * BytesPerText);
        var free = new DriveInfo(folder).AvailableFreeSpace;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"scale {scale}: {shapes.Count} experiments, {shapes.Sum(s => s.Runs):N0} runs, {shapes.Sum(s => s.Points):N0} points: about {bytes / 1e9:0.0} GB and {shapes.Sum(s => s.Points) / PointsPerSecond / 60:0} min; {free / 1e9:0} GB are free"));
        if (bytes > free * 0.9)
        {
            Console.Error.WriteLine("It does not fit on this disk. Take a smaller scale.");
            return 2;
        }
        var watch = Stopwatch.StartNew();
        await FixtureWriter.Write(folder, shapes, Console.Out);
        var size = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size / 1e9:0.00} GB in {watch.Elapsed.TotalMinutes:0.0} min"));
        return 0;
    }

    /// <summary>The experiments of a scale; "full" is the whole of it, the others leave out metrics, then runs. Null for an unknown scale.</summary>
    public static IReadOnlyList<FixtureShape>? Shapes(string scale) => scale switch
    {
        "small" => [s_overlay, s_zoom, .. Experiments(0, 5, 300, 20)],
        "medium" => [s_overlay, s_zoom, new("full-size", 1500, 150, 150, 150, 50), .. Experiments(1, 50, 300, 5)],
        "large" => [s_overlay, s_zoom, new("full-size", 1500, 1500, 150, 150, 50), .. Experiments(1, 50, 1500, 5)],
        "full" => [s_overlay, s_zoom, new("full-size", 1500, 1500, 150, 150, 50), .. Experiments(1, 50, 1500, 1500)],
        _ => null,
    };

    private static IEnumerable<FixtureShape> Experiments(int first, int end, int runs, int metrics) =>
        Enumerable.Range(first, end - first).Select(i => new FixtureShape($"experiment-{i:d2}", runs, metrics, 150, 150, 50));
}
