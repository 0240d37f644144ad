namespace Umul.Evaluation.Segmentation;

/// <summary>Voxels by what reference and prediction say of them. Integers: they add up over cases without rounding.</summary>
public readonly record struct OverlapCounts(long TruePositive, long FalsePositive, long FalseNegative, long TrueNegative)
{
    public long Reference => TruePositive + FalseNegative;

    public long Prediction => TruePositive + FalsePositive;

    public long Union => TruePositive + FalsePositive + FalseNegative;

    /// <summary>Which side is empty, or <see cref="UndefinedReason.None"/>.</summary>
    public UndefinedReason Emptiness =>
        (Reference, Prediction) switch
        {
            (0, 0) => UndefinedReason.BothEmpty,
            (0, _) => UndefinedReason.ReferenceEmpty,
            (_, 0) => UndefinedReason.PredictionEmpty,
            _ => UndefinedReason.None,
        };

    public static OverlapCounts operator +(OverlapCounts a, OverlapCounts b) => new(
        a.TruePositive + b.TruePositive, a.FalsePositive + b.FalsePositive,
        a.FalseNegative + b.FalseNegative, a.TrueNegative + b.TrueNegative);

    public static OverlapCounts Add(OverlapCounts left, OverlapCounts right) => left + right;
}
