namespace Umul.Evaluation.Detection;

/// <summary>What became of a prediction.</summary>
public enum PredictionState
{
    /// <summary>It found a reference object of its class that no better-scored prediction had found.</summary>
    Hit,

    /// <summary>Right class, overlap between the background and the hit threshold.</summary>
    Localisation,

    /// <summary>Enough overlap, but with an object of another class.</summary>
    WrongClass,

    /// <summary>Enough overlap and the right class, but the object was found already.</summary>
    Duplicate,

    /// <summary>No object nearby.</summary>
    Background,

    /// <summary>Another class, and the overlap is too small as well.</summary>
    WrongClassAndLocalisation,

    /// <summary>Its image has too many predictions of higher score; it was not looked at.</summary>
    BeyondLimit,

    /// <summary>Its category is not evaluated.</summary>
    OtherCategory,
}

/// <summary>What became of a reference object.</summary>
public enum ReferenceState
{
    Found,

    /// <summary>Nothing came near it.</summary>
    Missed,

    /// <summary>Not found, but a prediction of wrong class or place would have been the one.</summary>
    NearlyFound,

    /// <summary>A region that counts for nothing.</summary>
    Ignored,

    /// <summary>Its category is not evaluated.</summary>
    OtherCategory,
}

/// <summary>The kinds of error, in TIDE's order.</summary>
public enum DetectionErrorKind
{
    WrongClass,
    Localisation,
    WrongClassAndLocalisation,
    Duplicate,
    Background,
    Missed,
}

/// <summary>How often a kind of error occurs, and how much AP would rise without it. The gains do not add up.</summary>
public sealed record DetectionErrorGain(DetectionErrorKind Kind, int Count, double AveragePrecisionGain)
{
    /// <summary>Rise of the AP of each category, by its id; may be below 0, as mending a class gives one category's prediction to another.</summary>
    public IReadOnlyDictionary<long, double> ByCategory { get; init; } = new Dictionary<long, double>();
}

/// <summary>
/// A prediction's state, the reference row that explains it (−1 for none), their overlap, and whether it counts for nothing because it
/// lies in a region of many objects.
/// </summary>
public readonly record struct PredictionMatch(PredictionState State, int Reference, double Overlap, bool IsIgnored = false);

/// <summary>A reference object's state and the prediction row that found it (−1 for none).</summary>
public readonly record struct ReferenceMatch(ReferenceState State, int Prediction);

/// <summary>Thresholds of the error analysis.</summary>
public sealed record DetectionErrorOptions
{
    /// <summary>Least overlap of a hit.</summary>
    public double HitThreshold { get; init; } = 0.5;

    /// <summary>Up to this overlap there is nothing but background.</summary>
    public double BackgroundThreshold { get; init; } = 0.1;

    /// <summary>Predictions looked at per image, all categories together.</summary>
    public int MaxDetections { get; init; } = 100;

    internal static void Check(DetectionErrorOptions options)
    {
        if (!(options.BackgroundThreshold >= 0 && options.BackgroundThreshold < options.HitThreshold && options.HitThreshold <= 1))
        {
            throw new ArgumentException(
                $"BackgroundThreshold {options.BackgroundThreshold} and HitThreshold {options.HitThreshold}: 0 ≤ background < hit ≤ 1.", nameof(options));
        }

        if (options.MaxDetections < 1)
            throw new ArgumentException($"MaxDetections is {options.MaxDetections}: at least 1.", nameof(options));
    }
}

/// <summary>Why detections go wrong: every prediction and reference object with its state, and what each kind of error costs.</summary>
public sealed class DetectionErrorResult
{
    internal DetectionErrorResult(PredictionMatch[] predictions, ReferenceMatch[] references)
    {
        (Predictions, References) = (predictions, references);
    }

    /// <summary>State of every prediction, by row.</summary>
    public IReadOnlyList<PredictionMatch> Predictions { get; }

    /// <summary>State of every reference object, by row.</summary>
    public IReadOnlyList<ReferenceMatch> References { get; }

    /// <summary>AP (101 recalls) at the hit threshold, by TIDE's matching.</summary>
    public MetricValue AveragePrecision { get; internal init; }

    /// <summary>The six kinds in TIDE's order.</summary>
    public IReadOnlyList<DetectionErrorGain> Errors { get; internal init; } = [];

    /// <summary>Rise of AP if all false alarms were scored below all hits.</summary>
    public double FalsePositiveGain { get; internal init; }

    /// <summary>Rise of AP if missed objects were not asked for.</summary>
    public double FalseNegativeGain { get; internal init; }

    /// <summary>How often each kind occurs among the predictions, or reference objects if missed, that are selected: by category, size, image.</summary>
    public IReadOnlyDictionary<DetectionErrorKind, int> Count(Func<int, bool> isPrediction, Func<int, bool> isReference)
    {
        ArgumentNullException.ThrowIfNull(isPrediction);
        ArgumentNullException.ThrowIfNull(isReference);
        var counts = Enum.GetValues<DetectionErrorKind>().ToDictionary(kind => kind, _ => 0);
        for (var i = 0; i < Predictions.Count; i++)
        {
            if (KindOf(Predictions[i].State) is { } kind && isPrediction(i))
                counts[kind]++;
        }

        for (var i = 0; i < References.Count; i++)
            counts[DetectionErrorKind.Missed] += References[i].State == ReferenceState.Missed && isReference(i) ? 1 : 0;
        return counts;
    }

    internal static DetectionErrorKind? KindOf(PredictionState state) => state switch
    {
        PredictionState.Localisation => DetectionErrorKind.Localisation,
        PredictionState.WrongClass => DetectionErrorKind.WrongClass,
        PredictionState.Duplicate => DetectionErrorKind.Duplicate,
        PredictionState.Background => DetectionErrorKind.Background,
        PredictionState.WrongClassAndLocalisation => DetectionErrorKind.WrongClassAndLocalisation,
        _ => null,
    };
}
