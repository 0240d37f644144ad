using System.Text.Json;
using Umul.Evaluation.Detection;

namespace Umul.Outcomes.Kinds;

/// <summary>What a detected object is.</summary>
internal enum DetectionShape
{
    Box,
    Mask,
    Keypoints,

    /// <summary>A box in space, as nnDetection has it.</summary>
    Box3d,

    /// <summary>Candidates of a volume of confidences, as PI-CAI has them.</summary>
    Map,
}

/// <summary>What is evaluated of detected objects: the same for every image of an evaluation.</summary>
internal sealed record DetectionRules
{
    /// <summary>Raised when the same files would give other numbers.</summary>
    public const string Evaluator = "umul detection/1";

    public DetectionShape Shape { get; init; } = DetectionShape.Box;

    /// <summary>Names or ids of the categories evaluated; null: those of the reference.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Least overlap of a hit, for what is counted by image and for FROC.</summary>
    public double Iou { get; init; } = 0.5;

    /// <summary>Predictions below are not counted by image; null: the score at which F1 over all images is highest.</summary>
    public double? Score { get; init; }

    /// <summary>Spread of each keypoint; null: a COCO person's seventeen.</summary>
    public IReadOnlyList<double>? Sigmas { get; init; }

    /// <summary>Everything as pycocotools does it; false honours <c>ignore</c> and treats id 0 like any other.</summary>
    public bool IsStrict { get; init; } = true;

    public CocoOptions Options(int threads) => (Shape switch
    {
        DetectionShape.Keypoints => CocoOptions.Keypoints,
        // nnDetection's mean leaves its last threshold, .75, out.
        DetectionShape.Box3d => CocoOptions.NnDetection with { IouThresholds = [.. CocoOptions.NnDetection.IouThresholds.SkipLast(1)] },
        _ => CocoOptions.Coco,
    }) with
    { IsStrict = IsStrict, Threads = threads };

    /// <summary>The rules as they are stored beside the numbers; <paramref name="score"/> is the one that was used.</summary>
    public string ToJson(double? score) => JsonSerializer.Serialize(new
    {
        kind = JsonNamingPolicy.CamelCase.ConvertName(Shape.ToString()),
        categories = Categories,
        iou = Iou,
        score,
        scoreChosen = Score is null ? "highest F1 over all images" : "given",
        sigmas = Sigmas,
        strict = IsStrict,
    });
}
