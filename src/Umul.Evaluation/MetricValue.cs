namespace Umul.Evaluation;

/// <summary>Why a metric has no value. An undefined value is NaN and always carries one of these.</summary>
public enum UndefinedReason
{
    None = 0,

    /// <summary>Neither the reference nor the prediction contains the object.</summary>
    BothEmpty,

    /// <summary>The reference does not contain the object, the prediction does.</summary>
    ReferenceEmpty,

    /// <summary>The prediction does not contain the object, the reference does.</summary>
    PredictionEmpty,

    /// <summary>Every element belongs to the reference, so there is nothing that could have been left out rightly.</summary>
    NoNegatives,

    /// <summary>A skeleton has no voxels although the object has.</summary>
    SkeletonEmpty,

    /// <summary>No pair of objects was matched, so there is nothing to average over.</summary>
    NoMatches,

    /// <summary>Nothing was left after the ignored elements were taken out.</summary>
    AllIgnored,

    /// <summary>There is no positive case, or no reference object, that could have been found.</summary>
    NoPositives,

    /// <summary>There is only one class, so nothing can be ranked or agreed upon beyond chance.</summary>
    OneClassOnly,

    /// <summary>Too few cases for the quantity, for example one case of a class for a variance.</summary>
    TooFewCases,

    /// <summary>No threshold reaches the sensitivity, specificity or rate that was asked for.</summary>
    NotReached,

    /// <summary>The settings left out what the number is made of, for example COCO's 100 detections per image.</summary>
    NotComputed,

    /// <summary>There is no prediction for the case.</summary>
    PredictionMissing = 100,

    /// <summary>There is no reference for the case.</summary>
    ReferenceMissing = 101,

    /// <summary>A file of the case cannot be used: damaged, of another shape, holding NaN.</summary>
    NotUsable = 102,

    /// <summary>Whoever computed the value gave none, and no reason.</summary>
    NotGiven = 103,

    /// <summary>The run was never evaluated on the case.</summary>
    NotEvaluated = 104,

    /// <summary>There is a value, and it is not to be shown: a test result that has not been unsealed.</summary>
    Sealed = 105,
}

/// <summary>One number with the exact name of its definition; NaN exactly when <see cref="Reason"/> says why.</summary>
/// <remarks>
/// <see cref="Numerator"/> and <see cref="Denominator"/> are the additive parts of a ratio metric: summed over cases they give the
/// pooled value, and leaving one case out is a subtraction. They are NaN for metrics that are no ratio of sums (maxima, percentiles).
/// </remarks>
public readonly record struct MetricValue
{
    private MetricValue(string definition, double value, UndefinedReason reason, double numerator, double denominator)
    {
        Definition = definition;
        Value = value;
        Reason = reason;
        Numerator = numerator;
        Denominator = denominator;
    }

    /// <summary>The definition, for example <c>hausdorffDistance95.maxOfDirected</c>.</summary>
    public string Definition { get; }

    public double Value { get; }

    public UndefinedReason Reason { get; }

    public double Numerator { get; }

    public double Denominator { get; }

    public bool IsDefined => Reason == UndefinedReason.None;

    /// <summary>A value that is no ratio of sums.</summary>
    public static MetricValue Of(string definition, double value) =>
        new(definition, value, UndefinedReason.None, double.NaN, double.NaN);

    /// <summary>A ratio of two sums; <paramref name="whenZero"/> is the reason given if the denominator is 0.</summary>
    public static MetricValue Ratio(string definition, double numerator, double denominator, UndefinedReason whenZero) =>
        denominator == 0
            ? new(definition, double.NaN, whenZero, numerator, denominator)
            : new(definition, numerator / denominator, UndefinedReason.None, numerator, denominator);

    public static MetricValue Undefined(string definition, UndefinedReason reason) =>
        new(definition, double.NaN, reason, double.NaN, double.NaN);
}
