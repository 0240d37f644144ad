namespace Umul.Evaluation.Detection;

/// <summary>Objects whose area lies between two limits, both included.</summary>
public sealed record AreaRange(string Name, double Least, double Most)
{
    internal bool Excludes(double area) => area < Least || area > Most;
}

/// <summary>Thresholds and rules of average precision in the manner of COCO.</summary>
public sealed record CocoOptions
{
    /// <summary>Bits that hold the outcome at every threshold.</summary>
    internal const int MostThresholds = 16;

    private static readonly AreaRange All = new("all", 0, 1e5 * 1e5);
    private static readonly AreaRange Medium = new("medium", 32 * 32, 96 * 96);
    private static readonly AreaRange Large = new("large", 96 * 96, 1e5 * 1e5);

    /// <summary>Boxes and masks as pycocotools evaluates them. The default.</summary>
    public static CocoOptions Coco { get; } = new();

    /// <summary>Keypoints as pycocotools evaluates them: 20 detections, no small objects.</summary>
    public static CocoOptions Keypoints { get; } = new() { MaxDetections = [20], AreaRanges = [All, Medium, Large] };

    /// <summary>nnDetection: IoU .1 to .5 and .75, one area range, single-precision ratios; its mean counts absent classes as −1, ours does not.</summary>
    public static CocoOptions NnDetection { get; } = new()
    {
        IouThresholds = [.. Linear(0.1, 0.5, 9), 0.75],
        MaxDetections = [1, 5, 100],
        AreaRanges = [new("all", double.NegativeInfinity, double.PositiveInfinity)],
        IsSinglePrecision = true,
    };

    /// <summary>Least overlaps of a match, rising, at most 16.</summary>
    public IReadOnlyList<double> IouThresholds { get; init; } = Linear(0.5, 0.95, 10);

    /// <summary>Recalls at which precision is read off, rising.</summary>
    public IReadOnlyList<double> RecallThresholds { get; init; } = Linear(0, 1, 101);

    /// <summary>Detections looked at per image and category, best first, rising.</summary>
    public IReadOnlyList<int> MaxDetections { get; init; } = [1, 10, 100];

    public IReadOnlyList<AreaRange> AreaRanges { get; init; } = [All, new("small", 0, 32 * 32), Medium, Large];

    /// <summary>False pools all categories into one, whatever was predicted.</summary>
    public bool UseCategories { get; init; } = true;

    /// <summary>
    /// True (the default) does everything as pycocotools does, bit for bit, its quirks included; false honours <c>ignore</c> and treats
    /// id 0 like any other. <see cref="CocoResult.Quirks"/> says which quirks changed something in these data.
    /// </summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>Counts and ratios in float32, as nnDetection computes them.</summary>
    public bool IsSinglePrecision { get; init; }

    /// <summary>Threads to use. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>numpy's linspace, to the bit.</summary>
    internal static double[] Linear(double from, double to, int count)
    {
        var values = new double[count];
        var step = (to - from) / (count - 1);
        for (var i = 0; i < count; i++)
            values[i] = (i * step) + from;
        values[^1] = to;
        return values;
    }

    internal static void Check(CocoOptions options)
    {
        Rising(options.IouThresholds, nameof(IouThresholds));
        Rising(options.RecallThresholds, nameof(RecallThresholds));
        Rising([.. options.MaxDetections.Select(limit => (double)limit)], nameof(MaxDetections));
        if (options.IouThresholds.Count > MostThresholds)
            throw new ArgumentException($"{options.IouThresholds.Count} overlap thresholds: at most {MostThresholds} at once.", nameof(options));
        if (options.MaxDetections[0] < 1)
            throw new ArgumentException($"MaxDetections begins with {options.MaxDetections[0]}: at least 1.", nameof(options));
        if (options.AreaRanges.Count == 0 || options.AreaRanges.Any(range => !(range.Least <= range.Most)))
            throw new ArgumentException("AreaRanges must hold a range, each with Least at or below Most.", nameof(options));
        if (options.Threads < 1)
            throw new ArgumentException($"Threads is {options.Threads}: at least 1.", nameof(options));
    }

    private static void Rising(IReadOnlyList<double> values, string name)
    {
        if (values.Count == 0)
            throw new ArgumentException($"{name} is empty.", nameof(values));
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]) || (i > 0 && values[i] <= values[i - 1]))
                throw new ArgumentException($"{name} must rise and be finite; {values[i]} at place {i} does not.", nameof(values));
        }
    }
}
