using System.Text.Json;
using Umul.Evaluation.Classification;

namespace Umul.Outcomes.Kinds;

/// <summary>What is evaluated of predicted classes: the same for every case of an evaluation.</summary>
internal sealed record ClassificationRules
{
    /// <summary>Raised when the same files would give other numbers.</summary>
    public const string Evaluator = "umul classification/1";

    /// <summary>The classes in their order, which a weighted kappa goes by; null: those that occur, sorted.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>The positive one of two classes; null: told by its name, such as 1, true or malignant.</summary>
    public string? Positive { get; init; }

    /// <summary>A binary case is called positive at or above this.</summary>
    public double Threshold { get; init; } = 0.5;

    public IReadOnlyList<double> AtSensitivity { get; init; } = [0.9, 0.95];

    public IReadOnlyList<double> AtSpecificity { get; init; } = [0.9, 0.95];

    public int CalibrationBins { get; init; } = 15;

    public ClassificationOptions Options(bool areProbabilities) => new()
    {
        Threshold = Threshold,
        AreProbabilities = areProbabilities,
        CalibrationBins = CalibrationBins,
        TargetSensitivities = AtSensitivity,
        TargetSpecificities = AtSpecificity,
    };

    /// <summary>The rules as they are stored beside the numbers, with what was found of them in the files.</summary>
    public string ToJson(IReadOnlyList<string> classes, string? positive, bool? areProbabilities) => JsonSerializer.Serialize(new
    {
        classes,
        positive,
        threshold = Threshold,
        atSensitivity = AtSensitivity,
        atSpecificity = AtSpecificity,
        calibrationBins = CalibrationBins,
        scores = areProbabilities switch { null => "none", true => "probabilities", false => "ranks only" },
    });
}
