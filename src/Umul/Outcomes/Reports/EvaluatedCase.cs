using Umul.Evaluation;
using Umul.Web;

namespace Umul.Outcomes.Reports;

/// <summary>What was found about one case: values, or the problem because of which there are none.</summary>
internal sealed record EvaluatedCase
{
    public required string Case { get; init; }

    /// <summary>Patient or speaker; null if nobody said.</summary>
    public string? Group { get; init; }

    /// <summary>The reference's file as it was given; null if there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>The prediction's file as it was given; null if there is none.</summary>
    public string? Prediction { get; init; }

    /// <summary>Why the case could not be evaluated; null if it was.</summary>
    public Sentence? Problem { get; init; }

    /// <summary>The same in a word, for the values that are therefore undefined.</summary>
    public UndefinedReason ProblemReason { get; init; }

    /// <summary>What was done or found on the way: thresholds, resampling, labels that nobody asked for.</summary>
    public IReadOnlyList<Sentence> Notes { get; init; } = [];

    public IReadOnlyList<(OutcomeMetric Metric, MetricValue Value)> Values { get; init; } = [];

    /// <summary>Whole numbers behind the values, such as voxels counted, by region and name.</summary>
    public IReadOnlyList<(string Region, string Name, long Count)> Counts { get; init; } = [];

    /// <summary>Words beside the numbers, by name: what was said and recognised, which class was meant.</summary>
    public IReadOnlyList<(string Name, string Text)> Texts { get; init; } = [];

    public static EvaluatedCase WithoutPrediction(string name, string reference) => new()
    {
        Case = name,
        Reference = reference,
        ProblemReason = UndefinedReason.PredictionMissing,
        Problem = new Sentence(
            $"{reference}: there is no prediction for the case '{name}'. Add a file of that name to the predictions, or take the reference out.",
            $"{reference}: 케이스 '{name}'의 예측 파일이 없습니다. 예측 폴더에 같은 이름의 파일을 넣거나 기준 파일을 빼세요."),
    };

    /// <summary>The same where the predictions of all cases are rows of one file.</summary>
    public static EvaluatedCase WithoutRow(string name, string reference, string prediction) => new()
    {
        Case = name,
        Reference = reference,
        ProblemReason = UndefinedReason.PredictionMissing,
        Problem = new Sentence(
            $"{prediction}: there is no prediction for the case '{name}' of {reference}. Add it, or take the case out of the reference.",
            $"{prediction}: {reference}에 있는 케이스 '{name}'의 예측이 없습니다. 예측을 추가하거나 기준에서 케이스를 빼세요."),
    };

    public static EvaluatedCase NotUsable(string name, string? reference, string? prediction, Sentence problem) =>
        new() { Case = name, Reference = reference, Prediction = prediction, Problem = problem, ProblemReason = UndefinedReason.NotUsable };
}
