namespace Umul.Evaluation.Classification;

/// <summary>Thresholds and settings of an evaluation of classes.</summary>
public sealed record ClassificationOptions
{
    /// <summary>A binary case is called positive if its score is at or above this.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>False for scores that only rank (logits, distances): calibration, Brier score, log loss and net benefit are then left out.</summary>
    public bool AreProbabilities { get; init; } = true;

    /// <summary>Bins of calibration errors and of the reliability diagram.</summary>
    public int CalibrationBins { get; init; } = 15;

    /// <summary>Sensitivities at which specificity is read off.</summary>
    public IReadOnlyList<double> TargetSensitivities { get; init; } = [0.9, 0.95];

    /// <summary>Specificities at which sensitivity is read off.</summary>
    public IReadOnlyList<double> TargetSpecificities { get; init; } = [0.9, 0.95];

    /// <summary>Thresholds of the decision curve.</summary>
    public IReadOnlyList<double> DecisionThresholds { get; init; } = [0.1, 0.2, 0.3, 0.4, 0.5];

    internal static void Check(ClassificationOptions options)
    {
        if (double.IsNaN(options.Threshold))
            throw new ArgumentException("Threshold is NaN.", nameof(options));
        if (options.CalibrationBins < 1)
            throw new ArgumentException($"CalibrationBins is {options.CalibrationBins}: at least 1.", nameof(options));
    }
}
