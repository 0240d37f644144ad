namespace Umul.Evaluation.Segmentation;

/// <summary>How objects are paired one to one.</summary>
public enum LesionMatcher
{
    /// <summary>Pairs by falling score (panoptica's naive matching). The default.</summary>
    Naive,

    /// <summary>Predictions by falling confidence, or size if there is none, each take the best free reference (COCO, nnDetection).</summary>
    Greedy,

    /// <summary>As many pairs as possible, and of those the highest sum of scores (Hungarian; PI-CAI).</summary>
    Optimal,
}

/// <summary>The score of a pair of objects.</summary>
public enum LesionScore
{
    Iou,
    Dice,

    /// <summary>Share of the reference object that is covered.</summary>
    Coverage,
}

/// <summary>What counts as an object and when two of them are the same.</summary>
public sealed record LesionOptions
{
    public Connectivity Connectivity { get; init; } = Connectivity.Corner;

    public LesionMatcher Matcher { get; init; } = LesionMatcher.Naive;

    public LesionScore Score { get; init; } = LesionScore.Iou;

    /// <summary>The least score of a pair.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>True asks for more than the threshold, false for at least it.</summary>
    public bool IsThresholdExclusive { get; init; }

    /// <summary>Limits between size classes, rising, mm³ (plane: mm²); a size at a limit belongs to the class above.</summary>
    public IReadOnlyList<double> SizeLimitsMm { get; init; } = [];

    internal string Name => $"{Matcher}.{Score}{(IsThresholdExclusive ? ">" : "≥")}" +
        Threshold.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal bool Accepts(double score) => score > 0 && (IsThresholdExclusive ? score > Threshold : score >= Threshold);

    internal static void Check(LesionOptions options)
    {
        if (options.Threshold is not (>= 0 and <= 1))
            throw new ArgumentException($"Threshold is {options.Threshold}: it lies between 0 and 1.", nameof(options));
        for (var i = 0; i < options.SizeLimitsMm.Count; i++)
        {
            if (options.SizeLimitsMm[i] <= (i == 0 ? 0 : options.SizeLimitsMm[i - 1]) || !double.IsFinite(options.SizeLimitsMm[i]))
                throw new ArgumentException("SizeLimitsMm must rise and be above 0.", nameof(options));
        }
    }
}
