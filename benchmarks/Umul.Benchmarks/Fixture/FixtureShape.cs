using Umul.Metrics;

namespace Umul.Benchmarks.Fixture;

/// <summary>One experiment of a fixture: how many of what. What is in it follows from its number and these alone.</summary>
internal sealed record FixtureShape(string Name, int Runs, int Metrics, int Steps, int Params, int Tags)
{
    private const long Epoch = 1_700_000_000_000;
    private static readonly string[] s_prefixes = ["train/", "val/", "test/", "lr/", "layer/"];

    /// <summary>All points of the experiment.</summary>
    public long Points => (long)Runs * Metrics * Steps;

    /// <summary>Id of a run, by the numbers of experiment and run.</summary>
    public static string RunId(int experiment, int run) => $"f1c7{experiment:x4}{run:x24}";

    /// <summary>Name of a metric; the first two are those that searches filter and order by.</summary>
    public static string Metric(int index) => index switch
    {
        0 => "val/dice",
        1 => "val/loss",
        _ => $"{s_prefixes[index % s_prefixes.Length]}m{index:d4}",
    };

    /// <summary>Params of a run: five that people look at, and the long tail that a configuration file brings.</summary>
    public IEnumerable<KeyValuePair<string, string>> ParamsOf(int run)
    {
        string[] first = ["lr", "batch", "model", "seed", "opt"];
        for (var i = 0; i < Params; i++)
        {
            yield return i switch
            {
                0 => new(first[0], $"1e-{1 + run % 5}"),
                1 => new(first[1], $"{16 << (run % 3)}"),
                2 => new(first[2], run % 2 == 0 ? "unet" : "attention-unet"),
                3 => new(first[3], $"{run % 5}"),
                4 => new(first[4], "adam"),
                _ => new($"config/p{i:d3}", $"{Mix((ulong)(i * 31 + (i % 7 == 0 ? run : 0))) % 1000}"),
            };
        }
    }

    /// <summary>Tags of a run.</summary>
    public IEnumerable<KeyValuePair<string, string>> TagsOf(int run)
    {
        for (var i = 0; i < Tags; i++) yield return new($"tag{i:d2}", i == 0 ? $"stage-{run % 4}" : $"{Mix((ulong)(run * 64 + i)) % 100}");
    }

    /// <summary>Writes the points of one metric of a run over <paramref name="points"/>: a falling float32 curve with noise, a reading each 250 ms.</summary>
    public void PointsOf(int run, int metric, Span<MetricPoint> points)
    {
        var key = Metric(metric);
        var level = 0.2 + Mix((ulong)(run * 7919 + metric)) % 1000 / 1000.0;
        for (var step = 0; step < points.Length; step++)
        {
            var noise = Mix(((ulong)run << 40) ^ ((ulong)metric << 24) ^ (ulong)step) % 10_000 / 10_000.0;
            points[step] = new MetricPoint(key, step, Epoch + run * 60_000L + step * 250L, (float)(level / (1 + step * 0.02) + noise * 0.01));
        }
    }

    /// <summary>When a run began, ms since 1970.</summary>
    public static long StartMs(int run) => Epoch + run * 60_000L;

    // splitmix64: the same on every machine
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
