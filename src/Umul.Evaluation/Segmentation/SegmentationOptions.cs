namespace Umul.Evaluation.Segmentation;

/// <summary>What to compute of a pair of label maps, and by which parameters.</summary>
public sealed record SegmentationOptions
{
    /// <summary>Slack that lets a distance of exactly the tolerance pass although 3 · 0.1 is more than 0.3 in binary.</summary>
    private const double ToleranceSlack = 1e-9;

    /// <summary>Null: every label that occurs in either map, each on its own.</summary>
    public IReadOnlyList<Region>? Regions { get; init; }

    /// <summary>Voxels whose reference carries this label count for nothing.</summary>
    public int? IgnoredLabel { get; init; }

    public SegmentationMetrics Metrics { get; init; } = SegmentationMetrics.Default;

    /// <summary>NSD tolerances.</summary>
    public IReadOnlyList<double> TolerancesMm { get; init; } = [2];

    /// <summary>Width of the boundary band of boundary IoU, in voxels.</summary>
    public double BoundaryWidthVoxels { get; init; } = 2;

    /// <summary>True compares with the tolerance as it is, as other tools do; false adds a relative slack of 1e-9.</summary>
    public bool StrictTolerance { get; init; }

    /// <summary>Threads to use for one case. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    internal double Limit(double toleranceMm) => StrictTolerance ? toleranceMm : toleranceMm * (1 + ToleranceSlack);

    internal bool Wants(SegmentationMetrics group) => (Metrics & group) != SegmentationMetrics.None;

    internal static void Check(SegmentationOptions options)
    {
        foreach (var tolerance in options.TolerancesMm)
        {
            if (!double.IsFinite(tolerance) || tolerance < 0)
                throw new ArgumentException($"TolerancesMm holds {tolerance}: an NSD tolerance is finite and not below 0.", nameof(options));
        }

        if (!double.IsFinite(options.BoundaryWidthVoxels) || options.BoundaryWidthVoxels <= 0)
            throw new ArgumentException($"BoundaryWidthVoxels is {options.BoundaryWidthVoxels}: finite and above 0.", nameof(options));
        if (options.Threads < 1)
            throw new ArgumentException($"Threads is {options.Threads}: at least 1.", nameof(options));
    }
}
