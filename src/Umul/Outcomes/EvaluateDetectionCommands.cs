using System.CommandLine;
using System.Globalization;
using Umul.Files.Annotations;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary><c>umul evaluate detection</c>.</summary>
internal sealed class EvaluateDetectionCommands
{
    // Overlap of a lesion with a candidate in PI-CAI's maps, where outlines are vague.
    private const double MapIou = 0.1, BoxIou = 0.5, VolumeIou = 0.1;

    private readonly EvaluateFrame _frame = new();

    private readonly Option<string> _kind = new("--kind")
    {
        Description = Terminal.Say("What an object is: box, mask or keypoints (COCO's files), box3d (boxes of six numbers), map (folders of PI-CAI's detection maps).", "대상의 종류: box, mask, keypoints(COCO 파일), box3d(숫자 6개인 상자), map(PI-CAI 검출 지도 폴더)."),
        DefaultValueFactory = _ => "box",
    };

    private readonly Option<string?> _labels = new("--labels") { Description = Terminal.Say("Categories to evaluate, by name or id; all of the reference if not given.", "평가할 범주의 이름이나 id. 없으면 기준의 모든 범주.") };
    private readonly Option<double?> _iou = new("--iou") { Description = Terminal.Say("Least overlap of a hit in counts by image and FROC: 0.5, for box3d and map 0.1 if not given.", "영상별 개수와 FROC에서 맞은 것으로 볼 최소 겹침. 기본 0.5, box3d와 map은 0.1.") };
    private readonly Option<double?> _score = new("--score") { Description = Terminal.Say("Least score of the predictions counted by image; where F1 is highest if not given.", "영상별로 셀 예측의 최소 점수. 없으면 F1이 가장 높은 점수.") };
    private readonly Option<string?> _sigmas = new("--sigmas") { Description = Terminal.Say("Spread of each keypoint, if objects are no COCO persons: 0.05,0.1,…", "COCO 사람이 아닐 때 키포인트마다의 허용 폭: 0.05,0.1,…") };
    private readonly Option<bool> _lenient = new("--lenient") { Description = Terminal.Say("Without pycocotools' habits: the field ignore counts, and id 0 is an id like any other.", "pycocotools의 버릇 없이: ignore 항목을 지키고 id 0도 다른 id처럼 다룹니다.") };

    public static Command Detection() => new EvaluateDetectionCommands().Build();

    private Command Build() => _frame.Complete(
        new Command("detection", Terminal.Say("Compare predicted objects with reference objects: boxes, masks, keypoints, boxes in space, lesion maps.", "예측한 대상을 기준 대상과 비교합니다. 상자, 마스크, 키포인트, 3차원 상자, 병변 지도."))
        {
            _kind, _labels, _iou, _score, _sigmas, _lenient,
        }, Run);

    private Task<int> Run(ParseResult result)
    {
        var rules = Rules(result);
        var jobs = _frame.Threads(result);
        if (rules.Shape == DetectionShape.Map)
        {
            var pairing = _frame.Pair(result, EvaluateSegmentationCommands.IsImage);
            var maps = EvaluateFrame.Progress(pairing.Pairs.Count, progress => LesionMapKind.Evaluate(pairing, rules, jobs, progress));
            return _frame.Deliver(result, maps, [ReportWords.Paired(pairing)]);
        }
        CocoReference? reference = null;
        CocoObjects? found = null;
        // One file after the other would leave a core idle.
        var second = Task.Run(() => found = CocoFile.ReadResults(result.GetRequiredValue(_frame.Prediction)));
        try
        {
            reference = CocoFile.ReadReference(result.GetRequiredValue(_frame.Reference));
        }
        finally
        {
            // The reference's fault is said first, but nothing is left running.
            ((IAsyncResult)second).AsyncWaitHandle.WaitOne();
        }
        second.GetAwaiter().GetResult();
        var report = DetectionKind.Evaluate(reference, found!, rules, jobs);
        return _frame.Deliver(result, report, [new Sentence($"{report.Cases.Count:N0} images.", $"영상 {report.Cases.Count:N0}장.")]);
    }

    private DetectionRules Rules(ParseResult result)
    {
        var kind = result.GetRequiredValue(_kind);
        if (!Enum.TryParse<DetectionShape>(kind, ignoreCase: true, out var shape) || !Enum.IsDefined(shape) || char.IsDigit(kind[0])) throw EvaluateFrame.Bad("--kind", kind, "--kind box | mask | keypoints | box3d | map");
        var iou = result.GetValue(_iou) ?? shape switch { DetectionShape.Map => MapIou, DetectionShape.Box3d => VolumeIou, _ => BoxIou };
        if (iou is not (> 0 and <= 1)) throw EvaluateFrame.Bad("--iou", iou.ToString(CultureInfo.InvariantCulture), "--iou 0.5");
        if (result.GetValue(_score) is { } score && !double.IsFinite(score)) throw EvaluateFrame.Bad("--score", score.ToString(CultureInfo.InvariantCulture), "--score 0.3");
        return new DetectionRules
        {
            Shape = shape,
            Categories = result.GetValue(_labels)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Iou = iou,
            Score = result.GetValue(_score),
            Sigmas = result.GetValue(_sigmas) is { } sigmas ? Numbers(sigmas) ?? throw EvaluateFrame.Bad("--sigmas", sigmas, "--sigmas 0.05,0.1") : null,
            IsStrict = !result.GetValue(_lenient),
        };
    }

    private static List<double>? Numbers(string text)
    {
        var numbers = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is not (> 0 and < double.PositiveInfinity)) return null;
            numbers.Add(number);
        }
        return numbers;
    }
}
